// The page as an app: its files are kept by the service worker, so that it opens without signal. A new build waits.
import { shell } from "./link.js";

let waiting;
let registration;

/** Keeps the page for opening without signal; tells when a new build is here. */
export async function install(told) {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  const controlled = navigator.serviceWorker.controller !== null;
  let asked = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled && asked) {
      location.reload();
    }
  });
  takeNow = () => {
    asked = true;
    waiting?.postMessage("take");
  };
  try {
    registration = await navigator.serviceWorker.register(shell(), { updateViaCache: "none" });
  } catch {
    // Without signal the one that is there goes on; without any the page works while it is open.
    return;
  }
  const found = () => {
    if (registration.waiting && navigator.serviceWorker.controller) {
      waiting = registration.waiting;
      told();
    }
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", found));
  found();
}

let takeNow = () => {};

/** Whether a new build waits. */
export const fresh = () => waiting !== undefined;

/** Starts the new build: only when the officer has nothing in hand. */
export const renew = () => takeNow();

/** Asks whether there is a new build; without signal nothing happens. */
export const look = () => registration?.update().catch(() => {});

/** Keeps the page for opening without signal once more: the browser took what was kept. */
export const keepAnew = () => navigator.serviceWorker?.register(shell(), { updateViaCache: "none" }).catch(() => {});
