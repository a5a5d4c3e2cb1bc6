// The one worker of the officer's page: it alone has the store, the keys and the core. The page sends
// {id, command, given} and hears {id, ok} or {id, refused}, the words of a refusal being for the officer.
import * as handset from "./handset.js";
import { browser } from "./browser.js";
import { stretch } from "./crypto.js";
import { isThere, openFile } from "./opfs.js";
import { ask } from "./transport.js";

const LOCK = "seenheard-store";
const TAKEN = "This page is open in another tab. Go on there, or close it and try again; nothing is lost.";
const FILES = ["one", "two"];
const TRIES = 20;
const TRY_MILLIS = 50;
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

/** A worker that ended a moment ago may hold its files a moment longer than the lock. */
async function patiently(name) {
  for (let tries = 1; ; tries++) {
    try {
      return await openFile(name);
    } catch (error) {
      if (error.name !== "NoModificationAllowedError" || tries === TRIES) {
        throw error;
      }
      await new Promise((again) => setTimeout(again, TRY_MILLIS));
    }
  }
}

let holds = false;
let files = [];

async function opening() {
  holds ||= await owned();
  if (!holds) {
    return TAKEN;
  }
  try {
    files = [];
    for (const name of FILES) {
      files.push(await patiently(name));
    }
    return handset.openStore(...files);
  } catch {
    files.forEach((file) => file.close());
    return TAKEN;
  }
}

let opened = opening();

const READ_AHEAD_MILLIS = 30;

/** While a passphrase is typed nobody waits for anything: the forms are read, one at a time. */
async function readAhead() {
  if ((await opened) === "" && handset.readAhead()) {
    setTimeout(readAhead, READ_AHEAD_MILLIS);
  }
}
setTimeout(readAhead, READ_AHEAD_MILLIS);

/** Where another tab had the store it may be gone by now. */
async function ready() {
  if ((await opened) === TAKEN) {
    opened = opening();
  }
  return opened;
}

/** What became of what was kept here, before anybody unlocks it. */
async function lies() {
  const wrong = await opened;
  return { ok: { taken: wrong === TAKEN, fresh: wrong === "" && handset.isNew() } };
}

/** What does not write does not have to be looked after. */
const READS = new Set(["status", "screen", "lies", "unlock"]);
let looking;

/**
 * What the browser took away is written anew from what is open here, and told: before anything is written, because
 * a write to a file that was taken never comes back.
 */
async function lookAgain() {
  if ((await opened) !== "") {
    return;
  }
  const there = await Promise.all(FILES.map(isThere));
  if (there.includes(false)) {
    for (const file of files) {
      await file.again();
    }
    postMessage({ removed: handset.writeAnew() });
  }
}

const DIFFER = "The two passphrases were not the same. Nothing was kept: type the first one anew.";

/**
 * The first passphrase of a phone opens it from then on, and nobody can open it without: it is typed twice, and
 * nothing is stretched before both agree.
 */
async function unlock({ passphrase, again }) {
  const wrong = await ready();
  if (wrong !== "") {
    return { refused: wrong };
  }
  if (handset.isNew() && again !== passphrase) {
    return again === undefined ? { ok: { again: true } } : { refused: DIFFER };
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
    if (!READS.has(command)) {
      looking ??= lookAgain().finally(() => (looking = undefined));
      await looking;
    }
    answer = command === "lies" ? await lies() : command === "unlock" ? await unlock(given) : await told(command, given);
  } catch (error) {
    answer = { refused: String(error.message ?? error) };
  }
  postMessage({ id, ...answer });
};
