// What an officer has to know of the phone itself, over every screen: its clock, and the room that is left.
import { keepAnew } from "./install.js";
import { onRemoved } from "./link.js";
import { atRest, say } from "./parts.js";

const ROOM_BYTES = 20 * 1024 * 1024;
const LOOK_MILLIS = 2_000;
const UNITS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]];

const [clock, room] = ["clock", "room"].map((id) => document.getElementById(id));
let looked = -LOOK_MILLIS;

async function says(line, text) {
  await atRest();
  if (line.textContent !== text) {
    line.textContent = text;
    line.hidden = text === "";
  }
}

function length(millis) {
  const [unit, one] = UNITS.find(([, of]) => millis >= 2 * of) ?? UNITS.at(-1);
  return `${Math.round(millis / one)} ${unit}s`;
}

/** @param clockAhead milliseconds by which the phone's clock was ahead of the force's when the shift began */
export function warns({ clockAhead = 0 }) {
  says(clock, clockAhead === 0 ? "" : `This phone's clock was ${length(Math.abs(clockAhead))} ${clockAhead > 0 ? "ahead" : "behind"} when you signed in: times shown and entered by "Now" are wrong. Put it right, and sign in again.`);
  looks().catch(() => {});
}

/** Looks how much room the browser leaves; a warning comes before it is full. */
async function looks() {
  if (performance.now() - looked < LOOK_MILLIS || navigator.storage.estimate === undefined) {
    return;
  }
  looked = performance.now();
  const { quota, usage } = await navigator.storage.estimate();
  const left = Math.max(0, quota - usage);
  says(room, left >= ROOM_BYTES ? "" : `Little room is left on this phone: ${(left / 1024 / 1024).toFixed(1)} MB. Send what waits and free some; when it is full nothing more is saved, and the page says so.`);
}

/** What the browser took away in the middle of a shift is kept again from what was open, and the officer reads it. */
export function tellsRemoved() {
  onRemoved((wrong) => {
    say(wrong === "" ? "The browser removed what was kept on this phone. It is kept again: nothing is lost. Send what waits, and tell support." : wrong);
    keepAnew();
  });
}
