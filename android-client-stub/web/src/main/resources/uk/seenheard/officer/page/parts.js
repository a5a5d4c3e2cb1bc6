// Small parts that screens are made of. Text only ever becomes text.
import { clock, date, instantOf } from "./moments.js";

export function made(tag, members = {}, ...inside) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(members)) {
    if (name.startsWith("aria-") || name === "role" || name === "data-key") {
      one.setAttribute(name, value);
    } else {
      one[name] = value;
    }
  }
  one.append(...inside.filter((part) => part !== undefined && part !== null && part !== ""));
  return one;
}

/**
 * Shows a screen from its beginning. Above it is room (officer.css), so that whatever stands on top can be drawn down
 * to where a thumb is; what does not fill the screen lies there from the first.
 */
export const toTop = () => {
  const main = document.getElementById("main");
  const room = parseFloat(getComputedStyle(main, "::before").height) || 0;
  const fits = main.getBoundingClientRect().bottom + scrollY <= innerHeight - document.getElementById("bar").offsetHeight;
  scrollTo(0, fits ? 0 : room);
};

/** How long after a thumb was lifted from the glass the press that it was comes at most; then it was none. */
const CLICK_MILLIS = 150;
/** What lies on the glass for longer holds nothing up: it may be a palm. */
const PALM_MILLIS = 2_000;
/** A mouse presses however long it was held. */
const NEVER_MILLIS = 1e9;

/** What is on the screen, or was and may still press, by the browser's numbers: of what kind, and how long it counts. */
const fingers = new Map();
/** Whether something was refused while a thumb was down: the press that it is does not wipe that away. */
let unread = false;
const rested = [];
/** How often something was drawn, and of what lies there for long, how often it was before. */
let draws = 0;
const palms = new Map();
const rests = (id, millis, type = fingers.get(id)?.type) => {
  if (type !== undefined) {
    clearTimeout(fingers.get(id)?.over);
    fingers.set(id, { type, over: setTimeout(() => {
      fingers.delete(id);
      millis === PALM_MILLIS && palms.set(id, draws);
      fingers.size === 0 && rested.splice(0).forEach((go) => go(draws++));
    }, millis) });
  }
};
// A press that was held until something else lay under it is none of that.
addEventListener("click", (event) => {
  const before = palms.get(event.pointerId) ?? draws;
  palms.delete(event.pointerId);
  if (before !== draws) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
addEventListener("pointerdown", ({ pointerId, pointerType, isPrimary }) => {
  unread = false;
  palms.delete(pointerId);
  // Where it is the first of its kind, of another nobody said that it was lifted.
  isPrimary && fingers.forEach((one, id) => one.type === pointerType && rests(id, 0));
  rests(pointerId, pointerType === "touch" ? PALM_MILLIS : NEVER_MILLIS, pointerType);
}, true);
addEventListener("pointerup", ({ pointerId }) => rests(pointerId, CLICK_MILLIS), true);
// When the screen goes dark, or the system's menu opens, nobody says that a thumb was lifted.
for (const over of ["click", "pointercancel", "visibilitychange", "contextmenu"]) {
  addEventListener(over, ({ pointerId }) => (pointerId === undefined ? [...fingers.keys()] : [pointerId]).forEach((id) => rests(id, 0)), true);
}

/** When no thumb is on the screen: nothing moves under it. */
export const atRest = async () => (fingers.size > 0 ? new Promise((resolve) => rested.push(resolve)) : draws++);

const LATEST_PAINT_MILLIS = 150;

/** When what was drawn just now has been painted; a page that nobody sees paints nothing, and waits a moment. */
export const painted = () => new Promise((resolve) => {
  const late = setTimeout(resolve, LATEST_PAINT_MILLIS);
  requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(resolve, 0);
  });
});

let show = () => {};
let trouble = "";
export const onTrouble = (listener) => (show = listener);

/** Says it where the officer looks: above, so that the screen below it moves, and not under a thumb. */
export const say = (text) => {
  trouble = text;
  atRest().then(() => show(trouble));
};

/** Says what went wrong. */
export const tellTrouble = (text) => {
  unread = fingers.size > 0;
  say(text);
};

/** A deed whose refusal is shown where the officer looks. */
export const quietly = (deed) => async (event) => {
  event?.preventDefault();
  if (!unread) {
    // Of a press nothing comes any more; who leaves a field by one may be in the middle of it.
    if (/click|submit/.test(event?.type) && fingers.size < 2) {
      show((trouble = ""));
    } else {
      say("");
    }
  }
  unread = false;
  try {
    await deed(event);
  } catch (refused) {
    tellTrouble(String(refused.message ?? refused));
  }
};

export function press(label, deed, members = {}) {
  const button = made("button", { type: "button", ...members }, label);
  button.addEventListener("click", quietly(deed));
  return button;
}

/** What is pressed for once more while it is under way is done once. */
export const once = (deed) => {
  let running;
  return (...given) => (running ??= Promise.resolve(deed(...given)).finally(() => (running = undefined)));
};

/**
 * Whether somebody is typing there, or typed what is kept nowhere and was not sent yet: it would go if it was drawn
 * anew. A field knows as what it was drawn, or whether it owes what stands in it to the disk.
 */
export function isTyped(within) {
  const here = document.activeElement;
  const differs = (one) => one.value !== (one.drawn ?? "") || one.validity.badInput;
  const isBegun = (one) => "text" in one.dataset || differs(one);
  const isUnsent = (one) => (one.owes ? one.owes() : one.tagName === "INPUT" ? differs(one) : one.closest(".asking") && one.value !== "");
  return [...within.querySelectorAll("input, textarea")].some((one) => (one === here ? isBegun(one) : isUnsent(one)));
}

/** What stands typed there goes to the disk before it is drawn away. */
export const keepsTexts = (within) => within.querySelectorAll("textarea").forEach((one) => one.flush?.().catch(() => {}));

/**
 * Brings what stands in a node into an order, and lets go of what is none of it. Where somebody is at, that stays and
 * the others go around it: whatever is moved loses the focus, and what is just being composed.
 */
export function inOrder(parent, nodes) {
  [...parent.children].forEach((one) => nodes.includes(one) || one.remove());
  const here = nodes.findIndex((one) => one.parentNode === parent && one.contains(document.activeElement));
  for (let i = here - 1; i >= 0; i--) {
    if (nodes[i + 1].previousSibling !== nodes[i]) {
      nodes[i + 1].before(nodes[i]);
    }
  }
  for (let i = here + 1; i < nodes.length; i++) {
    const before = i === 0 ? null : nodes[i - 1];
    if (nodes[i].parentNode !== parent || nodes[i].previousSibling !== before) {
      before === null ? parent.prepend(nodes[i]) : before.after(nodes[i]);
    }
  }
}

/** A form of one field and one button; what is typed in a large field is not drawn anew before it is sent. */
export function asking(label, field, button, deed) {
  const form = made("form", { autocomplete: "off", className: "asking" }, made("label", {}, label, field), made("button", { className: "deed" }, button));
  if (field.tagName === "TEXTAREA") {
    field.dataset.text = "";
  }
  form.addEventListener("submit", quietly(once(async () => {
    field.blur();
    const sent = field.value;
    await deed(sent);
    if (field.value === sent) {
      field.value = "";
    }
  })));
  return form;
}

export const several = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Marks of a text that the browser is to leave alone: nothing of it goes to a spelling service. */
export const PRIVATE = { spellcheck: false, autocomplete: "off" };

/** An answer as people read it: the worker's words, but for days and times, which go by the clocks of the United Kingdom. */
export function words(type, { value, said }) {
  if (type === "TIME") {
    const at = instantOf(value);
    return Number.isNaN(at) ? said : clock(at);
  }
  return type === "DATE" ? date(value) || said : said;
}
