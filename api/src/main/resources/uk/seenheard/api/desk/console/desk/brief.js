// One page for the handover and the morning meeting: what waits, what was decided, children of concern,
// actions due, footage that is about to be deleted. It prints on A4.
import {html, nothing} from 'lit';
import {Part, riskTag, stateTag} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {Comeback} from '../ground/live.js';
import {bring, children, colleagues, rowOf, teamName} from './rows.js';
import {count, moment, momentExact, person, said, waited} from '../ground/text.js';
import './printing.js';

const DAY_MILLIS = 86_400_000;
const SOON_MILLIS = 2 * DAY_MILLIS;
const MOST = 200;
const MOST_PAGES = 5;
const DELETED = ['expiring', 'unlinked'];
const CONCERN_RISK = 3;

class Brief extends Part {
  static properties = {shown: {state: true}, rows: {state: true}, force: {state: true}, footage: {state: true}, errors: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.rows = 0;
    this.footage = null;
    this.force = {teams: [], people: []};
    this.errors = [];
    new Comeback(this, () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Brief – Seen & Heard';
    colleagues().then((force) => (this.force = force));
    this.#load();
  }

  async #load() {
    const at = Date.now();
    try {
      const [waiting, authorised, returned] = await Promise.all(['waiting', 'authorised', 'returned'].map((state) => this.#all(state)));
      const decided = [...authorised.incidents, ...returned.incidents].filter((card) => at - card.lastAt < DAY_MILLIS);
      this.shown = {at, waiting: waiting.incidents, more: waiting.more, decided, moreDecided: authorised.more || returned.more};
      this.errors = [];
      bring([...waiting.incidents, ...decided], () => this.rows++);
      await this.#expiring();
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.message}];
      }
    }
  }

  /** A state's incidents: the list's order is by urgency, so what moved last may stand behind many. */
  async #all(state) {
    const incidents = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES && cursor !== undefined; page++) {
      const answer = await ask(`/v1/incidents?state=${state}&limit=${MOST}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      incidents.push(...answer.incidents);
      ({cursor} = answer);
    }
    return {incidents, more: cursor !== undefined};
  }

  /** What could not be looked up is not said to be none. */
  async #expiring() {
    try {
      const {incidents, more} = await ask('/v1/footage/standing?limit=50');
      const lines = incidents.flatMap((card) => card.open.filter((line) => DELETED.includes(line.state)).map((line) => ({card, line})));
      this.footage = {lines: lines.sort((one, other) => one.line.at - other.line.at), more};
    } catch {
      this.footage = {lines: [], failed: true};
    }
  }

  render() {
    const {shown} = this;
    return html`<sh-errors .errors=${this.errors} .again=${shown ? null : () => this.#load()}></sh-errors>
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Brief <span class="faint">${shown ? momentExact(shown.at) : ''} ${(session.person?.teams ?? []).map((team) => teamName(this.force, team)).join(', ')}</span></h1></div>
      ${shown ? html`${this.#paper()}${this.#parts()}` : html`<p class="govuk-body wait" role="status">${this.errors.length ? nothing : 'One moment…'}</p>`}`;
  }

  #paper() {
    const {waiting, decided} = this.shown;
    const incidents = [...new Set([...waiting, ...decided].map((card) => card.incident))];
    return incidents.length && session.decides ? html`<sh-printing what="this brief" .incidents=${incidents}></sh-printing>` : nothing;
  }

  #parts() {
    const {at, waiting, decided, more, moreDecided} = this.shown;
    const among = more ? `, among the first ${waiting.length} that wait` : '';
    const {footage} = this;
    const concern = waiting.filter((card) => card.risk >= CONCERN_RISK || (card.unheard && card.risk === CONCERN_RISK - 1) || card.band === 'overdue');
    const actions = [...waiting, ...decided].flatMap((card) => (rowOf(card.incident)?.due ?? []).filter((one) => one.duty === 'action' && one.at - at < SOON_MILLIS).map((one) => ({card, one})))
      .sort((one, other) => one.one.at - other.one.at);
    return html`
      ${this.#part('Children of concern', `high risk, overdue, or at medium risk and not heard${among}`, concern, (card) => html`${this.#name(card)} ${children(rowOf(card.incident))} ${riskTag(card.risk)}
        ${card.unheard ? html`<strong class="hole-word">${card.unheard} not heard</strong>` : nothing}${card.alerts ? html` <span class="differ">${card.alerts} overdue</span>` : nothing}`)}
      ${this.#part('Waiting for a decision', more ? `the first ${waiting.length}` : '', waiting, (card) => html`${this.#name(card)} ${stateTag(card.state)} <span class="faint">${card.waitingSince ? `waiting ${waited(at - card.waitingSince)}` : ''} · ${card.people.map((one) => person(one)).join(', ')} · ${card.openMusts ? `${count(card.openMusts, 'required question')} open` : 'nothing required is open'}${card.contradictions ? ` · ${count(card.contradictions, 'contradiction')}` : ''}</span>`)}
      ${this.#part('Actions due', `late, or within two days${among}`, actions, ({card, one}) => html`${this.#name(card)} <span class=${one.at < at ? 'differ' : ''}>${said(one.sentence)}, by ${moment(one.at)}</span>`)}
      ${this.#part('Footage about to be deleted', `within two weeks and not held${footage?.more ? '; there is more on the page of video' : ''}`, footage?.lines ?? [], ({card, line}) => html`${this.#name(card)} ${line.clip ? html`Recording ${said(line.clip)}` : 'A recording'}, <span class="differ">${line.at > at ? 'deleted' : 'was to be deleted'} ${moment(line.at)}</span>`, footage ? footage.failed ? 'It could not be looked up: ask for this page again.' : '' : 'Being looked up…')}
      ${this.#part('Authorised or returned', `and moved in the last day: decided, or something came after it${moreDecided ? '; not all could be looked through' : ''}`, decided, (card) => html`${this.#name(card)} ${stateTag(card.state)} <span class="faint">${moment(card.lastAt)} · ${card.people.map((one) => person(one)).join(', ')}</span>`)}`;
  }

  #name(card) {
    const place = rowOf(card.incident)?.place;
    return html`<a class="govuk-link brief-name" href="/incidents/${card.incident}">${card.reference ? said(card.reference) : 'No reference'}</a>${place ? html` <span class="faint">${said(place)}</span>` : nothing}`;
  }

  #part(title, hint, all, line, wait = '') {
    return html`<section class="brief-part"><h2 class="govuk-heading-m">${title} <span class="faint">${wait ? '' : all.length}${hint ? ` · ${hint}` : ''}</span></h2>
      ${all.length ? html`<ul class="brief-lines">${all.map((one) => html`<li>${line(one)}</li>`)}</ul>` : html`<p class="faint">${wait || 'None.'}</p>`}</section>`;
  }
}

customElements.define('sh-brief', Brief);
