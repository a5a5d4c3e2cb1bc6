// The one worker of the officer's page: it alone has the store, the keys and the core. The page sends
// {id, command, given} and hears {id, ok} or {id, refused}, the words of a refusal being for the officer.
import * as handset from "./handset.js";
import { browser } from "./browser.js";
import { stretch } from "./crypto.js";
import { openFile } from "./opfs.js";
import { ask } from "./transport.js";

const LOCK = "seenheard-store";
const TAKEN = "This page is open in another tab. Go on there, or close it and try again; nothing is lost.";
const salts = (text) => Int8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));

/** Waits for nobody: who has the lock has the store until its tab is gone. */
function owned() {
  return new Promise((resolve) => {
    navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

const opened = (async () => {
  if (!(await owned())) {
    return TAKEN;
  }
  try {
    return handset.openStore(await openFile("one"), await openFile("two"));
  } catch {
    return TAKEN;
  }
})();

async function unlock({ passphrase }) {
  const wrong = await opened;
  if (wrong !== "") {
    return { refused: wrong };
  }
  // Each time anew: under a locked screen the handset is open, and the passphrase is asked all the same.
  const salt = handset.salt(browser);
  const [hex, rounds] = salt.split(" ");
  const key = await stretch(passphrase, salts(hex), Number(rounds));
  const refused = handset.unlock(browser, ask, salt, key);
  return refused === "" ? { ok: await persistent() } : { refused };
}

/** Whether the browser promised to keep what lies here; the page says when it did not. */
async function persistent() {
  return { persisted: (await navigator.storage.persisted?.()) ?? false };
}

function told(command, given) {
  return new Promise((resolve) => handset.tell(command, JSON.stringify(given), (text) => resolve(JSON.parse(text))));
}

onmessage = async ({ data: { id, command, given } }) => {
  let answer;
  try {
    answer = command === "unlock" ? await unlock(given) : await told(command, given);
  } catch (error) {
    answer = { refused: String(error.message ?? error) };
  }
  postMessage({ id, ...answer });
};
