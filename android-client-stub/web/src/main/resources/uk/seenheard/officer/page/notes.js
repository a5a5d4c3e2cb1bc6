// What was written on paper before, or is remembered, and is entered now: said once, and then of each thing that is
// entered until the officer says that it is over.
import { clock, instantOf, local, typed } from "./moments.js";
import { PRIVATE, made, press } from "./parts.js";

const FROM = [["notebook", "Notebook"], ["scrap", "A scrap of paper"], ["memory", "Memory"]];
const SAID = { notebook: "from the notebook", scrap: "from a scrap of paper", memory: "from memory" };

/** From which paper something was taken, and when it was written there; nothing where it was entered as it happened. */
export const noted = (note) => note === undefined ? "" : made("span", { className: "noted" }, ` (${note.said}, written ${clock(instantOf(note.at))})`);

/**
 * What the officer enters from, while it is not what happens now; said in a line over every screen of the incident.
 *
 * @param settled waits for what was typed before it was over, and is of it still
 */
export function entering(line, settled) {
  let notes;
  const from = (given) => {
    notes = given;
    line.hidden = notes === undefined;
    line.replaceChildren(...(notes === undefined ? [] : [made("span", {}, `You enter ${SAID[notes.from]}, ${clock(instantOf(notes.at))}`), press("It is over", () => settled().then(over), { className: "chip" })]));
  };
  const over = () => from(undefined);
  return {
    /** @param given {incident, from, at} */
    from,
    over,
    /** Notes of one incident are none of another. */
    at: (incident) => notes !== undefined && notes.incident !== incident && over(),
    /** What is entered as it happens says nothing; what is entered from notes says from which. */
    entered: () => (notes === undefined ? {} : { noted: { from: notes.from, at: notes.at } }),
  };
}

/**
 * Asks from what it is taken and when it was written.
 *
 * @param begin hears {from, at}
 */
export function asks(begin) {
  const when = made("input", { type: "datetime-local", max: local(Date.now()), "aria-label": "When it was written there", ...PRIVATE });
  const which = made("div", { className: "chips", role: "group", "aria-label": "From what" });
  const starts = (from) => () => {
    const wall = when.value.slice(0, 16);
    const meant = typed(wall);
    if (wall === "") {
      throw new Error("Say first when it was written. Nothing has begun.");
    }
    if (meant.length === 0) {
      throw new Error("The clocks went forward that night and never showed this time. Put the time right.");
    }
    // An hour that came twice: the earlier, so that nothing counts as later than it was.
    const at = meant[0].value;
    if (instantOf(at) > Date.now()) {
      throw new Error("What was written down lies behind you: that time is still ahead.");
    }
    return begin({ from, at });
  };
  which.append(...FROM.map(([from, label]) => press(label, starts(from), { className: "chip" })));
  const ago = (minutes) => press(minutes < 60 ? `${minutes} minutes ago` : "An hour ago", () => (when.value = local(Date.now() - minutes * 60_000)), { className: "chip" });
  return made("div", { className: "paper" },
    made("h1", { id: "part", tabIndex: -1 }, "Written on paper before"),
    made("p", {}, "What you enter from now on is shown as written then, and from what, until you say that it is over."),
    made("h2", {}, "When was it written there?"), made("div", { className: "when" }, when, ago(15), ago(60)),
    made("h2", {}, "From what do you enter it?"), which);
}
