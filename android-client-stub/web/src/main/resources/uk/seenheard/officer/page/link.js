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

const worker = new Worker(script(WORKER), { type: "module" });
const waiting = new Map();
let asked = 0;
worker.onmessage = ({ data }) => {
  waiting.get(data.id)(data);
  waiting.delete(data.id);
};

let refused = () => {};
export const onRefused = (listener) => (refused = listener);

/** What the worker answers, or an error in words for the officer. */
export async function tell(command, given = {}) {
  const id = ++asked;
  const answer = await new Promise((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, command, given });
  });
  if ("refused" in answer) {
    if (command !== "status") {
      refused();
    }
    throw new Error(answer.refused);
  }
  return answer.ok;
}

export const shell = () => script(SHELL);
