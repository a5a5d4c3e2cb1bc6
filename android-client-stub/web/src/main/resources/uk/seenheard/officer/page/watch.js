// Whether somebody is at the screen: the worker is told of touches, and asked whether it locked meanwhile.
import { tell } from "./link.js";

const LOOK_MILLIS = 15_000;
const TOUCH_MILLIS = 10_000;

/**
 * @param unlocked whether anything is shown
 * @param locks what to do when the worker locked the screen
 * @returns looks now
 */
export function watch(unlocked, locks) {
  let touched = 0;
  for (const act of ["pointerdown", "keydown"]) {
    addEventListener(act, () => {
      // A clock that is put back has gone by as well.
      if (Math.abs(Date.now() - touched) > TOUCH_MILLIS && unlocked()) {
        touched = Date.now();
        tell("screen", { deed: "touch" }).catch(() => {});
      }
    }, true);
  }
  const look = async () => {
    if (unlocked() && (await tell("screen", {})).locked) {
      await locks();
    }
  };
  const looks = () => look().catch(() => {});
  setInterval(looks, LOOK_MILLIS);
  // A phone that wakes shows nothing of what it locked meanwhile.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && looks());
  return looks;
}
