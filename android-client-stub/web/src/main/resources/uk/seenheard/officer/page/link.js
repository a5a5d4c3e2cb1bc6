// The page's line to the worker that has the store, the keys and the core.
const WORKER = new URL("worker.js", import.meta.url).href;
const SHELL = new URL("sw.js", document.baseURI).href;

/** Scripts that the page may start: its own worker, and its own service worker. */
const policy = globalThis.trustedTypes?.createPolicy("officer", {
  createScriptURL: (url) => {
    if (url !== WORKER && url !== SHELL) {
      throw new TypeError("no such script");
    }
    return url;
  },
});
const script = (url) => policy?.createScriptURL(url) ?? url;

/** What waits for the server, or for a passphrase to be stretched, takes as long as it takes. */
const ASKS = new Set(["unlock", "sign-in", "renew", "sync", "wipe", "wipe-now"]);
/** What is asked because something was refused. */
const LOOKS = new Set(["status", "screen"]);
const SILENT_MILLIS = 60_000;
const SILENT = "This page does not answer any more, and it is not known whether that is saved. Close it and open it again: it shows what is there.";

const worker = new Worker(script(WORKER), { type: "module" });
const waiting = new Map();
let asked = 0;
let removed = () => {};
/** Hears that the browser took the files away, and empty, or why they could not be written anew. */
export const onRemoved = (listener) => (removed = listener);
worker.onmessage = ({ data }) => {
  if ("removed" in data) {
    removed(data.removed);
    return;
  }
  waiting.get(data.id)?.(data);
  waiting.delete(data.id);
};

let refused = () => {};
export const onRefused = (listener) => (refused = listener);

/** What the worker answers, or an error in words for the officer. */
export async function tell(command, given = {}) {
  const id = ++asked;
  let late;
  const answer = await new Promise((resolve) => {
    waiting.set(id, resolve);
    late = ASKS.has(command) ? 0 : setTimeout(() => resolve({ refused: SILENT }), SILENT_MILLIS);
    worker.postMessage({ id, command, given });
  });
  clearTimeout(late);
  if ("refused" in answer) {
    if (!LOOKS.has(command)) {
      refused();
    }
    throw new Error(answer.refused);
  }
  return answer.ok;
}

/** Ends the worker, which lets go of the store. */
export const end = () => worker.terminate();

export const shell = () => script(SHELL);
