// What was sent to a recipient that has no system of its own: to read, to save, to answer.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {ask, file, session} from '../ground/session.js';
import {moment, said, plain} from '../ground/text.js';
import {content} from './sheet-of-notice.js';
import {DECISIONS, KINDS, gradeTag, pickOf} from './words.js';

const ROUND_MILLIS = 20_000;

class Received extends Part {
  static properties = {shown: {state: true}, open: {state: true}, read: {state: true}, errors: {state: true}, done: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.#anew();
    this.open = '';
    this.read = null;
    this.errors = [];
    this.done = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Notices for you – Seen & Heard';
    this.tick = setInterval(() => this.#load(), ROUND_MILLIS);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.tick);
  }

  #anew() {
    this.last = new Map();
    this.cursor = 0;
  }

  /**
   * Of each notice the last that left; the newest first. The feed begins with the oldest, so it is read to its
   * end, and from there on the next time.
   */
  async #load() {
    if (this.loading) {
      return;
    }
    this.loading = true;
    try {
      for (let more = true; more;) {
        const answer = await ask(`/v1/feeds/referrals?limit=100&cursor=${this.cursor}`);
        answer.notices.forEach((one) => this.last.set(one.referral, one));
        this.cursor = answer.cursor;
        ({more} = answer);
      }
      this.shown = [...this.last.values()].sort((one, other) => other.n - one.n);
      this.errors = [];
    } catch (refused) {
      if (refused.name === 'cursor-refused') {
        this.#anew();
      }
      if (refused.status !== 401) {
        this.errors = [{text: refused.message}];
      }
    }
    this.loading = false;
  }

  async #toggle(one) {
    this.open = this.open === one.referral ? '' : one.referral;
    this.read = null;
    if (this.open) {
      try {
        this.read = await ask(`/v1/referrals/${one.referral}/package`);
      } catch (refused) {
        this.errors = [{text: refused.message}];
      }
    }
  }

  async #happened(done) {
    this.done = done;
    this.updateComplete.then(() => this.querySelector('.done')?.focus());
  }

  render() {
    return html`<sh-errors .errors=${this.errors} .again=${this.shown ? null : () => this.#load()}></sh-errors>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <sh-sheet @deed-done=${(event) => this.#happened(event.detail)}></sh-sheet>
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Notices for ${plain(session.person?.name ?? 'you')}</h1></div>
      ${!this.shown ? html`<p class="govuk-body wait" role="status">One moment…</p>`
        : this.shown.length ? html`<ul class="notices">${repeat(this.shown, (one) => one.referral, (one) => this.#line(one))}</ul>`
          : html`<p class="empty">Nothing was sent to you yet.</p>`}`;
  }

  #line(one) {
    const open = this.open === one.referral;
    const id = `notice-${one.referral}`;
    return html`<li class="notice">
      <header class="notice-head"><h2 class="notice-title">${one.erased ? html`<span class="faint">Notice …${one.referral.slice(-4)}: erased. Erase what you hold of it.</span>`
        : html`<button type="button" class="notice-open" aria-expanded=${open ? 'true' : 'false'} aria-controls=${id} @click=${() => this.#toggle(one)}>Notice …${one.referral.slice(-4)}</button>${one.challenged ? html` <strong class="govuk-tag risk-3">the force asked again</strong>` : nothing}${one.withdrawn ? html` <strong class="govuk-tag risk-3">withdrawn</strong>` : nothing}`}</h2></header>
      <div id=${id} ?hidden=${!open}>${open && this.read ? this.#opened(one) : nothing}</div></li>`;
  }

  #opened(one) {
    const {read} = this;
    return html`<p class="notice-note" ?hidden=${Boolean(read.content.withdrawn)}>${gradeTag(read.grade)} ${KINDS[read.kind] ?? said(read.kind)}${read.notYetRead ? html` <strong class="hole-word">not yet read by a supervisor</strong>` : nothing}${read.supersedes ? html` <strong>a correction of what you were sent before</strong>` : nothing}</p>
      ${read.challenge ? html`<p class="notice-note"><strong class="hole-word">The force does not agree, step ${read.challenge.level}: answer by ${moment(read.challenge.answerBy)}.</strong>${read.challenge.why ? html`<span class="line-under">“${said(read.challenge.why)}”</span>` : html` A person of its desk tells you why.`} Say once more what you decide, also where you stand by it.</p>` : nothing}
      ${read.partyWorksWithChildren ? html`<p class="notice-note hole-word">Somebody concerned works with children: ring the force before you show it on.</p>` : nothing}
      ${content(read.content)}
      <p class="row-deeds notice-deeds"><button type="button" class="govuk-button" data-act="answerNotice" @click=${() => this.#answer(one)}>Answer</button>
        <button type="button" class="quiet" @click=${() => this.#pdf(one)}>Save as PDF</button></p>`;
  }

  async #pdf(one) {
    try {
      const address = URL.createObjectURL(await file(`/v1/referrals/${one.referral}/package.pdf`));
      Object.assign(document.createElement('a'), {href: address, download: 'notice.pdf'}).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (refused) {
      this.errors = [{text: refused.message}];
    }
  }

  #answer(one) {
    const {key, content: {withdrawn}} = this.read;
    this.querySelector('sh-sheet').open({
      title: 'Answer the force', confirm: 'Send the answer',
      happens: [`It is about what you have open, ${key ? key.slice(0, 8) : ''}, received ${moment(Date.now())}.`, withdrawn ? 'The force rings nobody about it once you say so.' : 'The officer who wrote the notice sees it.'],
      asks: [
        {name: 'state', label: 'What do you say?', kind: 'pick', options: pickOf(withdrawn ? [['delivered', 'We know that it is withdrawn']] : [['delivered', 'We have it'], ['acknowledged', 'It is ours'], ['decided', 'What we do about it'], ['refused', 'We do not take it']], withdrawn ? 'delivered' : ''), wrong: 'Say one of these'},
        {name: 'by', label: 'Who says so, by name and post?', kind: 'line', wrong: 'Say who, by name and post'},
        {name: 'reference', label: 'Your reference', kind: 'line', optional: true},
        ...(withdrawn ? [] : [{name: 'code', label: 'What was decided?', hint: 'Needed with a decision and with a refusal.', kind: 'pick', options: pickOf(Object.entries(DECISIONS)), optional: true}]),
        {name: 'words', label: 'In words', kind: 'words', optional: true},
      ],
      send: async (given) => {
        const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
        await ask(`/v1/referrals/${one.referral}/receipts`, {method: 'POST', body: {...body, key, at: Date.now()}});
        return 'Your answer stands in the record.';
      },
    });
  }
}

customElements.define('sh-received', Received);
