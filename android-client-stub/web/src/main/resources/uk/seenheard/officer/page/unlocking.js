// The screen of a locked phone: the passphrase, and what became of what was kept here.
import { tell } from "./link.js";
import { PRIVATE, asking, made, press } from "./parts.js";
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
 * @param trouble says what the officer has to know
 * @param opened what to do when it is unlocked
 */
export function unlocking(truth, trouble, opened) {
  const secret = made("input", { type: "password", required: true, minLength: 8, name: "passphrase", ...PRIVATE });
  const told = made("div", {});
  tell("lies").then((lies) => told.append(...said(lies)), () => {});
  const opens = async (passphrase) => {
    truth.textContent = "Unlocking …";
    try {
      await navigator.storage.persist?.();
      const { persisted } = await tell("unlock", { passphrase });
      await opened();
      if (!persisted) {
        trouble.textContent = "This browser has not promised to keep what is saved here. Install the page.";
      }
    } catch (refused) {
      truth.textContent = "Locked.";
      throw refused;
    }
  };
  // What is told comes a moment later: below, so that nothing moves under the thumb.
  return [made("h1", { className: "title" }, "Seen & Heard"), asking("Passphrase of this phone", secret, "Unlock", opens), told];
}

function said({ taken, fresh }) {
  if (taken) {
    return [made("p", { className: "note" }, "This page is open in another tab."), press("Go on in this tab", takeOver, { className: "deed second" })];
  }
  if (!fresh) {
    return [];
  }
  const chosen = made("p", {}, "Nothing is kept on this phone yet. The passphrase that you type now opens it from here on: eight letters at least.");
  return localStorage.getItem(MARK) === null
    ? [chosen, made("p", { className: "faint" }, `If you recorded here before, the browser has removed it. ${BACK}`)]
    : [made("p", { className: "note", role: "alert" }, `The browser has removed what was kept on this phone. ${BACK}`), chosen];
}
