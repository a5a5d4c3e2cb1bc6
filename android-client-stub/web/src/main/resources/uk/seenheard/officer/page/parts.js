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

let down = false;
let lifted = 0;
/** Whether something was refused while a thumb was down: the press that it is does not wipe that away. */
let unread = false;
const rested = [];
const rests = (millis) => {
  clearTimeout(lifted);
  lifted = setTimeout(() => {
    down = false;
    rested.splice(0).forEach((go) => go());
  }, millis);
};
addEventListener("pointerdown", () => {
  unread = false;
  clearTimeout(lifted);
  down = true;
}, true);
addEventListener("pointerup", () => rests(CLICK_MILLIS), true);
// When the screen goes dark, or the system's menu opens, nobody says that a thumb was lifted.
for (const over of ["click", "pointercancel", "visibilitychange", "contextmenu"]) {
  addEventListener(over, () => rests(0), true);
}

/** When no thumb is on the screen: nothing moves under it. */
export const atRest = () => (down ? new Promise((resolve) => rested.push(resolve)) : Promise.resolve());

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
export const onTrouble = (listener) => (show = listener);

/** Says what went wrong where the officer looks. */
export const tellTrouble = (text) => {
  unread = down;
  show(text);
};

/** A deed whose refusal is shown where the officer looks. */
export const quietly = (deed) => async (event) => {
  event?.preventDefault();
  if (!unread) {
    show("");
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
 * anew. A field knows as what it was drawn.
 */
export function isTyped(within) {
  const here = document.activeElement;
  const isBegun = (one) => "text" in one.dataset || one.value !== (one.drawn ?? "") || one.validity.badInput;
  const isUnsent = (one) => one.closest(".asking") && !one.flush && one.value !== "";
  return [...within.querySelectorAll("input, textarea")].some((one) => (one === here ? isBegun(one) : isUnsent(one)));
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
