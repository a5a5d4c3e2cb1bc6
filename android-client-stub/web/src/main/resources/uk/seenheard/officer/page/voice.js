// A child's words as they are said: one big field, what was asked, who was there. Kept while they are typed.
import { PRIVATE, atRest, isTyped, made, once, press, quietly } from "./parts.js";
import { control, kept } from "./field.js";
import { clock, moment } from "./moments.js";

const WORDS = "words";
const KEPT = "Kept on this phone while you type.";
/** What the screen itself says: whose words they are. */
const KNOWN = new Set(["about"]);

/**
 * @param current whether this is the screen that stands there
 * @param incident in which the words are said, whatever is looked at meanwhile
 * @param child the path of the child
 * @param fields what the form takes down with words
 * @param drafts what was typed here before
 */
export function voice(app, current, incident, child, name, { fields, drafts, marks }) {
  const place = (field) => `${child}/voice.${field}`;
  const more = {};
  const redraws = {};
  const keep = (field, text) => app.draft(incident, place(field), text);
  const areas = [];
  const state = made("p", { className: "faint", role: "status" }, KEPT);
  const keeps = (refused) => {
    state.textContent = refused ? `Not kept: ${refused.message}` : KEPT;
    state.className = refused ? "fault" : "faint";
  };
  const flushed = () => Promise.all(areas.map((area) => area.flush()));
  const text = () => JSON.stringify(areas.map((area) => area.value));

  /** A field that is drawn again when it was pressed: nothing is saved before all is. */
  const part = (field) => {
    const id = `v-${field.name}`;
    const holder = made("div", { className: "fact" }, made("h2", { id }, field.label));
    holder.dataset.field = `statement/new/${field.name}`;
    const before = drafts[place(field.name)];
    if (before !== undefined) {
      more[field.name] = field.type === "TEXT" ? before : JSON.parse(before);
    }
    if (field.type === "TEXT") {
      const area = kept(made("textarea", { rows: 1, value: before ?? "", "aria-labelledby": id, ...PRIVATE }), (text) => keep(field.name, text), keeps);
      area.addEventListener("input", () => (more[field.name] = area.value));
      areas.push(area);
      holder.append(area);
      return holder;
    }
    const draw = () => {
      const answers = more[field.name] === undefined ? [] : [{ value: more[field.name], mine: true }];
      const save = async (value) => {
        more[field.name] = value;
        await keep(field.name, JSON.stringify(value));
        await atRest();
        // Who is typing a time, digit by digit, goes on in it.
        if (!isTyped(holder)) {
          holder.lastChild.replaceWith(draw());
        }
      };
      return control({ ...field, answers }, save, async () => {}, id);
    };
    redraws[field.name] = () => holder.lastChild.replaceWith(draw());
    holder.append(draw());
    return holder;
  };

  /** When its first word was written down, unless that is said: what is finished tomorrow was not said tomorrow. */
  let began;
  let isBegun = (drafts[place(WORDS)] ?? "") !== "";
  const begins = async (text) => {
    if (redraws.at && app.happens() && (text.trim() === "" ? more.at === began : more.at === undefined)) {
      more.at = began = text.trim() === "" ? undefined : moment(Date.now());
      redraws.at();
      await keep("at", began === undefined ? "" : JSON.stringify(began));
    }
    if (isBegun !== (text !== "")) {
      isBegun = !isBegun;
      app.stand();
    }
  };

  const words = fields.find((field) => field.name === WORDS);
  const area = kept(made("textarea", { id: "words", className: "words", required: true, value: drafts[place(WORDS)] ?? "", ...PRIVATE }), (text) => keep(WORDS, text).then(() => begins(text)), keeps);
  areas.push(area);
  const others = fields.filter((field) => field.name !== WORDS && !KNOWN.has(field.name));
  const order = ["question", "present"];
  others.sort((one, other) => (order.indexOf(one.name) + 1 || 9) - (order.indexOf(other.name) + 1 || 9));

  /** What stands here and was said already is not said once more, should the way from here be refused. */
  let said;
  const save = quietly(once(() => app.leads(async () => {
    // What could not be kept may still be saved.
    await flushed().catch(() => {});
    const sent = areas.map((one) => one.value);
    const words = area.value;
    if (words.trim() === "") {
      throw new Error("Nothing was written yet. What you kept stays here.");
    }
    if (words !== said) {
      const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== ""));
      await app.deed(incident, "say", { child, words, more: given, places: fields.map((field) => place(field.name)) });
      said = words;
      areas.forEach((one, i) => one.saved(sent[i]));
      app.send();
    }
  }, () => app.back(current))));
  /** One press while the child speaks, and the field stays where it was. */
  const told = made("p", { className: "faint", role: "status" });
  const mark = marks?.length ? press("Mark in my recording", once(async () => {
    await app.deed(incident, "mark", { about: child, what: marks[0].code });
    app.send();
    told.textContent = `Marked: ${marks[0].label}, ${clock(Date.now())}`;
    area.focus({ preventScroll: true });
  }), { className: "deed second" }) : "";
  const form = made("form", { className: "voice", autocomplete: "off" },
    made("label", { htmlFor: "words" }, made("h1", { id: "part", tabIndex: -1 }, `What did ${name} say?`), made("span", { className: "faint" }, words?.label ?? "The words, as spoken")),
    area, state,
    made("div", { className: "pair" }, made("button", { className: "deed" }, "Save as said"), mark), told,
    ...others.slice(0, 2).map(part),
    made("details", { className: "facts" }, made("summary", {}, "When, and more"), ...others.slice(2).map(part)));
  form.addEventListener("submit", save);
  /** What cannot be kept is said before it is left behind, once: nobody is held on a screen. */
  let warned = "";
  const leave = async () => {
    try {
      await flushed();
    } catch (refused) {
      if (warned !== text()) {
        warned = text();
        throw new Error(`Not kept: ${refused.message} Press again to leave without it.`);
      }
    }
  };
  return { element: form, focus: () => area.focus(), leave };
}
