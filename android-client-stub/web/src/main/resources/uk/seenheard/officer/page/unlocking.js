// The screen of a locked phone: the passphrase, and what became of what was kept here.
import { tell } from "./link.js";
import { PRIVATE, asking, made, press, say } from "./parts.js";
import { takeOver } from "./tabs.js";

/** Outlives what a browser takes away when it wants room: that something was kept here, and nothing more. */
const MARK = "seenheard-kept";
const BACK = "Sign in: what is at the force comes back. What had not been sent is lost: tell your supervisor.";

export const somethingIsKept = () => localStorage.setItem(MARK, "yes");

export function wiped() {
  localStorage.removeItem(MARK);
  location.reload();
}

/**
 * @param truth says how it stands
 * @param opened what to do when it is unlocked
 */
export function unlocking(truth, opened) {
  const told = made("div", {});
  const form = made("div", {});
  tell("lies").then((lies) => told.append(...said(lies)), () => {});
  const field = (more) => made("input", { type: "password", required: true, name: "passphrase", ...more, ...PRIVATE });
  const asks = (label, secret, deed) => form.replaceChildren(asking(label, secret, "Unlock", deed));
  const first = () => asks("Passphrase of this phone", field({ minLength: 8 }), (passphrase) => opens({ passphrase }));
  /** Where nothing is kept yet. The button stays where it is. */
  const once = (passphrase) => {
    const secret = field();
    asks("The same passphrase once more", secret, async (again) => {
      try {
        await opens({ passphrase, again });
      } catch (differ) {
        first();
        throw differ;
      }
    });
    secret.focus();
  };
  const opens = async (given) => {
    truth.textContent = "Unlocking …";
    try {
      await navigator.storage.persist?.();
      const { persisted, again } = await tell("unlock", given);
      if (again) {
        truth.textContent = "Locked.";
        once(given.passphrase);
        return;
      }
      await opened();
      if (!persisted) {
        say("This browser has not promised to keep what is saved here. Install the page.");
      }
    } catch (refused) {
      truth.textContent = "Locked.";
      throw refused;
    }
  };
  first();
  // What is told comes a moment later: below, so that nothing moves under the thumb.
  return [made("h1", { className: "title" }, "Seen & Heard"), form, told];
}

function said({ taken, fresh }) {
  if (taken) {
    return [made("p", { className: "note" }, "This page is open in another tab."), press("Go on in this tab", takeOver, { className: "deed second" })];
  }
  if (!fresh) {
    return [];
  }
  const chosen = made("p", {}, "Nothing is kept on this phone yet. The passphrase that you type now opens it from here on: eight letters at least. You type it twice, because nobody can open this phone without it.");
  return localStorage.getItem(MARK) === null
    ? [chosen, made("p", { className: "faint" }, `If you recorded here before, the browser has removed it. ${BACK}`)]
    : [made("p", { className: "note", role: "alert" }, `The browser has removed what was kept on this phone. ${BACK}`), chosen];
}
