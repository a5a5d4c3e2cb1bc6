// Everything that waits for this supervisor, in the server's order, under three headings: what to act on
// now (overdue, high and not graded), what waits (medium, standard), and what was just begun.
import {html, nothing} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {repeat} from 'lit/directives/repeat.js';
import {Part, navigate, stateName, states} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {offer, withdraw} from '../ground/keys.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {comesBack, shows, stands} from './round.js';
import './views.js';
import {line} from './line.js';
import {bring, colleagues, rowOf, teamName} from './rows.js';
import {count, person, shownOf} from '../ground/text.js';

const PAGE = 100;
// Lines that are there already are read again in larger pages, and as far down as somebody goes.
const MORE = 200;
const MOST_FOLLOWED = 1_000;
// Lines that are painted first, and how many are added with each frame after that: whoever presses
// something meanwhile waits for a few lines, not for all of them.
const FIRST = 12;
const STEP = 15;
const WAITING = 'waiting';
const TICK_MILLIS = 20_000;
const ROWS = 'seenheard/rows';
const HEADINGS = [
  {title: 'Act now', hint: 'overdue, high risk, or not graded', bands: ['overdue', 'high']},
  {title: 'Waiting', hint: '', bands: ['medium', 'standard']},
  {title: 'Later', hint: 'just begun', bands: ['new']},
];

class Queue extends Part {
  static properties = {
    address: {}, shown: {state: true}, fresh: {state: true}, errors: {state: true}, now: {state: true},
    compact: {state: true}, rows: {state: true}, force: {state: true}, made: {state: true},
  };

  constructor() {
    super();
    this.errors = [];
    this.shown = null;
    this.fresh = null;
    this.now = Date.now();
    this.titles = new Map();
    this.rows = 0;
    this.made = Infinity;
    this.force = {teams: [], people: []};
    this.compact = keptRows() === 'compact';
    new Comeback(this, () => (this.shown?.place === this.address ? this.#look() : this.#load()));
    this.scrolled = () => stands({top: scrollY});
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh = gathered(() => this.#look(), 300);
    live.addEventListener('log', this.refresh);
    this.tick = setInterval(() => (this.now = Date.now()), TICK_MILLIS);
    addEventListener('scroll', this.scrolled, {passive: true});
    colleagues().then((force) => (this.force = force));
    offer(this, [
      {key: 'j', words: 'the next incident', does: () => this.#step(1)},
      {key: 'k', words: 'the one before it', does: () => this.#step(-1)},
      {key: 'c', words: 'small rows or large ones', does: () => this.#rows(!this.compact)},
      {key: 'n', words: 'show the list as it is now', does: () => this.fresh && this.#showFresh()},
    ]);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
    removeEventListener('scroll', this.scrolled);
    withdraw(this);
    clearInterval(this.tick);
  }

  get #links() {
    return [...this.querySelectorAll('.queue .card-title a')];
  }

  /** Puts the focus on a line: Enter opens it. */
  #go(to) {
    const links = this.#links;
    const link = links[Math.max(0, Math.min(links.length - 1, to))];
    link?.focus();
    link?.closest('.card').scrollIntoView({block: 'nearest'});
    if (link) {
      stands({at: link.closest('.card').dataset.incident});
    }
  }

  #step(by) {
    const here = this.#links.indexOf(document.activeElement);
    this.#go(here < 0 && by < 0 ? 0 : here + by);
  }

  #rows(compact) {
    this.compact = compact;
    try {
      localStorage.setItem(ROWS, compact ? 'compact' : 'large');
    } catch {
      // Not kept: it holds for this page.
    }
  }

  willUpdate(changed) {
    if (changed.has('address')) {
      this.#load();
    }
  }

  get filters() {
    const query = new URLSearchParams(this.address.split('?')[1] ?? '');
    return {
      state: query.get('state') ?? WAITING,
      team: query.get('team') ?? '',
      form: query.get('form') ?? '',
      officer: query.get('officer') ?? '',
    };
  }

  /** A page of the list, in the server's order: band by band, then what breaches next, then who waits longest. */
  #fetch(cursor = null, limit = PAGE) {
    const {state, team, form, officer} = this.filters;
    const query = new URLSearchParams({state, limit});
    Object.entries({team, form, officer, cursor}).forEach(([name, value]) => value && query.set(name, value));
    return ask(`/v1/incidents?${query}`);
  }

  async #load() {
    const address = this.address;
    document.title = `${title(this.filters.state)} – Seen & Heard`;
    try {
      const back = comesBack(address);
      const [page, forms] = await Promise.all([this.#asFar(back?.list.length ?? 0), this.titles.size ? null : ask('/v1/forms')]);
      forms?.forms.forEach((form) => this.titles.set(form.id, form.title));
      if (address === this.address) {
        this.errors = [];
        this.fresh = null;
        this.made = back ? Infinity : FIRST;
        this.shown = {...page, place: address};
        if (back) {
          this.updateComplete.then(() => this.#backTo(back));
        }
      }
    } catch (refused) {
      this.#refused(refused);
    }
  }

  /** The list as far as it was shown before. */
  async #asFar(lines) {
    let page = await this.#fetch();
    while (page.cursor && page.incidents.length < lines) {
      const more = await this.#fetch(page.cursor, Math.min(MORE, lines - page.incidents.length));
      page = {...more, incidents: [...page.incidents, ...more.incidents]};
    }
    return page;
  }

  /** Where somebody was: as far down, on the line they opened or, where that is gone, the one after it. */
  #backTo({list, top, at}) {
    const here = new Map(this.#links.map((link) => [link.closest('.card').dataset.incident, link]));
    const from = list.findIndex((one) => one.incident === at);
    const link = from < 0 ? null : list.slice(from).concat(list.slice(0, from).reverse()).map((one) => here.get(one.incident)).find(Boolean);
    link?.focus({preventScroll: true});
    scrollTo(0, top);
    const box = link?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight)) {
      link.scrollIntoView({block: 'center'});
    }
  }

  updated(changed) {
    if (changed.has('shown') && this.shown?.place === this.address) {
      const cards = this.shown.incidents.filter((card) => !card.gone);
      shows(this.address, cards);
      if (this.made === Infinity) {
        bring(cards, () => this.rows++);
      }
    }
    if (changed.has('made') && this.made !== Infinity) {
      // Behind the frame: what is at the top stands there before the rest is made.
      requestAnimationFrame(() => setTimeout(() => this.#makeMore()));
    }
  }

  /** The next lines; when all stand there, what they say beyond their counts. */
  #makeMore() {
    const cards = this.shown?.place === this.address ? this.shown.incidents : [];
    this.made = this.made + STEP < cards.length ? this.made + STEP : Infinity;
    if (this.made === Infinity) {
      bring(cards.filter((card) => !card.gone), () => this.rows++);
    }
  }

  #refused(refused) {
    if (refused.status !== 401) {
      this.errors = [{text: refused.message}];
    }
  }

  /** Looks again: numbers change in place; what would move lines waits to be asked for. */
  async #look() {
    if (!this.shown || this.shown.place !== this.address) {
      return;
    }
    const address = this.address;
    let page;
    try {
      page = await this.#asFar(Math.min(MOST_FOLLOWED, this.shown.incidents.length));
    } catch {
      return;
    }
    if (address !== this.address) {
      return;
    }
    this.errors = [];
    if (this.shown.incidents.length <= Math.max(PAGE, page.incidents.length) && this.#staysPut(page.incidents)) {
      this.fresh = null;
      this.shown = {...page, place: address};
      return;
    }
    const news = new Map(page.incidents.map((card) => [card.incident, card]));
    const held = this.shown.incidents.map(
      (card) => news.get(card.incident) ?? (page.cursor ? card : {...card, gone: true}),
    );
    const order = (cards) => cards.filter((card) => !card.gone).map((card) => card.incident).join();
    const moved = order(held.slice(0, page.incidents.length)) !== order(page.incidents)
      || held.some((card) => card.gone);
    this.shown = {...this.shown, incidents: held};
    this.fresh = moved ? {page, added: page.incidents.filter((card) => !held.some((one) => one.incident === card.incident)).length} : null;
  }

  /** Whether the lines down to the one under the cursor or the focus are the same as before. */
  #staysPut(incidents) {
    const lines = [...this.querySelectorAll('.queue .card')];
    const used = lines.findLastIndex((line) => line.matches(':hover, :focus-within'));
    return lines.slice(0, used + 1).every((line, i) => line.dataset.incident === incidents[i]?.incident);
  }

  #showFresh() {
    this.shown = {...this.fresh.page, place: this.address};
    this.fresh = null;
    this.updateComplete.then(() => this.querySelector('h1').focus());
  }

  /** The next page behind what stands here; what came in while it was on its way takes no press away. */
  async #more() {
    try {
      for (let from = this.shown; from?.cursor;) {
        const page = await this.#fetch(from.cursor);
        const now = this.shown;
        if (now?.place === from.place && now.cursor === from.cursor) {
          const here = new Set(now.incidents.map((card) => card.incident));
          this.shown = {...page, place: now.place, incidents: [...now.incidents, ...page.incidents.filter((card) => !here.has(card.incident))]};
          return;
        }
        from = now?.place === from.place ? now : null;
      }
    } catch (refused) {
      this.#refused(refused);
    }
  }

  #filter(event) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (value && !(name === 'state' && value === WAITING)) {
        query.set(name, value);
      }
    }
    navigate(query.size ? `/?${query}` : '/');
  }

  render() {
    const cards = this.shown?.place === this.address ? this.shown.incidents : null;
    return html`
      <sh-errors .errors=${this.errors} .again=${cards ? null : () => this.#load()}></sh-errors>
      <div class="queue-head">
        <h1 class="govuk-heading-l" tabindex="-1">${
          title(this.filters.state)
        }</h1>
        ${cards ? this.#totals(cards) : nothing}
      </div>
      <sh-views .address=${this.address} .words=${this.#inWords()}></sh-views>
      ${this.#filters(cards ?? [])}
      <div role="status" class="fresh">${this.fresh
        ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${this.#showFresh}>${
            this.fresh.added ? `${count(this.fresh.added, 'new incident')}: show the list as it is now` : 'The list has changed: show it as it is now'
          }</button>`
        : nothing}</div>
      ${!cards
        ? html`<p class="govuk-body wait" role="status">One moment…</p>`
        : cards.length
          ? html`<div class="queue ${this.compact ? 'is-compact' : ''}">${this.#lines(cards)}</div>`
          : html`<p class="empty">${this.#empty()}</p>`}
      ${cards && this.shown.cursor
        ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${() => this.#more()}>Show more</button>`
        : nothing}`;
  }

  /** Heading by heading, as far as they are made. */
  #lines(cards) {
    let left = this.made;
    return HEADINGS.map((heading) => {
      const mine = cards.filter((card) => heading.bands.includes(card.band));
      const made = mine.slice(0, left);
      left -= made.length;
      return this.#under(heading, mine, made);
    });
  }

  /** Those of a heading, in the server's order. */
  #under({title: words, hint, bands}, mine, made) {
    return made.length ? html`<section aria-labelledby="under-${bands[0]}">
      <h2 class="queue-under" id="under-${bands[0]}">${words} <span class="faint">${mine.length}${this.shown.cursor ? '+' : ''}${hint ? html` · ${hint}` : nothing}</span></h2>
      <ul class="queue-lines">${repeat(made, (card) => card.incident, (card) => this.#line(card))}</ul></section>` : nothing;
  }

  /** A line is made again when it has moved, or time has. */
  #line(card) {
    const row = rowOf(card.incident);
    return guard([card, row, this.now, this.titles.size, this.compact], () => line(card, row, this.now, this.titles, this.compact));
  }

  #empty() {
    const {state, team, form, officer} = this.filters;
    if (team || form || officer) {
      return html`Nothing here with these filters. <a class="govuk-link" href=${state === WAITING ? '/' : `/?state=${state}`}>Show all teams, forms and officers</a>`;
    }
    return state === WAITING ? 'Nothing waits for you. New submissions appear here by themselves.' : 'Nothing here.';
  }

  /** What is filtered for, as people would say it. */
  #inWords() {
    const {state, team, form, officer} = this.filters;
    const one = this.force.people.find((other) => other.id === officer);
    return [state === WAITING ? '' : stateName(state), team && teamName(this.force, team), form && (this.titles.get(form) ?? form), officer && (one?.name ?? officer)].filter(Boolean).join(' · ');
  }

  #totals(cards) {
    const sum = (name) => cards.reduce((total, card) => total + card[name], 0);
    const shown = (number) => shownOf(number, this.shown.cursor);
    return html`<dl class="totals">
      <div><dt>incidents</dt><dd>${shown(cards.length)}</dd></div>
      <div><dt>children</dt><dd>${shown(sum('children'))}</dd></div>
      <div class=${sum('unheard') ? 'is-hole' : ''}><dt>not heard</dt><dd>${shown(sum('unheard'))}</dd></div>
      ${cards.some((card) => card.risk === 0) ? html`<div class="is-hole"><dt>not graded</dt><dd>${shown(cards.filter((card) => card.risk === 0).length)}</dd></div>` : nothing}
      <div><dt>contradictions</dt><dd>${shown(sum('contradictions'))}</dd></div>
    </dl>`;
  }

  #filters(cards) {
    const {state, team, form, officer} = this.filters;
    const teams = session.person?.teams ?? [];
    const forms = [...new Set([...this.titles.keys(), ...(form ? [form] : [])])];
    const officers = new Map(cards.flatMap((card) => card.people.map((one) => [one.id, person(one)])));
    if (officer && !officers.has(officer)) {
      officers.set(officer, officer);
    }
    const choice = (name, label, options, chosen) => html`<div class="filter">
      <label class="govuk-label" for="filter-${name}">${label}</label>
      <select class="govuk-select" id="filter-${name}" name=${name}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
    </div>`;
    return html`<form class="filters" aria-label="Which incidents" @change=${this.#filter} @submit=${(event) => event.preventDefault()}>
      ${choice('state', 'State', [[WAITING, 'Everything that waits'], ...states], state)}
      ${teams.length > 1 || team ? choice('team', 'Team', [['', 'All my teams'], ...[...new Set([...teams, ...(team ? [team] : [])])].map((id) => [id, teamName(this.force, id)])], team) : nothing}
      ${choice('form', 'Form', [['', 'All forms'], ...forms.map((id) => [id, this.titles.get(id) ?? id])], form)}
      ${choice('officer', 'Officer', [['', 'All officers'], ...officers], officer)}
      <button class="quiet rows" type="button" aria-pressed=${this.compact} @click=${() => this.#rows(!this.compact)}>Small rows</button>
    </form>`;
  }
}

function keptRows() {
  try {
    return localStorage.getItem(ROWS);
  } catch {
    return null;
  }
}

function title(state) {
  return state === WAITING ? 'Waiting for your decision' : stateName(state);
}

customElements.define('sh-queue', Queue);
