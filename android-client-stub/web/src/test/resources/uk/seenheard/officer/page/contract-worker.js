// Lends a test on the JVM the shipped functions of a browser's worker, one call at a time.
import { browser } from "./browser.js";
import * as crypto from "./crypto.js";
import { openFile } from "./opfs.js";

const functions = { ...crypto, day: browser.day };
const files = new Map();
const bytes = (text) => Int8Array.from(atob(text), (c) => c.charCodeAt(0));
const text = (some) => btoa(Array.from(new Uint8Array(some.buffer, some.byteOffset, some.length), (c) => String.fromCharCode(c)).join(""));
const given = (one) => (one !== null && typeof one === "object" ? bytes(one.bytes) : one);
const answer = (one) => (one instanceof Int8Array ? { bytes: text(one) } : one);

/** A worker that was just ended may hold its files a moment longer. */
async function patiently(deed) {
  for (let tries = 1; ; tries++) {
    try {
      return await deed();
    } catch (error) {
      if (error.name !== "NoModificationAllowedError" || tries === 20) {
        throw error;
      }
      await new Promise((again) => setTimeout(again, 50));
    }
  }
}

onmessage = async ({ data: [deed, name, ...rest] }) => {
  try {
    if (deed === "open-file") {
      files.set(name, await patiently(() => openFile(name)));
      postMessage({ value: "" });
    } else if (deed === "close") {
      files.get(name)?.close();
      files.delete(name);
      postMessage({ value: "" });
    } else if (deed === "remove") {
      const root = await navigator.storage.getDirectory();
      await patiently(() => root.removeEntry("seenheard", { recursive: true }));
      postMessage({ value: "" });
    } else {
      const of = files.get(name) ?? functions;
      postMessage({ value: answer(await of[deed](...rest.map(given))) });
    }
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
