// Home: what is in hand, and where it lies.
import { tell } from "./link.js";
import { clock } from "./moments.js";
import { PRIVATE, asking, made, once, painted, press, quietly, several } from "./parts.js";
import { wiped } from "./unlocking.js";

/** Where an incident lies, in words. */
function lies(one) {
  if (one.quarantined > 0) {
    return `${several(one.quarantined, "change")} held at the force for a supervisor`;
  }
  return one.unsent > 0 ? `Saved here: ${one.unsent} not sent` : "With the force";
}

export function home(app, told) {
  const mine = told.incidents.map((one) => {
    const card = made("button", { type: "button", className: `card is-${one.review}` },
      made("strong", {}, one.reference ?? "No reference yet"),
      one.place ? made("bdi", {}, one.place) : "",
      made("span", {}, one.state),
      made("span", { className: one.unsent > 0 ? "waits" : "faint" }, `${lies(one)} · ${several(one.children, "child", "children")}`),
      ...one.notes.map((note) => made("span", { className: "note" }, note)));
    card.addEventListener("click", quietly(() => app.open(one.incident)));
    return made("li", {}, card);
  });
  return made("div", {},
    made("h1", { id: "part", tabIndex: -1 }, "Your incidents"),
    app.fresh() ? made("div", { className: "note" }, made("p", {}, "A new version of this page is here. It starts when you say so; nothing is lost."), press("Start the new version", () => app.renew(), { className: "deed second" })) : "",
    mine.length === 0 ? made("p", { className: "faint" }, "None yet on this phone.") : made("ul", { className: "cards" }, ...mine),
    press("New incident", () => app.begin(), { className: "deed" }),
    told.offline ? "" : press("Get what is new", () => app.fetch(), { className: "deed second" }),
    app.wrong() && !told.offline ? made("p", { className: "faint" }, `Last time: ${app.wrong()}`) : "",
    press("Work without signal", () => app.signal(!told.offline), { className: "switch", role: "switch", "aria-checked": String(told.offline) }),
    told.offline ? made("p", { className: "faint" }, "Nothing is sent or fetched until you switch this off. What you record is saved on this phone.") : "",
    made("details", { className: "facts me" }, made("summary", {}, `${told.person}, and this phone`),
      press("Sign out", () => app.signOut(), { className: "row" }),
      press("Wipe this phone", () => app.wiping(), { className: "row" })));
}

/** How many incidents are made ready: the worker keeps no more than a few. */
const MADE_READY = 2;

/**
 * What is likely to be opened next is made ready while the officer looks at home and nobody waits for anything: what
 * they were at last, then what stands on top.
 */
export async function ready(told, current) {
  const all = told.incidents.map((one) => one.incident);
  const order = all.filter((id) => id === told.current).concat(all.filter((id) => id !== told.current));
  for (const id of order.slice(0, MADE_READY)) {
    await painted();
    if (current()) {
      await tell("ready", { incident: id }).catch(() => {});
    }
  }
}

/** Which kind of incident it is, and control's reference where there is one. */
export function beginning(app, forms) {
  const reference = made("input", { name: "reference", autocapitalize: "characters", ...PRIVATE });
  return made("div", {},
    made("h1", { id: "part", tabIndex: -1 }, "What kind of incident?"),
    made("label", {}, "Control's reference, if you have it", reference),
    ...forms.map(({ id, title }) => press(title, () => app.begun(id, reference.value.trim()), { className: "row" })));
}

/** Everything goes out first, and nothing is wiped while one change is here alone. */
async function wipe() {
  const { unsent } = await tell("wipe");
  if (unsent > 0) {
    throw new Error(`${several(unsent, "change")} could not be sent: nothing was wiped. Try again in signal.`);
  }
  wiped();
}

async function wipeNow(supervisor) {
  await tell("wipe-now", { supervisor });
  wiped();
}

/** What was begun is nowhere else, and goes with the rest without a word. */
const begun = (text) => made("p", { className: "note" }, `Words were begun and are not saved: they are on this phone alone, and would be lost. ${text}`);

/** Wiping says first what would be lost. */
export function wiping(told) {
  const unsent = told.incidents.filter((one) => one.unsent > 0);
  const name = made("input", { required: true, name: "supervisor", ...PRIVATE });
  const all = told.queued === 0 && told.typed === 0;
  const lost = told.queued > 0 ? several(told.queued, "change") : "words that were begun";
  return made("div", {},
    made("h1", { id: "part", tabIndex: -1 }, "Wipe this phone"),
    told.queued === 0
      ? made("p", {}, all ? "Everything that was recorded here is at the force." : "What was saved here is at the force, and words that were begun are not.")
      : made("div", { className: "note" }, made("p", {}, made("strong", {}, `${several(told.queued, "change")} are only on this phone.`)), ...unsent.map((one) => made("p", {}, `${one.reference ?? "No reference yet"}: ${one.unsent} not sent`))),
    ...told.incidents.filter((one) => one.begun).map((one) => begun(`Save or empty them first: ${one.reference ?? "no reference yet"}.`)),
    press("Send everything, then wipe", wipe, { className: "deed" }),
    all ? "" : made("details", { className: "facts" }, made("summary", {}, "Wipe without sending"),
      made("p", {}, `What would be lost for ever: ${lost}. A supervisor has to say so.`),
      asking("Name of the supervisor", name, `Wipe and lose ${lost}`, wipeNow)));
}

const WAITING = new Set(["DUE", "WARNED", "BREACHED"]);

/** An incident: its parts with what is open in each, what has to be done by when, and handing it in. */
export function incident(app, shown) {
  const duties = (shown.duties ?? []).filter((one) => WAITING.has(one.phase) && one.due !== undefined);
  const next = (shown.sections ?? []).find((one) => one.open > 0);
  return made("div", {},
    made("h1", { id: "part", tabIndex: -1 }, shown.reference ?? "No reference yet"),
    made("p", { className: "faint" }, `${shown.form ?? ""} · ${shown.state}`),
    shown.formless ? made("p", { className: "note" }, shown.formless) : "",
    shown.newer ? made("p", { className: "note" }, shown.newer) : "",
    shown.arriving ? made("p", { className: "note" }, "Not everything of this incident has come yet: get what is new before you rely on it.") : "",
    shown.full ? made("p", { className: "note" }, shown.full) : "",
    ...(shown.moved ?? []).map((one) => moved(app, one)),
    ...(shown.whole ?? []).map((note) => made("p", { className: "note" }, made("strong", {}, "From your supervisor: "), note)),
    ...(shown.twins ?? []).map((one) => twin(one, (given) => app.same(given))),
    next ? press(`Go on: ${next.title}`, () => app.on(next.id), { className: "deed" }) : "",
    made("ul", { className: "sections" }, ...(shown.sections ?? []).map((one) => {
      const row = press(one.title, () => app.part(one.id), { className: `row ${one.open > 0 ? "is-open" : one.of > 0 ? "is-done" : ""}` });
      row.append(made("span", { className: "count-open" }, one.open > 0 ? `${one.open} open` : one.of > 0 ? "done" : ""));
      return made("li", {}, row);
    })),
    duties.length === 0 ? "" : made("section", { className: "duties" }, made("h2", {}, "To be done"), ...duties.map((one) =>
      made("p", { className: `duty is-${one.phase.toLowerCase()}` }, made("strong", {}, one.phase === "BREACHED" ? `Was due ${clock(one.due)}` : `Before ${clock(one.due)}`), ` ${one.title}`))),
    shown.formless ? "" : press("Written on paper before", () => app.paper(), { className: "row" }),
    shown.begun ? made("p", { className: "note" }, "Words were begun and are not saved as said: they are not handed in.") : "",
    shown.formless ? "" : press(shown.open > 0 ? `Submit (${shown.open} open)` : "Submit", () => app.submit(), { className: "deed" }),
    shown.over && shown.unsent === 0 ? away(app, shown) : "");
}

/** What is with the force and done with has no business on a phone. */
function away(app, shown) {
  return made("details", { className: "facts" }, made("summary", {}, "Take it off this phone"),
    made("p", {}, "It is with the force, and stays there. On this phone nothing of it is shown any more, and its keys go. It comes back when something is new in it."),
    shown.open > 0 ? made("p", { className: "note" }, `${several(shown.open, "question is", "questions are")} still open.`) : "",
    shown.begun ? begun("Save or empty them first.") : "",
    press("Take it off", () => app.letGo(), { className: "deed second" }));
}

/** Words that stand elsewhere now than where they were written, because a supervisor said so: nobody's words go without a word. */
function moved(app, one) {
  return made("div", { className: "note" },
    made("p", {}, made("strong", {}, one.brought ? "Brought here: " : "Moved: "), one.brought ? "words that were written under " : "words that were written here belong to ", made("bdi", {}, one.other), one.brought ? " stand here now." : " and stand there now."),
    made("p", {}, `${one.by}: `, made("bdi", {}, one.reason)),
    one.incident ? press(`Open ${one.other}`, () => app.open(one.incident), { className: "quiet" }) : "");
}

/** Two who may be one: asked of whoever looks at either, and never joined without a reason in words. */
export function twin(one, same) {
  const whose = (name, by) => [made("bdi", {}, name), by === undefined ? " that you entered" : ` that ${by} entered`];
  const area = made("textarea", { rows: 2, required: true, ...PRIVATE });
  return made("section", { className: "twin" },
    made("p", {}, made("strong", {}, "Is "), ...whose(one.name, one.by), made("strong", {}, " the same as "), ...whose(one.otherName, one.otherBy), "?"),
    made("p", { className: "faint" }, one.reasons.join(" ")),
    made("details", {}, made("summary", {}, "They are the same"), asking("How do you know?", area, "Join the two", (reason) => same({ one: one.one, other: one.other, reason }))));
}

/** The strip of children: one tile each, and one press for another. */
export function strip(app, shown) {
  const tiles = (shown.strip ?? []).map((child) => {
    const state = child.seen ? (child.heard ? "heard" : "seen") : "unseen";
    const said = child.seen ? (child.heard ? "seen and heard" : "seen, not heard") : "not seen";
    const tile = press("", () => app.part(child.at), { className: "tile", "aria-label": `${child.name}: ${said}, ${child.open} open` });
    tile.append(made("i", { className: `disc is-${state}`, "aria-hidden": "true" }), made("bdi", {}, child.name), made("span", { className: "faint" }, child.open ? `${child.open} open` : said));
    return tile;
  });
  if (shown.formless) {
    return tiles;
  }
  const more = press("+", once(() => app.addChild()), { className: "tile plus", "aria-label": "Add a child" });
  return [...tiles, more, ...(shown.missing?.length ? [made("span", { className: "hole" }, "Not all children are entered")] : [])];
}
