// Small parts that screens are made of. Text only ever becomes text.
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

let down = false;
const rested = [];
addEventListener("pointerdown", () => (down = true), true);
for (const up of ["pointerup", "pointercancel"]) {
  addEventListener(up, () => {
    down = false;
    // The click that belongs to this press comes first.
    setTimeout(() => rested.splice(0).forEach((go) => go()), 0);
  }, true);
}

/** When no thumb is on the screen: nothing moves under it. */
export const atRest = () => (down ? new Promise((resolve) => rested.push(resolve)) : Promise.resolve());

let show = () => {};
export const onTrouble = (listener) => (show = listener);

/** A deed whose refusal is shown where the officer looks. */
export const quietly = (deed) => async (event) => {
  event?.preventDefault();
  show("");
  try {
    await deed(event);
  } catch (refused) {
    show(String(refused.message ?? refused));
  }
};

export function press(label, deed, members = {}) {
  const button = made("button", { type: "button", ...members }, label);
  button.addEventListener("click", quietly(deed));
  return button;
}

/** A form of one field and one button. */
export function asking(label, field, button, deed) {
  const form = made("form", { autocomplete: "off", className: "asking" }, made("label", {}, label, field), made("button", { className: "deed" }, button));
  form.addEventListener("submit", quietly(() => deed(field.value)));
  return form;
}

export const several = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Marks of a text that the browser is to leave alone: nothing of it goes to a spelling service. */
export const PRIVATE = { spellcheck: false, autocomplete: "off" };

const two = (number) => String(number).padStart(2, "0");

/** A moment with the offset of where the phone is, as forms take it. */
export function moment(at) {
  const offset = -at.getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  return `${local(at)}${offset === 0 ? "Z" : `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`}`;
}

/** A moment as a field for one shows it. */
export const local = (at) =>
  `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

const CLOCK = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
export const clock = (millis) => CLOCK.format(new Date(millis));

/** An answer as people read it: the worker's words, but for days and times, which are the phone's. */
export function words(type, { value, said }) {
  const at = type === "TIME" || type === "DATE" ? new Date(value) : undefined;
  if (at === undefined || Number.isNaN(at.getTime())) {
    return said;
  }
  return type === "TIME" ? clock(at) : DAY.format(at);
}
