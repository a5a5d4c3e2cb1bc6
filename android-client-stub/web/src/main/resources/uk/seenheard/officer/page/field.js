// What takes the answer to a field, by the kind that its form gives it. A press saves at once; a text is kept while
// it is typed and saved when it is left.
import { clock, instantOf, local, moment, typed, zone } from "./moments.js";
import { noted } from "./notes.js";
import { PRIVATE, asking, made, once, press, quietly, tellTrouble, words } from "./parts.js";

const KEEP_MILLIS = 400;
const EARLIEST = 1900;
/** Years have four digits. */
const LATEST = "9999-12-31T23:59";
const COUNTS = [0, 1, 2, 3, 4, 5];

/** The answer that the control shows: mine, else the one that everybody agrees on. */
export function current(field) {
  const answers = field.answers ?? [];
  return (answers.findLast((one) => one.mine) ?? (field.differ ? undefined : answers.at(-1)))?.value;
}

/**
 * While something of it is being saved it says so by `data-saving`: what was wished since is known here alone, so it is
 * not drawn anew meanwhile.
 *
 * @param field what the worker says of it
 * @param save takes the value
 * @param keep takes a text that is being typed
 * @param named the id of what names it
 */
export function control(field, save, keep, named) {
  const kind = KINDS[field.type] ?? text;
  let waits = 0;
  const node = kind(field, async (value) => {
    const now = inputs();
    node.toggleAttribute("data-saving", ++waits > 0);
    try {
      const done = await save(value);
      drawn(now);
      return done;
    } finally {
      node.toggleAttribute("data-saving", --waits > 0);
    }
  }, keep, named);
  // What stands in them and was not saved is not drawn anew under whoever types it.
  const inputs = () => [...node.querySelectorAll("input")].map((one) => [one, one.value]);
  const drawn = (all) => all.forEach(([one, value]) => (one.drawn = value));
  drawn(inputs());
  return node;
}

/** Whether something of what stands within is on its way to the disk. */
export const isSaving = (within) => within.querySelector("[data-saving]") !== null;

function group(named, ...chips) {
  return made("div", { className: "chips", role: "group", "aria-labelledby": named }, ...chips);
}

/**
 * A chip that shows at once that it was pressed, as being saved. As chosen it is shown when that is on the disk.
 *
 * @param deed saves
 * @param chosen hears of it then
 */
function chip(label, pressed, deed, chosen) {
  const one = press(label, async () => {
    one.classList.add("is-saving");
    one.setAttribute("aria-busy", "true");
    try {
      await deed();
      chosen(one);
    } finally {
      one.classList.remove("is-saving");
      one.removeAttribute("aria-busy");
    }
  }, { className: "chip", "aria-pressed": String(pressed) });
  return one;
}

/**
 * Saves what is not what was saved last or is on its way, whatever stood there when it was drawn; pressed again it is
 * saved again, but for what is on its way.
 */
function latest(stands, save) {
  let running;
  return async (value, pressed) => {
    if (value === stands && (running || !pressed)) {
      return running;
    }
    const before = stands;
    stands = value;
    const mine = (running = save(value));
    try {
      return await mine;
    } catch (refused) {
      stands = running === mine ? before : stands;
      throw refused;
    } finally {
      running = running === mine ? undefined : running;
    }
  };
}

const mark = (one, pressed) => one.setAttribute("aria-pressed", String(pressed));
/** Of several chips one is chosen. */
const only = (one) => one.parentElement?.querySelectorAll(":scope > .chip").forEach((other) => mark(other, other === one));

function code(field, save, keep, named) {
  const now = current(field);
  const saves = latest(now, save);
  return group(named, ...(field.codes ?? field.people ?? []).map((one) => chip(one.label, one.code === now, () => saves(one.code, true), only)));
}

/** Each press adds to the ones before, also to those that are still being saved; as chosen is shown what is on the disk. */
function codes(field, save, keep, named) {
  const now = current(field);
  const list = (field.codes ?? []).map((one) => one.code);
  let saved = Array.isArray(now) ? now : undefined;
  let wished = new Set(saved);
  let waits = 0;
  const wishes = async (change) => {
    change();
    const whole = list.filter((of) => wished.has(of));
    waits++;
    try {
      await save(whole);
      saved = whole;
    } finally {
      // What was refused is wished no more.
      wished = --waits === 0 ? new Set(saved) : wished;
    }
  };
  const nodes = new Map();
  const none = chip("None of these", saved?.length === 0, () => wishes(() => wished.clear()), () => shows());
  const shows = () => {
    nodes.forEach((node, of) => mark(node, saved.includes(of)));
    mark(none, saved.length === 0);
  };
  for (const one of field.codes ?? []) {
    nodes.set(one.code, chip(one.label, wished.has(one.code), () => wishes(() => wished.delete(one.code) || wished.add(one.code)), shows));
  }
  return group(named, ...nodes.values(), none);
}

function count(field, save, keep, named) {
  const now = current(field);
  const saves = latest(now, save);
  const more = made("input", { inputMode: "numeric", pattern: "[0-9]*", className: "count", value: COUNTS.includes(now) || now === undefined ? "" : String(now), "aria-label": "Another number", placeholder: "more", ...PRIVATE });
  const commit = quietly(async () => {
    const number = /^[0-9]{1,6}$/.test(more.value) ? Number(more.value) : NaN;
    if (Number.isNaN(number) && more.value !== "") {
      throw new Error("That is no number. Nothing was saved: put it right.");
    }
    if (!Number.isNaN(number)) {
      await saves(number);
    }
  });
  more.addEventListener("change", commit);
  return group(named, ...COUNTS.map((number) => chip(String(number), number === now, () => saves(number, true), only)), more);
}

const sayTrouble = (refused) => refused && tellTrouble(`Not kept: ${refused.message}`);

/**
 * Text that is kept as it is typed: the worker has it before the officer looks away.
 *
 * @param told hears after each try why it was not kept, or nothing
 */
export function kept(area, keep, told = sayTrouble) {
  let timer = 0;
  let last = area.value;
  const flush = async () => {
    clearTimeout(timer);
    const text = area.value;
    if (text === last) {
      return;
    }
    const before = last;
    last = text;
    try {
      await keep(text);
      told(undefined);
    } catch (refused) {
      // It is tried again with the next letter, and when the field is left.
      last = last === text ? before : last;
      told(refused);
      throw refused;
    }
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => flush().catch(() => {}), KEEP_MILLIS);
  });
  area.flush = flush;
  /** Whether what stands there is on no disk. */
  area.owes = () => area.value !== last;
  /** As more than what is being typed. */
  area.saved = (text) => (last = text);
  return area;
}

function text(field, save, keep, named) {
  const now = current(field);
  const stands = typeof now === "string" ? now : "";
  const saves = latest(stands, async (written) => {
    await save(written);
    area.saved(written);
  });
  const area = made("textarea", { rows: 1, value: field.draft ?? stands, "aria-labelledby": named, ...PRIVATE });
  area.dataset.text = "";
  kept(area, keep);
  area.addEventListener("blur", quietly(async () => {
    // What could not be kept may still be saved.
    await area.flush().catch(() => {});
    const written = area.value;
    if (written.trim() !== "") {
      await saves(written);
    }
  }));
  return area;
}

function date(field, save, keep, named) {
  const now = current(field);
  const saves = latest(now, save);
  const input = made("input", { type: "date", value: typeof now === "string" ? now : "", "aria-labelledby": named, ...PRIVATE });
  input.addEventListener("change", quietly(async () => {
    if (input.value !== "" && Number(input.value.slice(0, 4)) >= EARLIEST) {
      await saves(input.value);
    }
  }));
  return made("div", { className: "when" }, input, ...(field.ahead ? [] : [press("Today", () => saves(local(Date.now()).slice(0, 10), true), { className: "chip" })]));
}

/** A time is one of the clocks in the United Kingdom; where they showed it twice, the officer says which it was. */
function time(field, save, keep, named) {
  const stands = instantOf(current(field));
  const input = made("input", { type: "datetime-local", max: LATEST, value: local(stands), "aria-labelledby": named, ...PRIVATE });
  const which = made("div", { className: "which" });
  input.addEventListener("change", quietly(async () => {
    which.replaceChildren();
    const wall = input.value.slice(0, 16);
    if (wall === "" || Number(wall.slice(0, 4)) < EARLIEST) {
      return;
    }
    const meant = typed(wall);
    if (meant.length === 1) {
      await save(meant[0].value);
    } else if (meant.length === 0) {
      throw new Error("The clocks went forward that night and never showed this time. Nothing was saved: put the time right.");
    } else {
      const chips = meant.map((one, i) => press(`${wall.slice(11)} ${one.zone}, ${i === 0 ? "before" : "after"} the clocks went back`, once(() => save(one.value)), { className: "chip" }));
      which.append(made("p", { className: "fault", role: "status" }, "The clocks showed this time twice that night. Nothing is saved yet: which was it?"), made("div", { className: "chips" }, ...chips));
    }
  }));
  const said = Number.isNaN(stands) ? "" : zone(stands);
  return made("div", { className: "when" }, input, said === "" ? "" : made("span", {}, said), press("Now", once(() => save(moment(Date.now()))), { className: "chip" }), which);
}

/**
 * A register is saved whole: what stood in its other members stays, and what is on its way to the disk goes with what
 * follows it. What was refused takes nothing else along.
 */
function register(field, save, keep, named) {
  const now = current(field);
  let whole = typeof now === "object" && now !== null ? now : {};
  /** What was answered and is not on the disk yet, in its order. */
  let wishes = [];
  /** What is being typed in which member. */
  const begun = JSON.parse(field.draft ?? "{}");
  const keepAll = () => keep(Object.keys(begun).length === 0 ? "" : JSON.stringify(begun));
  const add = async (name, one) => {
    const wish = { [name]: one };
    wishes.push(wish);
    const all = Object.assign({}, whole, ...wishes);
    try {
      await save(all);
      whole = all;
      if (begun[name] === one) {
        delete begun[name];
      }
      // With the answer went what was kept of the whole register.
      await (Object.keys(begun).length === 0 || keepAll());
    } finally {
      wishes = wishes.filter((other) => other !== wish);
    }
  };
  return made("div", { className: "register", role: "group", "aria-labelledby": named }, ...(field.members ?? []).map((member, i) => {
    const id = `${named}-${i}`;
    const value = whole[member.name];
    const part = { type: member.codes ? "CODE" : "TEXT", codes: member.codes, answers: value === undefined ? [] : [{ value, mine: true }], draft: begun[member.name] };
    const types = (text) => {
      begun[member.name] = text;
      return keepAll();
    };
    return made("div", { className: "member" }, made("p", { id, className: "label" }, member.label), control(part, (one) => add(member.name, one), types, id));
  }));
}

const KINDS = { CODE: code, ENTRY: code, CODES: codes, COUNT: count, TEXT: text, DATE: date, TIME: time, REGISTER: register };

/**
 * What others say, and what differs: theirs beside mine, never in its place.
 *
 * @param settle takes the value that is right and why; without a reason nobody's answer gives way to another's
 */
export function standing(field, settle) {
  const answers = field.answers ?? [];
  const theirs = answers.filter((one) => !one.mine);
  if (theirs.length === 0 && !field.differ) {
    return undefined;
  }
  const told = (one) => made("p", { className: "theirs" }, made("strong", {}, one.mine ? "You: " : `${one.by}: `), made("bdi", {}, words(field.type, one)), one.reason === undefined ? "" : ` (${one.reason})`, noted(one.noted));
  if (!field.differ) {
    return made("div", {}, ...theirs.map(told));
  }
  const why = made("div", {});
  const asks = (one) => () => {
    const area = made("textarea", { rows: 2, required: true, ...PRIVATE });
    why.replaceChildren(asking(`Why is it right: ${words(field.type, one)}?`, area, "Say so", (reason) => {
      if (reason.trim() === "") {
        throw new Error("Say why it is the right one. Nothing was saved.");
      }
      return settle(one.value, reason.trim());
    }));
    area.focus();
  };
  return made("div", { className: "differ" },
    made("p", { className: "differ-word" }, "The answers differ. Say which one is right, and why; the others stay in the record."),
    ...answers.map((one) => made("div", { className: "either" }, told(one), press(one.mine ? "Mine is right" : "This one is right", asks(one), { className: "quiet" }))),
    why);
}
