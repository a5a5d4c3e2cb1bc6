// The form as one column: part below part, each drawn when the officer comes near it, so that nobody presses to move
// on. Who jumps to a part has that part alone. What is pressed is saved first; what it touches is told afterwards as
// a difference, and nothing else is drawn anew.
import { tell } from "./link.js";
import { atRest, inOrder, made, painted, press, tellTrouble, toTop } from "./parts.js";
import { Section } from "./section.js";

/** How far below the screen the next part is drawn. */
const NEAR_PIXELS = 700;
/** After what a look that was refused is tried again: nobody else may ask for it. */
const AGAIN_MILLIS = 2_000;
/** What the browser counts in whole pixels may differ by. */
const ROUNDED = 1;

export class Column {
  #app;
  /** Whose parts they are, whatever is looked at meanwhile. */
  #incident;
  #first;
  #alone;
  #head;
  /** The parts that stand here, by their ids. */
  #drawn = new Map();
  /** How far down the officer came: ids of parts. */
  #reached = new Set();
  /** Entries that were added here, by the part in which they were: each opens below it. */
  #added = new Map();
  #parts = made("div", {});
  #end = made("div", { className: "column-end" });
  /** Parts that are too far away to be seen, and not up to date. */
  #stale = new Set();
  #near = new IntersectionObserver((seen) => this.#comes(seen.filter((one) => one.isIntersecting).map((one) => one.target)), { rootMargin: `${NEAR_PIXELS}px 0px` });
  #looking;
  #again = false;
  #saved = false;
  #works = 0;
  #scroll;
  #current = () => false;

  /**
   * @param first the id of the part that stands on top
   * @param alone whether it stands by itself
   */
  constructor(app, first, alone) {
    this.#app = app;
    this.#incident = app.incident();
    this.#first = first;
    this.#alone = alone;
    this.#reached.add(first);
    this.element = made("div", { className: "column" }, this.#parts, this.#end);
    // What was left as it is while somebody typed is drawn when they have left it.
    this.element.addEventListener("focusout", () => [...this.#drawn.values()].some((part) => part.behind) && this.refresh());
  }

  get alone() {
    return this.#alone;
  }

  /** Draws what stands here now; when this is done it can be shown. */
  async open(current) {
    this.#current = current;
    await this.#look();
  }

  /** It is on the screen, where it was when it was left. */
  shown() {
    if (this.#scroll === undefined) {
      toTop();
    } else {
      scrollTo(0, this.#scroll);
    }
    if (!this.#alone) {
      [this.#end, ...this.#parts.children].forEach((node) => this.#watch(node));
    }
  }

  /**
   * Has the browser say where a node is now, and when that changes: of what went and came back between two frames it
   * says nothing by itself.
   */
  #watch(node) {
    if (!this.#alone && this.element.isConnected) {
      this.#near.unobserve(node);
      this.#near.observe(node);
    }
  }

  /** What comes near is brought up to date, and behind the last part the next one is drawn. */
  #comes(nodes) {
    if (nodes.some((node) => this.#stale.has(node.dataset.part))) {
      this.refresh();
    }
    if (nodes.includes(this.#end)) {
      this.#grow();
    }
  }

  /** Whether a part is on the screen or not far from it. */
  #isNear(part) {
    const { top, bottom } = part.element.getBoundingClientRect();
    return bottom >= -NEAR_PIXELS - ROUNDED && top <= innerHeight + NEAR_PIXELS + ROUNDED;
  }

  left() {
    this.#near.disconnect();
    this.#scroll = scrollY;
  }

  /** Saves; the screen follows once the press itself was painted. */
  async deed(command, given) {
    this.#busy(1);
    try {
      const done = await this.#app.deed(this.#incident, command, given);
      this.#saved = true;
      return done;
    } finally {
      // Also what was refused: what was not drawn while it was being saved is drawn then.
      this.refresh();
      this.#busy(-1);
    }
  }

  /** Keeps a text that is being typed. */
  draft(place, text) {
    return this.#app.draft(this.#incident, place, text);
  }

  /** Says to whoever waits for it whether something is still being saved or drawn. */
  #busy(more) {
    this.#works += more;
    this.element.dataset.busy = this.#works > 0 ? "yes" : "";
  }

  /** An entry was added in a part: where no part of its own follows, it opens below that one. */
  opens(part, entry) {
    if (!this.#alone && !/^(child|adult)\//.test(entry)) {
      this.#added.set(part, [...(this.#added.get(part) ?? []), entry]);
    }
  }

  /** Shows what differs by now; several wishes at a time are one. */
  refresh() {
    this.#again = true;
    this.#looking ??= (async () => {
      this.#busy(1);
      // It always waits once: what never waits has ended before it is known here that it runs.
      do {
        this.#again = false;
        await painted();
        if (this.#current()) {
          await this.#look().catch((refused) => {
            // On another screen, a locked one too, nobody asked for it.
            if (this.#current()) {
              tellTrouble(refused.message);
              setTimeout(() => this.#current() && this.refresh(), AGAIN_MILLIS);
            }
          });
        }
      } while (this.#again && this.#current());
      this.#looking = undefined;
      this.#busy(-1);
      if (this.#saved) {
        this.#saved = false;
        this.#app.send(this.#current());
      }
    })();
    return this.#looking;
  }

  async #look() {
    const shown = this.element.isConnected;
    const parts = [];
    for (const id of this.#ids()) {
      const part = this.#drawn.get(id);
      if (shown && part?.version > 0 && !this.#isNear(part)) {
        this.#stale.add(id);
        this.#watch(part.element);
      } else {
        parts.push({ id, version: part?.version ?? 0 });
      }
    }
    const told = await tell("look", { incident: this.#incident, parts, head: this.#head?.version ?? 0 });
    // Whose thumb it was may have pressed it away.
    await atRest();
    if (!this.#current()) {
      // What was told is not drawn: it is told whole when this is gone back to.
      this.#drawn.forEach((part) => (part.version = 0));
      this.#head = undefined;
      return;
    }
    this.#app.stands(told.standing);
    if (told.gone) {
      this.#app.gone();
      return;
    }
    if (told.head) {
      this.#head = told.head;
    }
    this.#app.about(this.#head);
    const news = new Map(told.parts.map((part) => [part.id, part]));
    this.#ids().forEach((id, i) => {
      let part = this.#drawn.get(id);
      if (part === undefined && !news.has(id)) {
        // A part that this very press made: it is asked for at once.
        this.#again = true;
        return;
      }
      if (part === undefined) {
        part = new Section(this.#app, this, id, i === 0);
        this.#drawn.set(id, part);
        this.#watch(part.element);
      }
      const differs = news.get(id) ?? (part.behind ? { version: part.version } : undefined);
      if (differs !== undefined) {
        this.#stale.delete(id);
        part.patch(differs, this.#head);
      }
    });
    this.#place();
    this.#ending();
    if (this.#again) {
      this.refresh();
    } else {
      this.#watch(this.#end);
    }
  }

  /** The ids of the parts that stand here, in the form's order; what was crossed out stays where it stood. */
  #ids() {
    const all = (this.#head?.sections ?? []).map((one) => one.id);
    const from = all.indexOf(this.#first);
    const to = Math.max(...[...this.#reached].map((id) => all.indexOf(id)));
    const parts = this.#alone || from < 0 ? [this.#first] : all.slice(from, Math.max(from, to) + 1);
    const ids = parts.flatMap((id) => [id, ...(this.#added.get(id) ?? [])]);
    let before = -1;
    for (const id of this.#drawn.keys()) {
      const at = ids.indexOf(id);
      if (at < 0) {
        ids.splice(before + 1, 0, id);
      }
      before = at < 0 ? before + 1 : at;
    }
    return ids;
  }

  /** Each part in its place. */
  #place() {
    inOrder(this.#parts, this.#ids().map((id) => this.#drawn.get(id)?.element).filter((one) => one !== undefined));
  }

  /** The next part: the end of the column is near. */
  #grow() {
    const next = this.#next();
    if (next !== undefined && !this.#reached.has(next)) {
      this.#reached.add(next);
      this.refresh();
    }
  }

  #next() {
    const all = (this.#head?.sections ?? []).map((one) => one.id);
    return !all.includes(this.#first) ? undefined : all[Math.max(...[...this.#reached].map((id) => all.indexOf(id))) + 1];
  }

  /** Below the last part: what is still open, and handing in. */
  #ending() {
    if (this.#alone || this.#next() !== undefined) {
      this.#end.replaceChildren();
      return;
    }
    const open = this.#head.sections.filter((one) => one.open > 0);
    this.#end.replaceChildren(
      made("h2", {}, open.length === 0 ? "Everything that is asked is answered." : "Still open"),
      ...open.map((one) => press(`${one.title} (${one.open} open)`, () => this.#app.part(one.id), { className: "row" })),
      press("To submitting", () => this.#app.open(this.#incident), { className: "deed" }));
  }
}
