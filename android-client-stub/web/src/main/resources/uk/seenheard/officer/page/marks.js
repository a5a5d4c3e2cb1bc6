// Moments of the officer's own recording: one press beside the child, and it is found there afterwards.
import { clock } from "./moments.js";
import { made, once, press } from "./parts.js";

let named = 0;

/**
 * @param shown what the form says can be marked, and what was marked of this child already
 * @param mark takes the code of what is to be seen
 */
export function marking({ marks, marked }, mark) {
  if (!marks) {
    return "";
  }
  const id = `marks-${++named}`;
  const said = (marked ?? []).map((one) => made("p", { className: "faint" }, `Marked: ${one.said}, ${clock(one.at)}`));
  const chips = marks.map((one) => press(one.label, once(() => mark(one.code)), { className: "chip" }));
  return made("section", { className: "marks" },
    made("h2", { id }, "Mark in my recording"),
    made("div", { className: "chips", role: "group", "aria-labelledby": id }, ...chips), ...said);
}
