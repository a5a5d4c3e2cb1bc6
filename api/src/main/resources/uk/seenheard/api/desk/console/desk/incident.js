// One incident: what is missing, where officers differ, what happened, and the decision about it.
import {html, nothing} from 'lit';
import {Part, go, navigate, riskTag, stateName, stateTag} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {forget} from './drafts.js';
import {formOf} from './form.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {Reading} from './reading.js';
import {proposed} from './twins.js';
import {erased} from './erasing.js';
import {isOf, promptAnchor} from './children.js';
import {Ticking, clocks, dutiesOf} from './clocks.js';
import {obstacles} from './prompts.js';
import {notes, opsOf, told} from './story.js';
import {count, moment, person, plain, said, waited} from '../ground/text.js';
import {offer, withdraw} from '../ground/keys.js';
import {beside, leaves, wayBack} from './round.js';
import './bar.js';
import './printing.js';
import './contradictions.js';
import './decide.js';
import './footage.js';
import './misplaced.js';
import './people.js';
import './quarantine.js';
import './story.js';

// The parts of the page that a number leads to; one that is not there is passed over.
const SECTIONS = [
  ['children', 'the children'], ['contradictions', 'where officers differ'], ['reasons', 'reasons that wait'],
  ['questions', 'open questions'], ['adults', 'the adults'], ['history', 'what happened'], ['decide', 'your decision'],
];

class Incident extends Part {
  static properties = {
    incident: {}, reading: {state: true}, lines: {state: true}, apart: {state: true}, busy: {state: true},
    errors: {state: true}, done: {state: true}, moved: {state: true}, missing: {state: true}, alike: {state: true}, gone: {state: true}, filmed: {state: true},
  };

  constructor() {
    super();
    new Ticking(this);
    new Comeback(this, () => (this.reading ? this.check() : this.#load()));
    this.#clear();
  }

  #clear() {
    this.reading = null;
    this.filmed = [];
    this.lines = [];
    this.apart = [];
    this.alike = null;
    this.gone = null;
    this.errors = [];
    this.heading = '';
    this.done = '';
    this.moved = null;
    this.missing = '';
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.check = gathered(() => this.#check(), 300);
    live.addEventListener('log', this.check);
    this.addEventListener('decide', (event) => this.#decide(event.detail));
    this.addEventListener('erased', ({detail}) => (this.gone = detail));
    this.addEventListener('authorising', () => this.querySelector('sh-bar')?.authorises());
    offer(this, this.#keys());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.check);
    withdraw(this);
    leaves(this.incident);
  }

  #keys() {
    const beyond = (step) => () => {
      const next = beside(this.incident, step);
      if (next) {
        navigate(`/incidents/${next.incident}`);
      }
    };
    return [
      {key: 'j', words: 'the next incident of the list', does: beyond(1)},
      {key: 'k', words: 'the one before it', does: beyond(-1)},
      {key: 'u', words: 'back to the list', does: () => navigate(wayBack().address)},
      ...SECTIONS.map(([id, words], i) => ({key: `${i + 1}`, words: id === 'contradictions' ? `${words}; there a number chooses that answer, Ctrl and Enter settle` : words, does: () => this.#to(id)})),
      ...(session.decides ? [
        {key: 'r', words: 'return with what is missing', does: () => this.querySelector('sh-bar')?.returns()},
        {key: 'a', words: 'what to look at, and authorise', does: () => this.querySelector('sh-bar')?.authorises()},
      ] : []),
    ];
  }

  /** To a part of the page; where officers differ, to the first question of it. */
  #to(id) {
    const [first] = id === 'contradictions' ? this.reading?.incident.contradicted ?? [] : [];
    go(new Event('go'), first ? Reading.anchor(first.at) : id);
  }

  willUpdate(changed) {
    if (changed.has('incident')) {
      this.#clear();
      this.#load();
    }
  }

  get #path() {
    return `/v1/incidents/${this.incident}`;
  }

  async #load() {
    const id = this.incident;
    try {
      const [incident, lines] = await Promise.all([ask(this.#path), this.#history()]);
      const apart = incident.quarantined && session.decides ? await this.#pages('quarantine') : [];
      const form = await formOf(incident);
      if (id === this.incident) {
        this.reading = new Reading(incident, form, lines);
        this.lines = lines;
        this.apart = apart;
        this.moved = null;
        this.errors = [];
        proposed(id).then((alike) => id === this.incident && (this.alike = alike));
        this.#comesTo();
        document.title = `${incident.reference ? plain(incident.reference) : 'Incident'} – Seen & Heard`;
        return true;
      }
    } catch (refused) {
      if (refused.status === 404) {
        this.missing = 'This incident does not exist, or is not within your scope.';
      } else if (refused.status !== 401) {
        this.errors = [{text: refused.message}];
      }
    }
    return false;
  }

  /** Where the address leads to a place of the page, there; once, when it is opened. */
  #comesTo() {
    const at = location.hash.slice(1);
    if (at && this.came !== location.href) {
      this.came = location.href;
      this.updateComplete.then(() => setTimeout(() => go(new Event('go'), at)));
    }
  }

  #history(after = '') {
    return this.#pages('history', after);
  }

  async #pages(what, after = '') {
    const lines = [];
    let cursor = after;
    do {
      const page = await ask(`${this.#path}/${what}${cursor ? `?cursor=${cursor}` : ''}`);
      lines.push(...page.changes);
      cursor = page.cursor;
    } while (cursor);
    return lines;
  }

  /** The log moved: is it about this incident? Nothing on the page is moved; it is offered. */
  async #check() {
    if (!this.reading || this.busy || this.moved) {
      return;
    }
    const shown = this.reading.incident;
    try {
      const card = await ask(`${this.#path}/card`);
      if (this.reading?.incident === shown && !this.busy && card.frontier !== shown.frontier) {
        await this.#tellMoved();
      }
    } catch {
      // Not reached, or no longer ours to see: the next decision or look says so.
    }
  }

  async #tellMoved() {
    const last = this.lines[this.lines.length - 1];
    const fresh = await this.#history(last ? `${last.n}.${last.i}` : '');
    this.moved = {fresh};
  }

  async #showMoved() {
    if (this.busy) {
      return;
    }
    // Nobody decides on what they have not seen: until it is shown, decisions wait.
    this.busy = true;
    this.errors = [];
    if (await this.#load()) {
      this.done = 'This is the incident as it stands now.';
      this.#focus('.done');
    }
    this.busy = false;
  }

  #focus(selector) {
    this.updateComplete.then(() => this.querySelector(selector)?.focus());
  }

  async #decide({ops, misplaced, footage, way: told, linked, done, drafts = []}) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.errors = [];
    this.done = '';
    try {
      const {frontier} = this.reading.incident;
      const way = misplaced ? 'misplaced' : footage ? `footage/${told ?? 'links'}` : linked ? 'links' : 'decisions';
      await ask(`${this.#path}/${way}`, {method: 'POST', body: footage ?? linked ?? (misplaced ? {frontier, ...misplaced} : {frontier, ops})});
      forget(this.incident, drafts);
      await this.#load();
      this.done = done;
      this.#focus('.done');
    } catch (refused) {
      await this.#refused(refused);
    }
    this.busy = false;
  }

  async #refused(refused) {
    if (refused.status === 401) {
      return;
    }
    if (refused.name === 'moved') {
      this.heading = 'Not decided yet';
      this.errors = [{text: 'Something new came in while you were looking. Read it, then decide again. What you wrote is kept.', at: 'moved'}];
      await this.#tellMoved().catch(() => {
        this.moved = {fresh: []};
      });
      return;
    }
    const ways = refused.problem.obstacles ?? [];
    this.heading = refused.name === 'not-now' ? 'Not yet' : 'Not decided';
    this.errors = ways.length
      ? [...ways.slice(0, 12).map((way) => ({
          // A refusal names nobody: the page knows whom it is about.
          text: `${way.finding} – ${questionOf(this.reading, {prompt: way.prompt, about: way.subject}) || way.question}`, at: promptAnchor(way),
        })), ...(ways.length > 12 ? [{text: `and ${ways.length - 12} more open questions`, at: 'questions'}] : []),
        ...(this.reading.incident.contradicted.length ? [{text: `${count(this.reading.incident.contradicted.length, 'contradiction')} to settle`, at: 'contradictions'}] : [])]
      : [{text: refused.message}];
  }

  render() {
    return html`
      <p><a class="govuk-back-link" href=${wayBack().address}>${wayBack().words}</a></p>
      <sh-errors .heading=${this.heading || 'There is a problem'} .errors=${this.errors} .again=${this.reading || this.missing ? null : () => this.#load()}></sh-errors>
      ${this.done
        ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p>${this.#next()}</div>`
        : nothing}
      ${this.gone ? erased(this.gone) : this.missing
        ? html`<h1 class="govuk-heading-l" tabindex="-1">Not found</h1><p class="govuk-body">${this.missing}</p>`
        : this.reading
          ? this.#whole()
          : html`<p class="govuk-body wait" role="status">One moment…</p>`}`;
  }

  /** After a decision, where it goes on. */
  #next() {
    const next = beside(this.incident);
    return next ? html`<p><a class="govuk-link" href="/incidents/${next.incident}">Next: ${next.reference ? said(next.reference) : 'an incident without a reference'}</a></p>` : nothing;
  }

  #whole() {
    const {reading, lines} = this;
    const {incident} = reading;
    const ways = obstacles(reading);
    const waiting = reading.reasonsWaiting();
    const decides = session.decides;
    return html`
      ${this.#head(incident)}
      ${this.#movedNotice()}
      <nav class="ways" aria-label="On this page">
        ${[
          incident.unheard ? {text: `${count(incident.unheard, 'child', 'children')} not heard`, at: 'children', hole: true} : {text: 'Children', at: 'children'},
          ...ways.map((way) => ({...way, hole: true})),
          {text: 'Adults', at: 'adults'}, {text: 'History', at: 'history'},
          ...(decides ? [{text: 'Decide', at: 'decide'}] : []),
        ].map((way) => html`<a class="way ${way.hole ? 'way-hole' : ''}" href="#${way.at}" @click=${(event) => go(event, way.at)}>${way.text}</a>`)}
      </nav>
      ${this.#section('children', 'Children', html`<sh-children .reading=${reading} .decides=${decides} .filmed=${this.filmed} .likely=${this.alike?.children ?? []}></sh-children>`)}
      ${this.#clocks()}
      ${this.#section('footage', 'Body-worn video', html`<sh-footage .reading=${reading} .decides=${decides} .busy=${this.busy} @filmed=${(event) => (this.filmed = event.detail)}></sh-footage>`)}
      ${incident.contradicted.length
        ? this.#section('contradictions', 'Where officers differ', html`<sh-contradictions .reading=${reading} .decides=${decides}></sh-contradictions>`)
        : nothing}
      ${waiting.length ? this.#section('reasons', 'Reasons that wait for you', html`<sh-reasons .reading=${reading} .decides=${decides}></sh-reasons>`) : nothing}
      ${this.apart.length
        ? this.#section('quarantine', 'In quarantine', html`<sh-quarantine .reading=${reading} .lines=${this.apart} .decides=${decides}></sh-quarantine>`)
        : nothing}
      ${this.#section('questions', 'Open questions', html`<sh-prompts .reading=${reading}></sh-prompts>`)}
      ${this.#section('adults', 'Adults', html`<sh-adults .reading=${reading} .decides=${decides} .likely=${this.alike?.adults ?? []}></sh-adults>`)}
      ${this.alike ? this.#section('linked', 'Other incidents of the same event', html`<sh-linked .reading=${reading} .alike=${this.alike} .decides=${decides}></sh-linked>`) : nothing}
      ${this.#section('facts', 'Also recorded', html`<sh-facts .reading=${reading}></sh-facts>`)}
      ${this.#section('history', 'What happened', html`<sh-story .reading=${reading} .lines=${lines}></sh-story>`)}
      ${decides ? this.#section('decide', 'Your decision', html`<sh-decide .reading=${reading} .busy=${this.busy}></sh-decide><sh-joining .reading=${reading}></sh-joining><sh-misplaced .reading=${reading} .busy=${this.busy}></sh-misplaced>${session.inspects ? html`<sh-erasing .reading=${reading}></sh-erasing>` : nothing}`) : nothing}
      <sh-bar .reading=${reading} .busy=${this.busy} .decides=${decides}></sh-bar>`;
  }

  /** What has to be done by when and belongs to no child's column. */
  #clocks() {
    const {reading} = this;
    const duties = dutiesOf(reading, (subject) => !reading.children.some((child) => isOf(reading, subject, child)));
    return duties.length ? this.#section('clocks', 'To be done by', clocks(reading, duties, {named: true})) : nothing;
  }

  #section(id, title, content) {
    return html`<section class="part part-${id}" aria-labelledby=${id}>
      <h2 class="govuk-heading-m" id=${id} tabindex="-1">${title}</h2>${content}
    </section>`;
  }

  #head(incident) {
    const {reading} = this;
    const place = incident.fields.place;
    const happened = incident.fields.happened;
    const show = (name, field) => field.contradicted
      ? field.answers.map((answer, i) => html`${i ? ' or ' : ''}${reading.form.value('', name, answer.value)}`)
      : reading.form.value('', name, field.value);
    const returned = incident.acts.find((act) => act.act === 'return' && act.standing);
    return html`<header class="incident-head">
      <p class="incident-form">${reading.form.title || incident.form}</p>
      <h1 class="govuk-heading-l incident-title" tabindex="-1">${incident.reference ? said(incident.reference) : 'Without a reference'}</h1>
      <p class="incident-tags">${riskTag(incident.risk)} ${stateTag(incident.state)}</p>
      <dl class="incident-facts">
        <div><dt>Where</dt><dd>${place ? show('place', place) : html`<span class="hole-word">not recorded</span>`}</dd></div>
        <div><dt>When</dt><dd>${happened ? show('happened', happened) : html`<span class="hole-word">not recorded</span>`}</dd></div>
        <div><dt>Officers</dt><dd>${incident.people.map((one) => person(one)).join(', ')}</dd></div>
        ${incident.waitingSince ? html`<div><dt>Waiting</dt><dd>${waited(Date.now() - incident.waitingSince)}, since ${moment(incident.waitingSince)}</dd></div>` : nothing}
      </dl>
      ${session.decides ? html`<sh-printing what="this incident" .incidents=${[incident.incident]} .before=${() => this.#load()}></sh-printing>` : nothing}
      ${reading.outOfOrder().map((sentence) => html`<div class="govuk-inset-text out-of-order"><strong>These times cannot all be right.</strong> ${sentence} Ask which is meant.</div>`)}
      ${incident.full ? html`<div class="govuk-inset-text">${said(incident.full)}</div>` : nothing}
      ${incident.contested ? html`<div class="govuk-inset-text">Two teams have begun this incident under one reference. Assign it to one of them: until then nothing is authorised, and officers see what their own team wrote.</div>` : nothing}
      ${incident.asking.length ? html`<div class="govuk-inset-text">${incident.asking.map((one) => person(one)).join(', ')} ${incident.asking.length > 1 ? 'say that they are' : 'says that they are'} at this job. Share it with them to let them in, or withdraw it from them.</div>` : nothing}
      ${returned ? html`<div class="govuk-inset-text">${stateName('returned')} by ${person(returned.by)}, ${moment(returned.wall)}: ${notes(returned.with).map((note) => html`<p class="note-of-return">${note.about ? html`<strong>${said(reading.about(note.about))}</strong>${note.prompt ? html` <span class="faint">${questionOf(reading, note)}</span>` : nothing}: ` : nothing}“${said(note.words)}”</p>`)}</div>` : nothing}
    </header>`;
  }

  #movedNotice() {
    return html`<div role="status" class="moved-holder">${this.moved
      ? html`<div class="moved" id="moved" tabindex="-1">
          <p><strong>Something new came in.</strong> This page still shows the incident as it was.</p>
          <ul>${this.moved.fresh.slice(-6).flatMap((line) => opsOf(line).slice(0, 3).map((op) => html`<li>${person(line.by)}: ${told(op, this.reading)}</li>`))}</ul>
          <button type="button" class="govuk-button" @click=${this.#showMoved}>Show it as it is now</button>
        </div>`
      : nothing}</div>`;
  }
}

function questionOf(reading, {prompt, about}) {
  return reading.incident.prompts.find((one) => one.prompt === prompt && (one.subject ?? '') === (about ?? ''))?.question ?? '';
}

customElements.define('sh-incident', Incident);
