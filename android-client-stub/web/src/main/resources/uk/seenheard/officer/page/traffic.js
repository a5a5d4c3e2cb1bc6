// What goes to the server and what comes from it, one exchange at a time.
import { tell } from "./link.js";
import { wiped } from "./unlocking.js";

const LONGEST_MILLIS = 3_700_000;
const QUIET_MILLIS = 15_000;

/** A browser does not say why there was no answer: an untrusted certificate looks like a mast out of reach. */
const ONLINE =
  "If this phone has signal, the force's server is out of reach, or something on this network, such as public WiFi, answers in its place: this phone does not trust it. Try another network.";

const said = (error) => console.debug(error.message);

/**
 * @param standing hears where what was recorded lies
 * @param drawn draws the screen anew, when something new came
 */
export function traffic({ standing, drawn }) {
  /** What is saved counts at once, however long the network keeps a sync waiting. */
  const stand = () => tell("status").then(standing).catch(said);

  /** What kept the last exchange from being whole, in words; nothing where it was. */
  let wrong = "";

  async function exchange() {
    let told = await tell("sync");
    if (told.outcome === "SIGN_IN_TO_RECEIVE" && (await tell("renew")).renewed) {
      told = await tell("sync");
    }
    if (told.outcome === "WIPED") {
      wiped();
      return;
    }
    failed = told.outcome === "SYNCED" ? 0 : failed + 1;
    lost = told.outcome === "NO_SIGNAL";
    // Who is out of signal tries now and then, and not with each press: it would cost the press and the battery.
    const quiet = Math.min(QUIET_MILLIS, 500 * 2 ** failed);
    waitsUntil = failed === 0 ? 0 : performance.now() + Math.max(quiet, Math.min(told.wait, LONGEST_MILLIS));
    wrong = told.outcome === "SYNCED" ? "" : told.notes.join(" ");
    if (lost && navigator.onLine) {
      wrong += ` ${ONLINE}`;
    }
    await stand();
    if (told.received > 0) {
      await drawn();
    }
  }

  /** What did not even begin is told as well: a phone without room, say. */
  const failing = (error) => {
    wrong = error.message;
    said(error);
  };

  let running;
  let again = false;
  let waitsUntil = 0;
  let failed = 0;
  let lost = false;
  let timer = 0;

  /**
   * One sync at a time; whatever was saved meanwhile goes with one more after it. Who was asked to come back later
   * does, unless the officer presses for it.
   *
   * @param stood whether it is known already where everything lies
   */
  function sync(pressed = false, stood = false) {
    if (!stood) {
      stand();
    }
    const wait = waitsUntil - performance.now();
    if (wait > 0 && !pressed && running === undefined) {
      clearTimeout(timer);
      timer = setTimeout(() => sync(), wait);
      return Promise.resolve();
    }
    again = true;
    running ??= (async () => {
      while (again && (pressed || waitsUntil <= performance.now())) {
        again = false;
        await exchange().catch(failing);
      }
      running = undefined;
      if (again) {
        sync();
      }
    })();
    return running;
  }

  /** Back in signal: nothing waits, but for a server that asked for it. */
  function back() {
    if (lost) {
      waitsUntil = 0;
      failed = 0;
    }
    return sync();
  }

  return { stand, sync, back, wrong: () => wrong };
}
