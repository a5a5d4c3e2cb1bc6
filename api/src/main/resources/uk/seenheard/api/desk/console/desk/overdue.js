// Everything overdue in this person's scope: what is late, who was told, and who has taken it on.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, riskTag, stateTag} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {WHY} from '../ground/sheet.js';
import {READ, bring, children, colleagues, dutyOf, rowOf, teamName, whom} from './rows.js';
import {count, moment, person, plain, said, shownOf, table, waited} from '../ground/text.js';

const TICK_MILLIS = 20_000;
const MOST_CHARS = 4_000;
const RANKS = ['officer', 'supervisor', 'inspector'];
// Duties by what a supervisor calls them; one that is not named here is shown by its id.
const DUTIES = table({
  action: 'An action',
  assessment: 'The risk assessment',
  'authority-told': 'Police protection: telling the local authority',
  'custody-24-hours': 'A child in custody: 24 hours of detention',
  'custody-adult': 'A child in custody: an appropriate adult',
  'custody-nurse': 'A child in custody: a health professional',
  'custody-accommodation': 'A child in custody: the authority’s answer about a bed',
  'custody-heard': 'A child in custody: seen awake and in person',
  'custody-review': 'A child in custody: a review',
  'custody-social-care': 'A child in custody: telling social care',
  'designated-officer': 'Police protection: a designated officer',
  encompass: 'Operation Encompass: telling the school',
  'footage-expiring': 'Body-worn video that belongs here is about to be deleted',
  'footage-lost': 'Body-worn video that belonged here is gone',
  'footage-missing': 'Body-worn video of an officer who attended is missing',
  'footage-unlinked': 'Body-worn video that may belong here is about to be deleted',
  'encompass-authority': 'Operation Encompass: telling the local authority',
  'encompass-early-years': 'Operation Encompass: a child under school age',
  'encompass-other-force': 'Operation Encompass: telling the force where a child lives',
  'inspector-acknowledged': 'A missing child: an inspector has to know',
  'missing-deploy': 'A missing child: sending somebody out',
  notice: 'Public protection notice about a child',
  'notice-before-due': 'A notice is due soon, and no receipt says that it arrived',
  'notice-challenge': 'A challenge of an answer to a notice',
  'notice-held': 'A red notice that is held back',
  'notice-unanswered': 'A notice that nobody has answered',
  'notice-unread': 'A notice that left before anybody had read it',
  'notice-withdrawn': 'A notice was withdrawn, and who has it may not know',
  'protection-72-hours': 'Police protection: the 72 hours end',
  'protection-review': 'Police protection: a review',
  're-assessment': 'A missing child: assessing the risk again',
  referral: 'A referral that is written, not told',
  'return-interview': 'A missing child: the return interview',
  'social-care-same-day': 'Telling social care on the same day',
  strategy: 'Strategy discussion about a child',
});
const LATE = table({
  recording: 'Still being recorded, not handed in',
  submission: 'Waits for a decision',
  return: 'Returned, not handed in again',
});

// What no form asks, and no form explains.
const OURS = /^(notice|footage)-/;

// Where it is done, for whoever follows the line.
const PLACES = table({recording: 'questions', submission: 'decide', return: 'questions'});

class Overdue extends Part {
  static properties = {
    shown: {state: true}, fresh: {state: true}, errors: {state: true}, done: {state: true}, now: {state: true},
    busy: {state: true}, wrong: {state: true}, rows: {state: true}, force: {state: true},
  };

  constructor() {
    super();
    this.shown = null;
    this.rows = 0;
    this.force = {teams: [], people: []};
    this.fresh = null;
    this.errors = [];
    this.done = '';
    this.wrong = '';
    this.now = Date.now();
    new Comeback(this, () => (this.shown ? this.#look() : this.#load()));
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Overdue – Seen & Heard';
    this.refresh = gathered(() => this.#look(), 300);
    live.addEventListener('log', this.refresh);
    this.tick = setInterval(() => (this.now = Date.now()), TICK_MILLIS);
    colleagues().then((force) => (this.force = force));
    this.#load();
  }

  updated(changed) {
    if (changed.has('shown') && this.shown) {
      // A line has no frontier: what it names is read again when it is another thing that is late.
      bring(this.shown.overdue.map((one) => ({incident: one.incident, frontier: `late ${one.alerts.map((alert) => alert.alert).join()}`})), () => this.rows++);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
    clearInterval(this.tick);
  }

  async #load() {
    try {
      this.shown = await ask('/v1/overdue?limit=100');
      this.fresh = null;
      this.errors = [];
    } catch (refused) {
      this.#refused(refused);
    }
  }

  #refused(refused) {
    if (refused.status !== 401) {
      this.errors = [{text: refused.message}];
    }
  }

  /** Looks again; while somebody points at a line or writes in one, nothing is moved. */
  async #look() {
    if (this.busy) {
      return;
    }
    const page = await ask('/v1/overdue?limit=100').catch(() => null);
    if (!page || this.busy) {
      return;
    }
    const same = this.shown && order(this.shown) === order(page);
    if (!this.shown || same || !this.querySelector('.late-list :is(:hover, :focus)')) {
      this.shown = page;
      this.fresh = null;
    } else {
      this.fresh = page;
    }
  }

  #showFresh() {
    this.shown = this.fresh;
    this.fresh = null;
    this.updateComplete.then(() => this.querySelector('h1').focus());
  }

  async #more() {
    try {
      const page = await ask(`/v1/overdue?limit=100&cursor=${encodeURIComponent(this.shown.cursor)}`);
      this.shown = {...page, overdue: [...this.shown.overdue, ...page.overdue]};
    } catch (refused) {
      this.#refused(refused);
    }
  }

  async #send(path, body, done) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.done = '';
    this.errors = [];
    try {
      await ask(path, {method: 'POST', body});
      await this.#load();
      this.done = done;
      this.updateComplete.then(() => this.querySelector('.done')?.focus());
    } catch (refused) {
      this.#refused(refused);
    }
    this.busy = false;
  }

  #end(event, alert) {
    event.preventDefault();
    const reason = event.target.elements.reason.value.trim();
    this.wrong = !reason ? alert.alert : '';
    if (!reason || reason.length > MOST_CHARS) {
      this.errors = [{
        text: reason ? `Write ${MOST_CHARS.toLocaleString('en-GB')} characters or fewer` : 'Say why this is not chased any longer',
        at: `end-${alert.alert}`,
      }];
      return;
    }
    this.#send(`/v1/alerts/${encodeURIComponent(alert.alert)}/end`, {reason}, 'Ended. The reason stands in the history of the incident.');
  }

  render() {
    const late = this.shown?.overdue;
    return html`
      <sh-errors .errors=${this.errors} .again=${late ? null : () => this.#load()}></sh-errors>
      <sh-sheet @deed-done=${(event) => this.#happened(event.detail)}></sh-sheet>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Overdue</h1>
        ${late ? html`<dl class="totals">
          <div><dt>incidents</dt><dd>${shownOf(late.length, this.shown.cursor)}</dd></div>
          <div class=${late.length ? 'is-hole' : ''}><dt>not taken on</dt><dd>${shownOf(late.flatMap((one) => one.alerts).filter((alert) => !alert.acknowledged).length, this.shown.cursor)}</dd></div>
        </dl>` : nothing}</div>
      <div role="status" class="fresh">${this.fresh
        ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${this.#showFresh}>The list has changed: show it as it is now</button>` : nothing}</div>
      ${!late
        ? html`<p class="govuk-body wait" role="status">One moment…</p>`
        : late.length
          ? html`<ul class="late-list">${repeat(late, (one) => one.incident, (one) => this.#incident(one))}</ul>`
          : html`<p class="empty">Nothing is overdue. What becomes late appears here by itself.</p>`}
      ${this.shown?.cursor ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${this.#more}>Show more</button>` : nothing}`;
  }

  /** Gives the incident to a person or a team: they find it on their handset, or in their queue. */
  #hand(one) {
    this.querySelector('sh-sheet').open({
      title: `Hand ${one.reference ? plain(one.reference) : 'this incident'} to somebody`, confirm: 'Hand it over',
      happens: ['It is assigned to whom you choose: an officer finds it on the handset, a team in its queue.', 'Whoever has it reads the whole record.', READ, 'What is overdue stays here until it is done.'],
      asks: [{name: 'to', label: 'To whom?', kind: 'pick', options: whom(this.force), wrong: 'Choose a person or a team'}, WHY],
      send: async ({to, reason}) => {
        const [kind, id] = to.split(' ');
        const {frontier} = await ask(`/v1/incidents/${one.incident}/card`);
        await ask(`/v1/incidents/${one.incident}/decisions`, {method: 'POST', body: {frontier, ops: [{op: 'act', act: 'assign', with: {[kind]: id, reason}}]}});
        return 'Handed over. It stays here until what is late is done.';
      },
    });
  }

  /** Sends the officers a line about what is late, without handing the incident back. */
  #nudge(one, alert, named) {
    const late = waited(Math.max(60_000, Date.now() - alert.since));
    this.querySelector('sh-sheet').open({
      title: `Nudge the officers: ${plain(named.sentence)}`, confirm: 'Send it',
      happens: ['The officers of this incident read it on their handsets, with your name, until they hand it in again.', 'The incident stays where it is, and what is overdue stays here until it is done.'],
      asks: [{name: 'words', label: 'What do they read?', kind: 'words', value: `${plain(named.sentence)}: overdue for ${late}. Do it now and write it down, or say what stands in the way.`, wrong: 'Write what is to be done'}],
      send: async ({words}) => {
        const {frontier} = await ask(`/v1/incidents/${one.incident}/card`);
        const about = named.subject ? {about: named.subject} : {};
        await ask(`/v1/incidents/${one.incident}/decisions`, {method: 'POST', body: {frontier, ops: [{op: 'act', act: 'decide-nudged', ...about, with: {words, ...(named.prompt ? {prompt: named.prompt} : {})}}]}});
        return 'Sent. The officers read it on their handsets; it stands in the history of the incident.';
      },
    });
  }

  async #happened(done) {
    await this.#load();
    this.done = done;
    this.updateComplete.then(() => this.querySelector('.done')?.focus());
  }

  #incident(one) {
    return html`<li class="late risk-edge-${one.risk}">
      <header class="late-head">
        <h2 class="late-title"><a class="govuk-link" href="/incidents/${one.incident}">${one.reference ? said(one.reference) : 'No reference'}</a></h2>
        <p>${riskTag(one.risk)} ${stateTag(one.state)}</p>
        ${rowOf(one.incident)?.children?.length ? html`<p>${children(rowOf(one.incident))}</p>` : nothing}
        <p class="faint">${count(one.children, 'child', 'children')}${one.unheard ? html`, <strong class="hole-word">${one.unheard} not heard</strong>` : nothing} · ${said(teamName(this.force, one.team))}${rowOf(one.incident)?.place ? html` · ${said(rowOf(one.incident).place)}` : nothing}</p>
      </header>
      <ul class="alerts">${repeat(one.alerts, (alert) => alert.alert, (alert) => this.#alert(one, alert, this.#which(one, alert)))}</ul>
    </li>`;
  }

  /** What an alert is about, and the way to where it is done. */
  #about(one, alert) {
    const what = alert.duty ? DUTIES[alert.duty] ?? words(alert.duty) : LATE[alert.kind] ?? words(alert.kind);
    const named = alert.duty ? dutyOf(one.incident, alert) : undefined;
    const part = alert.duty ? 'children' : PLACES[alert.kind] ?? 'children';
    const notice = alert.duty?.startsWith('notice-');
    return named ?? {sentence: what, at: notice && session.inspects ? '/triage' : `/incidents/${one.incident}#${notice ? 'history' : part}`};
  }

  /** Lines that read alike are told apart: the first of two, the second of two. */
  #which(one, alert) {
    const alike = one.alerts.filter((other) => this.#about(one, other).sentence === this.#about(one, alert).sentence);
    return alike.length > 1 ? ` (${alike.indexOf(alert) + 1} of ${alike.length})` : '';
  }

  #alert(one, alert, which) {
    const named = this.#about(one, alert);
    const label = `${plain(named.sentence)}${which}, ${one.reference ?? 'no reference'}`;
    const mine = RANKS.indexOf(session.person?.role ?? 'inspector') >= RANKS.indexOf(alert.to);
    return html`<li class="alert">
      <div class="alert-what"><p><strong><a class="govuk-link" href=${named.at}>${said(named.sentence)}</a>${which}</strong>${alert.duty && !OURS.test(alert.duty) && one.form && one.version
          ? html` <a class="govuk-link faint why" href="/docs/forms/${one.form}/${one.version}#duty-${alert.duty}">Why<span class="govuk-visually-hidden">: ${plain(named.sentence)}</span></a>` : nothing}</p>
        <p class="alert-late">overdue for ${waited(Math.max(60_000, this.now - alert.since))} <span class="faint">since ${moment(alert.since)}</span></p></div>
      <div class="alert-who"><p>${alert.acknowledged
          ? html`<strong class="calm-word">${person(alert.acknowledged.by)} has taken it on</strong> <span class="faint">${moment(alert.acknowledged.at)}</span>`
          : html`<strong class="hole-word">Nobody has taken it on</strong>`}</p>
        <p class="faint">${alert.step ? html`raised ${count(alert.step + 1, 'time')}, now to the ${alert.to}` : html`the ${alert.to} was told`}${alert.people.length ? html`: ${alert.people.map((told) => person(told)).join(', ')}` : nothing}</p></div>
      <div class="alert-deeds">
        ${!alert.acknowledged && mine ? html`<button type="button" class="govuk-button" data-act="acknowledgeAlert" aria-disabled=${this.busy ? 'true' : nothing}
          @click=${() => this.#send(`/v1/alerts/${encodeURIComponent(alert.alert)}/acknowledgement`, {}, 'You have taken it on. It stays here until it is done.')}>Take it on<span class="govuk-visually-hidden">: ${label}</span></button>` : nothing}
        ${session.decides && alert.kind !== 'submission' ? html`<button type="button" class="quiet" data-act="decide-nudged" @click=${() => this.#nudge(one, alert, named)}>Nudge the officers<span class="govuk-visually-hidden">: ${label}</span></button>` : nothing}
        ${session.decides ? html`<button type="button" class="quiet" data-act="assign" @click=${() => this.#hand(one)}>Hand to somebody<span class="govuk-visually-hidden">: ${label}</span></button>
        <details class="asked-of"><summary><span class="asked-of-whom">Stop chasing<span class="govuk-visually-hidden">: ${label}</span></span></summary>
          <form novalidate @submit=${(event) => this.#end(event, alert)}>
            <label class="govuk-label" for="end-${alert.alert}">Why is this not chased any longer?</label>
            <textarea class="govuk-textarea" id="end-${alert.alert}" name="reason" rows="2" aria-invalid=${this.wrong === alert.alert ? 'true' : nothing}></textarea>
            <p class="buttons"><button class="govuk-button govuk-button--secondary" type="submit" data-act="endChase" aria-disabled=${this.busy ? 'true' : nothing}>Stop chasing</button></p>
          </form></details>` : nothing}
      </div>
    </li>`;
  }
}

function order(page) {
  return page.overdue.map((one) => `${one.incident}:${one.alerts.map((alert) => alert.alert).join()}`).join();
}

/** A duty's id as words: protection-72-hours, Protection 72 hours. */
function words(id) {
  const text = id.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define('sh-overdue', Overdue);
