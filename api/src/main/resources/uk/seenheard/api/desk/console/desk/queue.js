// Everything that waits for this supervisor, in the server's order, under three headings: what to act on
// now (overdue, high and not graded), what waits (medium, standard), and what was just begun.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, navigate, riskTag, stateName, stateTag, states} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {offer, withdraw} from '../ground/keys.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {comesBack, shows, stands} from './round.js';
import './views.js';
import {bring, children, colleagues, due, onCamera, rowOf, teamName, voices} from './rows.js';
import {count, moment, person, said, waited} from '../ground/text.js';

const PAGE = 100;
// Lines that are there already are read again in larger pages, and as far down as somebody goes.
const MORE = 200;
const MOST_FOLLOWED = 1_000;
// Lines under a heading that are painted first, while the others wait for the next frame.
const FIRST = 15;
const WAITING = 'waiting';
const LONG_WAIT_MILLIS = 4 * 3_600_000;
const SOON_MILLIS = 3_600_000;
const TICK_MILLIS = 20_000;
// What is due later than that is no urgency.
const WEEK_MILLIS = 7 * 86_400_000;
const ROWS = 'seenheard/rows';
const HEADINGS = [
  {title: 'Act now', hint: 'overdue, high risk, or not graded', bands: ['overdue', 'high']},
  {title: 'Waiting', hint: '', bands: ['medium', 'standard']},
  {title: 'Later', hint: 'just begun', bands: ['new']},
];

class Queue extends Part {
  static properties = {
    address: {}, shown: {state: true}, fresh: {state: true}, errors: {state: true}, now: {state: true},
    compact: {state: true}, rows: {state: true}, force: {state: true}, begins: {state: true},
  };

  constructor() {
    super();
    this.errors = [];
    this.shown = null;
    this.fresh = null;
    this.now = Date.now();
    this.titles = new Map();
    this.rows = 0;
    this.begins = false;
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
        this.begins = !back;
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
      bring(cards, () => this.rows++);
      // Behind the frame: what is at the top stands there before the rest is made.
      requestAnimationFrame(() => setTimeout(() => (this.begins = false)));
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

  async #more() {
    const before = this.shown;
    try {
      const page = await this.#fetch(before.cursor);
      if (this.shown === before) {
        this.shown = {...page, place: before.place, incidents: [...before.incidents, ...page.incidents]};
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
          ? html`<div class="queue ${this.compact ? 'is-compact' : ''}">${HEADINGS.map((heading) => this.#under(heading, cards))}</div>`
          : html`<p class="empty">${this.#empty()}</p>`}
      ${cards && this.shown.cursor
        ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${() => this.#more()}>Show more</button>`
        : nothing}`;
  }

  /** Those of a heading, in the server's order. */
  #under({title: words, hint, bands}, cards) {
    const mine = cards.filter((card) => bands.includes(card.band));
    return mine.length ? html`<section aria-labelledby="under-${bands[0]}">
      <h2 class="queue-under" id="under-${bands[0]}">${words} <span class="faint">${mine.length}${this.shown.cursor ? '+' : ''}${hint ? html` · ${hint}` : nothing}</span></h2>
      <ul class="queue-lines">${repeat(this.begins ? mine.slice(0, FIRST) : mine, (card) => card.incident, (card) => this.#card(card))}</ul></section>` : nothing;
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
    const more = this.shown.cursor ? '+' : '';
    return html`<dl class="totals">
      <div><dt>incidents</dt><dd>${cards.length}${more}</dd></div>
      <div><dt>children</dt><dd>${sum('children')}${more}</dd></div>
      <div class=${sum('unheard') ? 'is-hole' : ''}><dt>not heard</dt><dd>${sum('unheard')}${more}</dd></div>
      ${cards.some((card) => card.risk === 0) ? html`<div class="is-hole"><dt>not graded</dt><dd>${cards.filter((card) => card.risk === 0).length}${more}</dd></div>` : nothing}
      <div><dt>contradictions</dt><dd>${sum('contradictions')}${more}</dd></div>
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

  #card(card) {
    const wait = card.waitingSince ? this.now - card.waitingSince : 0;
    const row = rowOf(card.incident);
    return html`<li class="card risk-edge-${card.risk} ${card.gone ? 'is-gone' : ''}" data-incident=${card.incident}>
      <div class="card-what">
        <h3 class="card-title"><a class="govuk-link" href="/incidents/${card.incident}">${card.reference ? said(card.reference) : 'No reference'}</a></h3>
        <p class="card-form">${this.titles.get(card.form) ?? card.form ?? 'Form not known'}</p>
        <p class="card-people">${row?.place ? html`${said(row.place)} · ` : nothing}${card.people.map((one) => person(one)).join(', ')}</p>
      </div>
      <p class="card-risk">${riskTag(card.risk)}${card.risk === 0 && card.band === 'high' ? html`<span class="faint line-under">read with the high ones until somebody grades it</span>` : nothing}${card.gone ? html`<span class="gone">No longer waits here</span>` : card.state === 'submitted' ? nothing : stateTag(card.state)}</p>
      <p class="card-voices">${voices(card)}${children(row)}</p>
      <ul class="card-counts">
        ${row?.due?.length ? html`<li class="card-due">${due(row, this.now)}</li>` : nothing}
        ${row?.cameras ? html`<li class="card-camera">${onCamera(row.cameras.officers, row.cameras.met)}</li>` : nothing}
        ${card.contradictions ? html`<li class="differ">${count(card.contradictions, 'contradiction')}</li>` : nothing}
        <li>${card.openMusts ? `${count(card.openMusts, 'required question')} open` : 'nothing required is open'}</li>
        ${card.counting ? html`<li class="faint">being counted: these numbers stand as they were a moment ago</li>` : nothing}
        ${card.quarantined ? html`<li class="differ">${count(card.quarantined, 'change')} in quarantine</li>` : nothing}
        ${card.contested ? html`<li class="differ">two teams have begun it</li>` : nothing}
        ${card.asking.length ? html`<li class="differ">${card.asking.map((one) => person(one)).join(', ')} ${card.asking.length > 1 ? 'ask' : 'asks'} to be let in</li>` : nothing}
      </ul>
      <div class="card-time">${this.#clock(card)}<p class="card-wait ${wait > LONG_WAIT_MILLIS ? 'is-long' : ''}">${card.waitingSince
        ? html`<span class="card-wait-long">${waited(wait) === 'just now' ? 'handed in just now' : html`waiting ${waited(wait)}`}</span> <span class="card-wait-since">since ${moment(card.waitingSince)}</span>`
        : html`<span class="card-wait-since">last change ${moment(card.lastAt)}</span>`}</p></div>
    </li>`;
  }

  /** The next clock that runs out, or how long one has. */
  #clock(card) {
    if (card.overdueSince && card.overdueSince <= this.now) {
      return html`<p class="card-breach is-late">${card.alerts > 1 ? `${card.alerts} overdue` : 'overdue'}, ${waited(Math.max(60_000, this.now - card.overdueSince))}</p>`;
    }
    if (!card.breachAt || card.breachAt === Number.MAX_SAFE_INTEGER) {
      return nothing;
    }
    const left = card.breachAt - this.now;
    if (left > WEEK_MILLIS) {
      return nothing;
    }
    return left <= 0
      ? html`<p class="card-breach is-late">overdue, ${waited(Math.max(60_000, -left))}</p>`
      : html`<p class="card-breach ${left < SOON_MILLIS ? 'is-soon' : ''}">due in ${waited(Math.max(60_000, left))}</p>`;
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
