// A part of an incident: its questions, each with what answers it, and below them whatever else the form has a field for.
import { PRIVATE, asking, atRest, inOrder, isTyped, made, once, press, quietly, several, words } from "./parts.js";
import { control, isSaving, kept, standing } from "./field.js";
import { twin } from "./home.js";
import { marking } from "./marks.js";
import { noted } from "./notes.js";

let named = 0;

/** Brings the focus back to what was pressed or typed in, although it was drawn anew. */
function whereFocusIs(within) {
  const before = document.activeElement;
  const key = within.contains(before) ? before.closest("[data-key]")?.dataset.key : undefined;
  const like = (one) => one.tagName === before.tagName && one.textContent === before.textContent;
  return () => {
    if (key === undefined || document.activeElement === before) {
      return;
    }
    const holder = [...within.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    const again = before.isConnected ? before : [...(holder?.querySelectorAll(before.tagName) ?? [])].find(like);
    again?.focus({ preventScroll: true });
  };
}

/** What somebody is typing in is drawn when they have left it, and what is being saved when that is done. */
const isAtWork = (node) => isTyped(node) || isSaving(node);

/**
 * Puts the nodes of a list in their places, draws those that changed, and lets go of those that went: where somebody
 * is at work on one of them, when they have left it.
 */
function drawAll(holder, keys, changed, draw) {
  const before = holder.drawn;
  const all = [...keys];
  let after = -1;
  before.forEach((node, key) => {
    const at = all.indexOf(key);
    if (at < 0 && isAtWork(node)) {
      all.splice(after + 1, 0, key);
      changed.add(key);
    }
    after = all.indexOf(key) < 0 ? after : all.indexOf(key);
  });
  holder.drawn = new Map(all.map((key) => {
    const known = before.get(key);
    if (known !== undefined && (!changed.has(key) || isAtWork(known))) {
      return [key, known];
    }
    const node = draw(key);
    node.dataset.key = key;
    changed.delete(key);
    return [key, node];
  }));
  inOrder(holder.parent, [...holder.drawn.values()]);
}

/** A reason: a press, or words of one's own where it says nothing without. */
function inPlace({ code, label, words }, say) {
  if (!words && code !== "other") {
    return press(label, () => say(code, ""), { className: "chip" });
  }
  const area = made("textarea", { rows: 1, required: true, ...PRIVATE });
  return made("details", { className: "in-words" }, made("summary", {}, `${label} …`), asking("In your words", area, "Save this reason", (text) => say(code, text)));
}

/**
 * What is typed makes an entry when it is left, as any text becomes an answer then: the button is for who looks for
 * one. Whoever only looks into another window has left nothing.
 */
function entering(label, area, add) {
  let adding;
  const once = () => {
    const typed = area.value;
    if (typed.trim() === "") {
      return adding ?? Promise.resolve();
    }
    adding ??= (async () => {
      try {
        // What is kept while it is typed is kept before it is let go of.
        await area.flush().catch(() => {});
        await add(typed);
        if (area.value === typed) {
          area.value = "";
          area.saved("");
        }
      } finally {
        adding = undefined;
      }
    })();
    return adding;
  };
  area.addEventListener("blur", quietly(() => (document.hasFocus() ? once() : undefined)));
  return asking(label, area, "Add", once);
}

/** Draws what changed and leaves the rest as it is: nothing that is being typed is drawn anew. */
export class Section {
  #app;
  #column;
  #id;
  #top;
  /** What the worker told of it: its frame, and its questions and other fields by key. */
  #frame = {};
  #order = { questions: [], facts: [] };
  #pieces = new Map();
  /** The keys of what is to be drawn anew. */
  #changed = new Set();
  #questions = { parent: made("div", { className: "questions" }), drawn: new Map() };
  #facts = { parent: made("div", {}), drawn: new Map() };
  #others = made("details", { className: "facts" }, made("summary", {}), this.#facts.parent);
  #head = made("div", {});
  #pairs = { parent: made("div", {}), drawn: new Map() };
  #rows = made("div", {});
  #more = made("div", {});
  #fresh = true;
  #around = "";
  /** Whether what stands below was left as it is. */
  #owed = false;

  /** The version that is held here, 0 while nothing is. */
  version = 0;

  /** Whether something was left as it is because somebody was at work on it. */
  get behind() {
    return this.#changed.size > 0 || this.#owed;
  }

  /** @param top whether it stands on top of its screen */
  constructor(app, column, id, top) {
    this.#app = app;
    this.#column = column;
    this.#id = id;
    this.#top = top;
    this.element = made("div", { className: "section" }, this.#head, this.#pairs.parent, this.#questions.parent, this.#rows, this.#others, this.#more);
    this.element.dataset.part = id;
  }

  /** Saves something; what it touches is drawn when the column is told of it. */
  #deed = (command, given) => this.#column.deed(command, given);

  async #add(given) {
    const { made: entry } = await this.#deed("add", { value: {}, answers: {}, ...given });
    this.#column.opens(this.#id, entry);
  }

  /**
   * Takes in what differs from the version that is held.
   *
   * @param head what stands over all parts of the incident
   */
  patch(told, head) {
    this.version = told.version;
    this.#order = { questions: told.questions ?? this.#order.questions, facts: told.facts ?? this.#order.facts };
    for (const [key, piece] of Object.entries(told.set ?? {})) {
      this.#pieces.set(key, piece);
      this.#changed.add(key);
    }
    const framed = told.frame !== undefined;
    this.#frame = told.frame ?? this.#frame;
    const back = whereFocusIs(this.element);
    const moved = told.questions !== undefined;
    if (moved || this.#changed.size > 0) {
      drawAll(this.#questions, this.#order.questions, this.#changed, (key) => this.#question(this.#pieces.get(key)));
      drawAll(this.#facts, this.#order.facts, this.#changed, (key) => this.#fact(this.#pieces.get(key)));
      this.#changed = new Set([...this.#changed].filter((key) => this.#questions.drawn.has(key) || this.#facts.drawn.has(key)));
    }
    if (moved) {
      const { questions, facts } = this.#order;
      this.#others.hidden = facts.length === 0;
      this.#others.firstChild.textContent = questions.length ? `More: ${several(facts.length, "fact")}` : "Facts";
      if (this.#fresh) {
        this.#fresh = false;
        this.#others.open = questions.length === 0;
      }
    }
    if (framed) {
      this.#head.replaceChildren(...this.#over(this.#frame));
      this.#rows.replaceChildren(...this.#entries(this.#frame));
    }
    this.#surround(head, framed);
    // A part in which nothing is asked and nothing can be added is passed over by who goes on.
    const { questions, facts } = this.#order;
    this.element.hidden = !this.#column.alone && questions.length + facts.length + this.#rows.childElementCount + this.#more.childElementCount === 0;
    back();
  }

  /** What depends on the whole incident: drawn when that differs. */
  #surround(head, framed) {
    const next = this.#column.alone ? head.sections.find((one) => one.open > 0 && one.id !== this.#id) : undefined;
    const here = (head.twins ?? []).filter((one) => this.#id === "here" || one.one === this.#id || one.other === this.#id);
    const around = JSON.stringify([next, here]);
    if (framed || this.#owed || around !== this.#around) {
      this.#around = around;
      const keyed = new Map(here.map((one) => [`t ${one.one} ${one.other}`, one]));
      const differ = new Set([...keyed.keys()].filter((key) => this.#pairs.drawn.get(key)?.asks !== JSON.stringify(keyed.get(key))));
      drawAll(this.#pairs, [...keyed.keys()], differ, (key) => Object.assign(twin(keyed.get(key), (given) => this.#deed("same", given)), { asks: JSON.stringify(keyed.get(key)) }));
      const held = isTyped(this.#more);
      this.#owed = held || differ.size > 0;
      if (!held) {
        const open = this.#more.querySelector("details")?.open ?? false;
        this.#more.replaceChildren(...this.#under(this.#frame, next));
        this.#more.querySelectorAll("details").forEach((one) => (one.open = open));
      }
    }
  }

  #over(section) {
    const child = section.collection === "child" && section.id.startsWith("child/");
    return [
      made("h1", this.#top ? { id: "part", tabIndex: -1 } : { tabIndex: -1 }, section.title),
      section.struck ? made("p", { className: "note" }, "This entry was crossed out. It stays in the record.") : "",
      ...(section.notes ?? []).map((note) => made("p", { className: "note" }, made("strong", {}, "From your supervisor: "), note)),
      section.noted && !child ? made("p", {}, noted(section.noted)) : "",
      ...(child ? this.#voice(section) : []),
      ...(section.given ?? []).map((one) => made("p", { className: "given" }, made("span", { className: "label" }, `${one.label}: `), made("bdi", {}, one.said))),
    ].filter((one) => one !== "");
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
    const save = async (value) => {
      const given = reason();
      const done = await this.#deed("answer", { at: field.at, value, place: field.at, ...given });
      if (why && given.reason === why.value.trim()) {
        why.value = "";
      }
      return done;
    };
    if (why) {
      why.owes = () => why.value.trim() !== "";
    }
    const settle = (value, words) => this.#deed("answer", { at: field.at, value, reason: words });
    const keep = (text) => this.#column.draft(field.at, text);
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
    // The first answer makes the entry; whoever presses again before it is drawn answers in that same one.
    const save = async (value) => {
      const entry = field.at ?? (one.made && `${(await one.made).made}/${field.name}`);
      if (entry) {
        return this.#deed("answer", { at: entry, value });
      }
      one.made = this.#deed("add", { collection: one.addsTo, value: one.with ?? {}, answers: { [field.name]: value } });
      one.made.catch(() => (one.made = undefined));
      return one.made;
    };
    const node = made("div", { className: "says" }, label, control(field, save, async () => {}, id));
    node.dataset.field = field.at ?? `${one.addsTo}/new/${field.name}`;
    return node;
  }

  #adds(one, id) {
    const there = (one.there ?? []).map((entry) => press(entry.title, () => this.#app.part(entry.at), { className: "row" }));
    if (one.addsTo === "statement") {
      return [press("Write their words", () => this.#app.voice(one.subject, this.#app.nameOf(one.subject)), { className: "deed" })];
    }
    const add = (answers) => this.#add({ collection: one.addsTo, value: one.with ?? {}, answers, place: one.place });
    if (one.typed === undefined) {
      return [...there, press(`Add: ${one.adds}`, once(() => add({})), { className: "deed" })];
    }
    const area = kept(made("textarea", { rows: 1, value: one.field?.draft ?? "", ...PRIVATE }), (text) => this.#column.draft(one.place, text));
    return [...there, entering(one.field?.label ?? one.adds, area, (typed) => add({ [one.typed]: typed }))];
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

  #under(section, next) {
    const parts = [];
    if (section.collection && section.id.startsWith("in.")) {
      const about = section.about?.people ?? [];
      const add = (value) => this.#add({ collection: section.collection, value });
      parts.push(press(`Add: ${section.one}`, once(() => add({})), { className: "deed" }), ...about.map((one) => press(`Add, about ${one.label}`, once(() => add({ about: one.code })), { className: "chip" })));
    }
    if (section.id === "here") {
      parts.push(this.#person("Add a child", "child", "deed"), this.#person("Add an adult", "adult", "deed second"));
    }
    if (section.id.includes("/") && !section.struck) {
      const area = made("textarea", { rows: 1, required: true, ...PRIVATE });
      parts.push(made("details", { className: "strike" }, made("summary", {}, "Entered by mistake?"), asking("Why it is crossed out", area, "Cross it out", (reason) => this.#deed("strike", { at: section.id, reason }))));
    }
    if (next) {
      parts.push(press(`Next: ${next.title} (${next.open} open)`, () => this.#app.on(next.id), { className: "deed next" }));
    }
    return parts;
  }

  /** In a column somebody who is added has a part below; who jumped here is brought to it. */
  #person(label, collection, className) {
    const said = made("p", { className: "faint", role: "status" });
    const add = async () => {
      await this.#add({ collection });
      await atRest();
      said.textContent = "Added. Their part stands below.";
    };
    return made("div", {}, press(label, once(() => (this.#column.alone ? this.#app.add(collection) : add())), { className }), said);
  }
}
