// A part of an incident: its questions, each with what answers it, and below them whatever else the form has a field for.
import { PRIVATE, asking, atRest, made, press, several, words } from "./parts.js";
import { control, kept, standing } from "./field.js";
import { twin } from "./home.js";
import { marking } from "./marks.js";
import { noted } from "./notes.js";

let named = 0;

/** Brings the focus back to what was pressed or typed in, although it was drawn anew. */
function whereFocusIs() {
  const before = document.activeElement;
  const key = before?.closest("[data-key]")?.dataset.key;
  const like = (one) => one.tagName === before.tagName && one.textContent === before.textContent;
  return () => {
    if (key === undefined || document.activeElement === before) {
      return;
    }
    const holder = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    const again = before.isConnected ? before : [...(holder?.querySelectorAll(before.tagName) ?? [])].find(like);
    again?.focus({ preventScroll: true });
  };
}

/** What somebody is typing in is drawn when they have left it. */
const isTyped = (node) => document.activeElement?.matches("textarea[data-text]") && node.contains(document.activeElement);

/** Draws those of a list that changed, each in its place. */
function drawAll(holder, list, keyOf, draw) {
  const before = holder.drawn;
  holder.drawn = new Map();
  list.forEach((one, i) => {
    const key = keyOf(one);
    const text = JSON.stringify(one, (name, value) => (name === "draft" ? undefined : value));
    const known = before.get(key);
    before.delete(key);
    const same = known !== undefined && (known.text === text || isTyped(known.node));
    const node = same ? known.node : draw(one);
    if (known !== undefined && known.node !== node) {
      known.node.replaceWith(node);
    }
    node.dataset.key = key;
    holder.drawn.set(key, { text: same ? known.text : text, node });
    if (holder.parent.children[i] !== node) {
      holder.parent.insertBefore(node, holder.parent.children[i] ?? null);
    }
  });
  before.forEach(({ node }) => node.remove());
}

/** A reason: a press, or words of one's own where it says nothing without. */
function inPlace({ code, label, words }, say) {
  if (!words && code !== "other") {
    return press(label, () => say(code, ""), { className: "chip" });
  }
  const area = made("textarea", { rows: 1, required: true, ...PRIVATE });
  return made("details", { className: "in-words" }, made("summary", {}, `${label} …`), asking("In your words", area, "Save this reason", (text) => say(code, text)));
}

/** Draws what changed and leaves the rest as it is: nothing that is being typed is drawn anew. */
export class Section {
  #app;
  #id;
  #questions = { parent: made("div", { className: "questions" }), drawn: new Map() };
  #facts = { parent: made("div", {}), drawn: new Map() };
  #others = made("details", { className: "facts" }, made("summary", {}), this.#facts.parent);
  #head = made("div", {});
  #pairs = { parent: made("div", {}), drawn: new Map() };
  #rows = made("div", {});
  #more = made("div", {});
  #fresh = true;

  constructor(app, id) {
    this.#app = app;
    this.#id = id;
    this.element = made("div", { className: "section" }, this.#head, this.#pairs.parent, this.#questions.parent, this.#rows, this.#others, this.#more);
  }

  /** Does something to the incident and shows how it stands then. */
  #deed = (command, given) =>
    this.#app.during(async () => this.draw(await this.#app.deed(command, { ...given, section: this.#id })));

  async draw(incident) {
    await atRest();
    const { section } = incident;
    this.#app.about(incident);
    const back = whereFocusIs();
    drawAll(this.#questions, section.questions ?? [], (one) => `q ${one.prompt} ${one.subject ?? ""}`, (one) => this.#question(one));
    drawAll(this.#facts, section.facts ?? [], (one) => `f ${one.at}`, (one) => this.#fact(one));
    this.#others.hidden = !section.facts?.length;
    this.#others.firstChild.textContent = section.questions?.length ? `More: ${several(section.facts?.length ?? 0, "fact")}` : "Facts";
    if (this.#fresh) {
      this.#fresh = false;
      this.#others.open = !section.questions?.length;
    }
    this.#twins(incident, section);
    this.#head.replaceChildren(...this.#over(section));
    this.#rows.replaceChildren(...this.#entries(section));
    this.#more.replaceChildren(...this.#under(incident, section));
    back();
  }

  #over(section) {
    const child = section.collection === "child" && section.id.startsWith("child/");
    return [
      made("h1", { id: "part", tabIndex: -1 }, section.title),
      section.struck ? made("p", { className: "note" }, "This entry was crossed out. It stays in the record.") : "",
      ...(section.notes ?? []).map((note) => made("p", { className: "note" }, made("strong", {}, "From your supervisor: "), note)),
      section.noted && !child ? made("p", {}, noted(section.noted)) : "",
      ...(child ? this.#voice(section) : []),
      ...(section.given ?? []).map((one) => made("p", { className: "given" }, made("span", { className: "label" }, `${one.label}: `), made("bdi", {}, one.said))),
    ].filter((one) => one !== "");
  }

  /** Whether somebody here may be one whom a colleague entered */
  #twins(incident, section) {
    const here = (incident.twins ?? []).filter((one) => section.id === "here" || one.one === section.id || one.other === section.id);
    drawAll(this.#pairs, here, (one) => `t ${one.one} ${one.other}`, (one) => twin(one, (given) => this.#deed("same", given)));
  }

  #voice(section) {
    const said = (section.said ?? []).map((statement) => {
      const words = statement.parts.find((part) => part.name === "words");
      const asked = statement.parts.find((part) => part.name === "question");
      return made("blockquote", {}, asked ? made("p", { className: "label" }, `Asked: ${asked.said}`) : "", made("p", {}, made("bdi", {}, words?.said ?? ""), noted(statement.noted)),
        press("More about these words", () => this.#app.part(statement.at), { className: "quiet" }));
    });
    const marks = marking(section, (what) => this.#deed("mark", { about: section.id, what }));
    const begun = section.begun ? made("p", { className: "note" }, "Words were begun and are not saved as said yet.") : "";
    return [...said, begun, press(section.begun ? "Go on with their words" : "Their words", () => this.#app.voice(section.id, section.title), { className: "deed voice-deed" }), marks].filter((one) => one !== "");
  }

  #question(one) {
    const id = `q${++named}`;
    const node = made("section", { className: `question is-${one.state}` }, made("h2", { id }, one.question), ...one.notes.map((note) => made("p", { className: "note" }, made("strong", {}, "From your supervisor: "), note)));
    if (one.fault) {
      node.append(made("p", { className: "fault" }, one.fault));
    }
    if (one.says) {
      node.append(...one.says.map((field) => this.#says(one, field)));
    } else if (one.addsTo) {
      node.append(...this.#adds(one, id));
    } else if (one.field) {
      node.dataset.field = one.field.at;
      node.append(...this.#answers(one.field, id, one.fault !== undefined));
    }
    node.append(...this.#instead(one));
    node.append(made("details", { className: "why" }, made("summary", {}, "Why"), made("p", {}, one.why), made("p", { className: "faint" }, `From: ${one.source}`)));
    return node;
  }

  /** What takes the answer, what stands beside it, and the reason where one is owed. */
  #answers(field, id, doubted) {
    const others = (field.answers ?? []).some((one) => !one.mine);
    const owes = doubted || (others && field.evidence);
    const why = owes && field.answers?.length ? made("textarea", { rows: 1, "aria-label": "Why it is so", placeholder: "Why it is so", ...PRIVATE }) : undefined;
    const reason = () => (why?.value.trim() ? { reason: why.value.trim() } : {});
    const save = (value) => this.#deed("answer", { at: field.at, value, place: field.at, ...reason() });
    const settle = (value, words) => this.#deed("answer", { at: field.at, value, reason: words });
    const keep = (text) => this.#app.draft(field.at, text);
    const again = why && doubted && !field.differ ? press("It is so", () => save(field.answers.at(-1).value), { className: "quiet" }) : "";
    const mine = field.differ ? undefined : field.answers?.findLast((one) => one.mine)?.noted;
    return [standing(field, settle) ?? "", control(field, save, keep, id), mine ? made("p", {}, noted(mine)) : "", why ?? "", again].filter((one) => one !== "");
  }

  /** What each officer says about themselves: mine takes an answer, a colleague's is theirs to say. */
  #says(one, field) {
    const id = `s${++named}`;
    const label = made("h3", { id }, field.label);
    if (!one.mine) {
      const said = (field.answers ?? []).map((answer) => made("bdi", {}, words(field.type, answer)));
      return made("div", { className: "says" }, label, ...(said.length ? said : [made("span", { className: "faint" }, "Not said yet. It is theirs to say.")]));
    }
    const save = field.at
      ? (value) => this.#deed("answer", { at: field.at, value })
      : (value) => this.#deed("add", { collection: one.addsTo, value: one.with ?? {}, answers: { [field.name]: value } });
    const node = made("div", { className: "says" }, label, control(field, save, async () => {}, id));
    node.dataset.field = field.at ?? `${one.addsTo}/new/${field.name}`;
    return node;
  }

  #adds(one, id) {
    const there = (one.there ?? []).map((entry) => press(entry.title, () => this.#app.part(entry.at), { className: "row" }));
    if (one.addsTo === "statement") {
      return [press("Write their words", () => this.#app.voice(one.subject, this.#app.nameOf(one.subject)), { className: "deed" })];
    }
    const add = (answers) => this.#deed("add", { collection: one.addsTo, value: one.with ?? {}, answers, place: one.place });
    if (one.typed === undefined) {
      return [...there, press(`Add: ${one.adds}`, () => add({}), { className: "deed" })];
    }
    const area = kept(made("textarea", { rows: 1, required: true, value: one.field?.draft ?? "", ...PRIVATE }), (text) => this.#app.draft(one.place, text));
    return [...there, asking(one.field?.label ?? one.adds, area, "Add", (typed) => add({ [one.typed]: typed }))];
  }

  /** "Not because …": one press away and never hidden. */
  #instead(one) {
    if (!one.reasons) {
      return [];
    }
    const given = one.reason ? [made("p", { className: "reason" }, made("strong", {}, "Not answered: "), one.reason.said, one.reason.words ? `. ${one.reason.words}` : "", one.reason.refused ? " (not accepted)" : one.reason.accepted ? " (accepted)" : "")] : [];
    const say = (code, words) => this.#deed("answer", { at: one.reasonAt, value: { code, words } });
    const list = made("details", { className: "instead" }, made("summary", {}, one.reason ? "Another reason" : "Not known, or not possible"));
    // Drawn when it is asked for: a part has dozens of questions.
    list.addEventListener("toggle", () => list.children.length === 1 && list.append(...one.reasons.map((reason) => inPlace(reason, say))));
    // What was said of it owes a reason: it is asked for without a press.
    list.open = one.state === "open" && one.mine === true && one.says.some((field) => field.answers?.length);
    return [...given, list];
  }

  #fact(field) {
    const id = `f${++named}`;
    const node = made("section", { className: "fact" }, made("h2", { id }, field.label), ...this.#answers(field, id, false));
    node.dataset.field = field.at;
    return node;
  }

  #entries(section) {
    return (section.entries ?? []).map((entry) => press(entry.open ? `${entry.title} (${entry.open} open)` : entry.title, () => this.#app.part(entry.at), { className: "row" }));
  }

  #under(incident, section) {
    const parts = [];
    if (section.collection && section.id.startsWith("in.")) {
      const about = section.about?.people ?? [];
      const add = (value) => this.#deed("add", { collection: section.collection, value, answers: {} });
      parts.push(press(`Add: ${section.one}`, () => add({}), { className: "deed" }), ...about.map((one) => press(`Add, about ${one.label}`, () => add({ about: one.code }), { className: "chip" })));
    }
    if (section.id === "here") {
      parts.push(press("Add a child", () => this.#app.addChild(), { className: "deed" }), press("Add an adult", () => this.#app.add("adult"), { className: "deed second" }));
    }
    if (section.id.includes("/") && !section.struck) {
      const area = made("textarea", { rows: 1, required: true, ...PRIVATE });
      parts.push(made("details", { className: "strike" }, made("summary", {}, "Entered by mistake?"), asking("Why it is crossed out", area, "Cross it out", (reason) => this.#deed("strike", { at: section.id, reason }))));
    }
    const next = incident.sections.find((one) => one.open > 0 && one.id !== section.id);
    if (next) {
      parts.push(press(`Next: ${next.title} (${next.open} open)`, () => this.#app.part(next.id), { className: "deed next" }));
    }
    return parts;
  }
}
