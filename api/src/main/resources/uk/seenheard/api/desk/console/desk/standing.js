// Body-worn video that somebody has to see to: lost, about to be deleted, missing, refused by the
// system that has it. What is to be done is done on the incident, or ended here with a reason.
import {html, nothing} from 'lit';
import {Part, reasonIn, why} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {teamName, colleagues} from './rows.js';
import {moment, plain, said, shownOf, table, waited} from '../ground/text.js';
import './forgetting.js';

// In the order in which they are to be seen to, each with what it means and what to do.
const KINDS = [
  ['lost', 'Lost', 'It belonged to an incident, and its system has it no more.'],
  ['expiring', 'About to be deleted', 'It belongs to an incident, and its system does not hold it.'],
  ['unlinked', 'About to be deleted, and nobody has said whether it belongs', 'Say on the incident whether it shows it.'],
  ['refused', 'Refused by the evidence system', 'What was wanted of a recording, and could not be done.'],
  ['missing', 'Missing', 'An officer attended, and nothing or too little of it was recorded.'],
];
const PARTS = table({hold: 'keeping it from deletion', link: 'linking it', category: 'its category', bookmarks: 'its bookmarks', release: 'letting it go'});

class FootageStanding extends Part {
  static properties = {
    shown: {state: true}, errors: {state: true}, done: {state: true}, busy: {state: true}, force: {state: true}, now: {state: true},
  };

  constructor() {
    super();
    this.shown = null;
    this.errors = [];
    this.done = '';
    this.force = {teams: [], people: []};
    this.now = Date.now();
    new Comeback(this, () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Body-worn video – Seen & Heard';
    this.refresh = gathered(() => this.#look(), 1_000);
    live.addEventListener('log', this.refresh);
    colleagues().then((force) => (this.force = force));
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
  }

  /** Looks again, unless somebody is writing. */
  #look() {
    if (!this.busy && !this.querySelector('details[open]')) {
      this.#load();
    }
  }

  async #load() {
    try {
      this.shown = await ask('/v1/footage/standing?limit=50');
      this.now = Date.now();
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

  async #end(event, line) {
    event.preventDefault();
    const reason = reasonIn(event.target);
    if (!reason || this.busy) {
      return;
    }
    this.busy = true;
    this.done = '';
    try {
      await ask(`/v1/footage/wishes/${encodeURIComponent(line.wish)}/end`, {method: 'POST', body: {reason}});
      await this.#load();
      this.done = 'Ended. The reason is written down.';
      this.updateComplete.then(() => this.querySelector('.done')?.focus());
    } catch (refused) {
      this.#refused(refused);
    }
    this.busy = false;
  }

  render() {
    const lines = this.shown?.incidents.flatMap((one) => one.open.map((line) => ({one, line})));
    return html`
      <sh-errors .errors=${this.errors} .again=${this.shown ? null : () => this.#load()}></sh-errors>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Body-worn video</h1>
        ${lines ? html`<dl class="totals">
          ${this.#total('lost', this.#of(lines, 'lost').length)}
          ${this.#total('about to be deleted', this.#of(lines, 'expiring').length + this.#of(lines, 'unlinked').length)}
          ${this.#total('missing', this.#of(lines, 'missing').length)}
        </dl>` : nothing}</div>
      ${!lines
        ? html`<p class="govuk-body wait" role="status">One moment…</p>`
        : lines.length
          ? KINDS.map(([kind, title, words]) => this.#kind(kind, title, words, this.#of(lines, kind)))
          : html`<p class="empty">Nothing is lost, missing or about to be deleted in the next fourteen days.</p>`}
      ${this.shown?.more ? html`<p class="hole-word">There is more than is shown here: see to these first.</p>` : nothing}
      ${session.inspects ? html`<sh-forgetting @deed-done=${(event) => (this.done = event.detail)}></sh-forgetting>` : nothing}`;
  }

  #total(label, number) {
    return html`<div class=${number ? 'is-hole' : ''}><dt>${label}</dt><dd>${shownOf(number, this.shown.more)}</dd></div>`;
  }

  #of(lines, kind) {
    return lines.filter(({line}) => line.state === kind || (kind === 'missing' && line.state === 'partly'));
  }

  #kind(kind, title, words, lines) {
    return lines.length
      ? html`<section aria-labelledby="standing-${kind}"><h2 class="govuk-heading-m" id="standing-${kind}">${title} <span class="faint">(${lines.length})</span></h2>
          <p class="faint">${words}</p>
          <ul class="late-list standing">${lines.map(({one, line}) => this.#line(one, line))}</ul></section>`
      : nothing;
  }

  #line(one, line) {
    const label = one.reference ? plain(one.reference) : 'no reference';
    return html`<li class="late">
      <div class="late-head"><h3 class="late-title"><a class="govuk-link" href="/incidents/${one.incident}#footage">${one.reference ? said(one.reference) : 'No reference'}</a></h3>
        <p class="faint">${said(teamName(this.force, one.team))}</p></div>
      <p class="standing-what">${this.#what(line)}</p>
      ${line.state === 'refused' && session.person?.role === 'inspector' ? html`<details class="deed"><summary>It is seen to otherwise<span class="govuk-visually-hidden">: ${label}</span></summary>
        <form novalidate @submit=${(event) => this.#end(event, line)}>
          ${why(`refusal-${line.wish.replace('.', '-')}`, 'How was it seen to?')}
          <button class="govuk-button govuk-button--secondary" data-act="endFootageRefusal" aria-disabled=${this.busy ? 'true' : nothing}>End it</button>
        </form></details>` : nothing}
    </li>`;
  }

  #what(line) {
    const recording = line.clip ? html`Recording ${said(line.clip)} of ${said(line.source)}` : 'A recording';
    switch (line.state) {
      case 'lost':
        return html`${line.person ? html`Of ${said(line.name ?? line.person)}` : recording}: <strong class="hole-word">gone</strong>, noted ${moment(line.at)}`;
      case 'expiring':
      case 'unlinked':
        return html`${recording}: ${line.at > this.now
          ? html`<strong class="hole-word">deleted in ${waited(line.at - this.now)}</strong>, ${moment(line.at)}`
          : html`<strong class="hole-word">was to be deleted</strong> ${moment(line.at)}`}`;
      case 'refused':
        return html`${recording}: ${PARTS[line.path] ?? 'what was wanted'} <strong class="hole-word">was refused</strong> <span class="faint">(${line.code})</span>, ${moment(line.at)}`;
      default:
        return html`${said(line.name ?? line.person ?? 'An officer')}: <strong class="hole-word">${line.state === 'partly' ? 'part of it was not recorded' : 'no video'}</strong>, noted ${moment(line.at)}`;
    }
  }
}

customElements.define('sh-standing', FootageStanding);
