// Notices on their way out: the most urgent first, the earlier ones beside each, where it goes and how urgent it is,
// what left, what came back, and what the force makes of the answer.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {ask, file} from '../ground/session.js';
import {offer, withdraw} from '../ground/keys.js';
import {typable} from '../ground/moments.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {count, moment, plain, said, shownOf, table, waited} from '../ground/text.js';
import {content} from './sheet-of-notice.js';
import {CHANNELS, DECISIONS, GRADES, KINDS, STATES, gradeTag, pickOf} from './words.js';

const TICK_MILLIS = 20_000;
const MOST_PAGES = 20;
const LONG_WAIT_MILLIS = 4 * 3_600_000;
const LATE_MILLIS = 3_600_000;
// Of what was crossed out only that somebody still has it is anybody's to see to.
const isGone = (one) => !one.recipients.length && one.withdrawnFrom.length > 0;
const FILTERS = [['', 'All that are open'], ['person', 'For a person'], ['unread', 'Sent, not yet read'], ['challenged', 'Challenged'], ['refused', 'Refused']];

class Triage extends Part {
  static properties = {
    shown: {state: true}, fresh: {state: true}, errors: {state: true}, done: {state: true}, now: {state: true},
    open: {state: true}, read: {state: true}, only: {state: true},
  };

  constructor() {
    super();
    this.shown = null;
    this.fresh = null;
    this.errors = [];
    this.done = '';
    this.open = '';
    this.read = null;
    this.only = '';
    this.now = Date.now();
    new Comeback(this, () => (this.shown ? this.#look() : this.#load()));
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Notices – Seen & Heard';
    this.refresh = gathered(() => this.#look(), 800);
    live.addEventListener('log', this.refresh);
    this.tick = setInterval(() => (this.now = Date.now()), TICK_MILLIS);
    offer(this, [
      {key: 'j', words: 'the next notice', does: () => this.#step(1)},
      {key: 'k', words: 'the one before it', does: () => this.#step(-1)},
      {key: 'n', words: 'show the list as it is now', does: () => this.fresh && this.#showFresh()},
    ]);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
    clearInterval(this.tick);
    withdraw(this);
  }

  #step(by) {
    const buttons = [...this.querySelectorAll('.notice-open')];
    const here = buttons.findIndex((one) => one.closest('.notice').contains(document.activeElement));
    const to = buttons[Math.max(0, Math.min(buttons.length - 1, here < 0 ? 0 : here + by))];
    to?.focus();
    to?.closest('.notice').scrollIntoView({block: 'nearest'});
  }

  /** Every page of the list; each is in the server's order, so they are put together by the same rule. */
  async #fetch() {
    const all = {referrals: [], recipients: new Map(), routes: [], levels: 0, more: false};
    let after = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await ask(`/v1/referrals${after ? `?after=${encodeURIComponent(after)}` : ''}`);
      all.referrals.push(...answer.referrals);
      answer.recipients.forEach((one) => all.recipients.set(one.recipient, one));
      all.routes = answer.routes;
      all.levels = answer.levels;
      after = answer.after;
      if (!after) {
        break;
      }
    }
    all.more = Boolean(after);
    all.referrals.sort((one, other) => urgency(one) - urgency(other) || one.since - other.since);
    return all;
  }

  async #load() {
    try {
      this.shown = await this.#fetch();
      this.fresh = null;
      this.errors = [];
    } catch (refused) {
      this.#refused(refused);
    }
  }

  #refused(refused) {
    if (refused.status !== 401) {
      this.errors = [{text: refused.status === 403 ? 'Notices are shown to the triage desk and to inspectors.' : refused.message}];
    }
  }

  /** Looks again; while somebody points at a notice or reads one, nothing is moved. */
  async #look() {
    const page = await this.#fetch().catch(() => null);
    if (!page) {
      return;
    }
    const same = this.shown && order(this.shown) === order(page);
    if (same || !this.querySelector('.notices :is(:hover, :focus)') && !this.open) {
      const was = this.#opensAs();
      this.shown = page;
      this.fresh = null;
      if (was && was !== this.#opensAs()) {
        this.read = await ask(`/v1/referrals/${this.open}/package`).catch(() => this.read);
      }
    } else {
      this.fresh = page;
    }
  }

  /** What the list says of the one that is open, to know that it moved on. */
  #opensAs() {
    const line = this.shown?.referrals.find((one) => one.referral === this.open);
    return line ? JSON.stringify([line.state, line.grade, line.sent, line.receipts]) : '';
  }

  #showFresh() {
    this.shown = this.fresh;
    this.fresh = null;
    if (!this.shown.referrals.some((one) => one.referral === this.open)) {
      this.open = '';
    }
    this.updateComplete.then(() => this.querySelector('h1').focus());
  }

  async #toggle(one) {
    this.open = this.open === one.referral ? '' : one.referral;
    this.read = null;
    if (!this.open) {
      return;
    }
    try {
      const read = await ask(`/v1/referrals/${one.referral}/package`);
      if (this.open === one.referral) {
        this.read = read;
      }
    } catch (refused) {
      this.#refused(refused);
    }
  }

  async #happened(done) {
    const was = this.open;
    await this.#load();
    const still = this.shown?.referrals.find((one) => one.referral === was);
    this.open = '';
    if (still) {
      await this.#toggle(still);
    }
    this.done = done;
    this.updateComplete.then(() => this.querySelector('.done')?.focus());
  }

  #kept() {
    const all = this.shown.referrals;
    return {
      '': all,
      person: all.filter((one) => one.forAPerson.length),
      unread: all.filter((one) => one.notYetRead),
      challenged: all.filter((one) => one.state === 'challenged'),
      refused: all.filter((one) => one.state === 'refused'),
    };
  }

  render() {
    const kept = this.shown && this.#kept();
    const lines = kept?.[this.only];
    return html`<sh-errors .errors=${this.errors} .again=${this.shown ? null : () => this.#load()}></sh-errors>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <sh-sheet @deed-done=${(event) => this.#happened(event.detail)}></sh-sheet>
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Notices</h1>
      ${kept ? html`<dl class="totals">
        <div><dt>open</dt><dd>${shownOf(kept[''].length, this.shown.more)}</dd></div>
        <div class=${kept.person.length ? 'is-hole' : ''}><dt>for a person</dt><dd>${shownOf(kept.person.length, this.shown.more)}</dd></div>
        <div class=${kept.unread.length ? 'is-hole' : ''}><dt>sent, not yet read</dt><dd>${shownOf(kept.unread.length, this.shown.more)}</dd></div>
      </dl>` : nothing}</div>
      ${kept ? html`<div class="filters"><div class="filter"><label class="govuk-label" for="only">Which notices?</label>
        <select class="govuk-select" id="only" @change=${(event) => (this.only = event.target.value)}>${FILTERS.map(([value, text]) => html`<option value=${value} ?selected=${value === this.only}>${text} (${kept[value].length})</option>`)}</select></div></div>` : nothing}
      <div role="status" class="fresh">${this.fresh ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${this.#showFresh}>The list has changed: show it as it is now</button>` : nothing}</div>
      ${!this.shown
        ? html`<p class="govuk-body wait" role="status">${this.errors.length ? nothing : 'One moment…'}</p>`
        : lines.length
          ? html`<ul class="notices">${repeat(lines, (one) => one.referral, (one) => this.#line(one))}</ul>`
          : html`<p class="empty">No notice is open here. What is written appears by itself.</p>`}`;
  }

  #names(ids) {
    return ids.map((id) => plain(this.shown.recipients.get(id)?.name ?? id)).join(', ');
  }

  #line(one) {
    const open = this.open === one.referral;
    const children = one.children.filter(Boolean);
    const id = `notice-${one.referral}`;
    const wait = this.now - one.since;
    const had = one.withdrawnFrom.length ? this.#names(one.withdrawnFrom) : '';
    return html`<li class="notice grade-edge-${one.grade}" data-referral=${one.referral}>
      <header class="notice-head">
        <h2 class="notice-title"><button type="button" class="notice-open" aria-expanded=${open ? 'true' : 'false'} aria-controls=${id} @click=${() => this.#toggle(one)}>${
          children.length ? children.map((name, i) => html`${i ? ', ' : ''}${said(name)}`) : 'A child without a name'}</button></h2>
        <p class="notice-what">${KINDS[one.kind] ?? (one.kind ? said(one.kind) : 'No kind')}<span class="faint line-under">${one.reference ? said(one.reference) : 'No reference'}</span></p>
        <p class="notice-tags">${isGone(one) ? nothing : html`${gradeTag(one.grade)} `}<strong class="govuk-tag">${isGone(one) ? 'crossed out' : STATES[one.state] ?? one.state}</strong>${one.notYetRead ? html` <strong class="govuk-tag risk-3">not yet read</strong>` : nothing}</p>
        <p class="notice-wait ${wait > LONG_WAIT_MILLIS ? 'is-long' : ''}">${waited(wait)}<span class="faint line-under">${isGone(one) ? `still with ${had}` : `to ${one.recipients.length ? this.#names(one.recipients) : 'nobody yet'}`}</span></p>
      </header>
      ${one.earlierLow ? html`<p class="notice-note hole-word">${count(one.earlierLow, 'earlier low notice')} in three months</p>` : nothing}
      ${one.challenge ? html`<p class="notice-note">Challenged, step ${one.challenge}: answer due ${moment(one.answerBy)}${one.answerBy < this.now ? html` <strong class="hole-word">overdue</strong>` : nothing}</p>` : nothing}
      ${had ? html`<p class="notice-note">${isGone(one) ? 'It stands no more' : 'It is another’s since'}: ${had} had it and has not said that they know.</p>` : nothing}
      ${one.forAPerson.map((words) => html`<p class="notice-note hole-word">${words}</p>`)}
      <div id=${id} ?hidden=${!open}>${open ? this.#opened(one) : nothing}</div>
    </li>`;
  }

  #opened(one) {
    if (!this.read) {
      return html`<p class="faint" role="status">One moment…</p>`;
    }
    return html`<div class="notice-sides">
        <section aria-label="What is written">${content(this.read.content)}</section>
        <section aria-label="Earlier, and what became of it">
          <h3 class="govuk-heading-s">Earlier notices</h3>
          ${this.read.earlier.length ? html`<ul class="notice-facts">${this.read.earlier.map((early) => html`<li>${gradeTag(early.grade)} ${KINDS[early.kind] ?? said(early.kind)}, ${moment(early.at)}<span class="faint line-under">${said(early.reference)} · ${STATES[early.state] ?? early.state}${early.decided ? html`: ${DECISIONS[early.decided] ?? said(early.decided)}` : nothing}</span></li>`)}</ul>`
            : html`<p class="faint">None is known of these children.</p>`}
          <h3 class="govuk-heading-s">What left</h3>
          ${this.read.sent.length ? html`<ul class="notice-facts">${this.read.sent.map((sent) => html`<li>${moment(sent.at)}, ${CHANNELS[sent.channel] ?? sent.channel}, to ${this.#names([sent.recipient])}${sent.failure ? html` <strong class="hole-word">did not leave: ${said(sent.failure)}</strong>` : nothing}${sent.notYetRead ? ', before it was read' : ''}${sent.withdrawn ? ', that it is withdrawn' : sent.supersedes ? ', as a correction' : ''}</li>`)}</ul>` : html`<p class="faint">Nothing yet.</p>`}
          <h3 class="govuk-heading-s">What came back</h3>
          ${this.read.receipts.length ? html`<ul class="notice-facts">${this.read.receipts.map((receipt) => html`<li>${STATES[receipt.state]} ${moment(receipt.at)}, ${said(receipt.by)}${receipt.heardAt - receipt.at > LATE_MILLIS ? html` <strong class="hole-word">said ${moment(receipt.heardAt)}</strong>` : nothing}${receipt.reference ? html`, ${said(receipt.reference)}` : nothing}${receipt.code ? html`: ${DECISIONS[receipt.code] ?? said(receipt.code)}` : nothing}${receipt.words ? html`<span class="line-under">“${said(receipt.words)}”</span>` : nothing}</li>`)}</ul>` : html`<p class="faint">Nothing yet: no receipt says that it arrived.</p>`}
        </section></div>
      <p class="row-deeds notice-deeds">
        ${isGone(one) ? nothing : html`<button type="button" class="govuk-button" data-act="triageNotice" @click=${() => this.#triage(one)}>Route and grade</button>`}
        ${one.recipients.length || this.read.sent.length ? html`<button type="button" class="govuk-button govuk-button--secondary" data-act="answerNotice" @click=${() => this.#answer(one)}>Write down an answer</button>` : nothing}
        ${!isGone(one) && this.read.sent.length && (one.challenge ?? 0) < this.shown.levels ? html`<button type="button" class="govuk-button govuk-button--secondary" data-act="challengeNotice" @click=${() => this.#challenge(one)}>${one.challenge ? 'Challenge one step up' : 'Challenge'}</button>` : nothing}
        ${!isGone(one) && ['acknowledged', 'decided', 'challenged'].includes(one.state) ? html`<button type="button" class="govuk-button govuk-button--secondary" data-act="endNotice" @click=${() => this.#end(one)}>End it</button>` : nothing}
        <button type="button" class="quiet" @click=${() => this.#pdf(one)}>Save as PDF</button>
      </p>`;
  }

  #sheet(deed) {
    this.querySelector('sh-sheet').open(deed);
  }

  #post(one, what, body) {
    return ask(`/v1/referrals/${one.referral}/${what}`, {method: 'POST', body});
  }

  async #pdf(one) {
    try {
      const blob = await file(`/v1/referrals/${one.referral}/package.pdf`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `notice-${one.reference.replace(/[^\w-]/g, '') || 'without-reference'}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (refused) {
      this.#refused(refused);
    }
  }

  /** Notices of the same incident are those of one family. */
  #family(one) {
    const incident = one.referral.split('.')[0];
    return this.shown.referrals.filter((other) => other !== one && !isGone(other) && other.referral.startsWith(`${incident}.`));
  }

  #triage(one) {
    const family = this.#family(one);
    this.#sheet({
      title: `Route and grade: ${one.children.map(plain).join(', ') || 'a notice'}`, confirm: 'Route and grade it',
      happens: [
        'It stands in the history of the incident, with your name.',
        ...(family.length ? ['Notices of one family that go to the same recipient leave together, each with a key of its own.'] : []),
        ...(one.earlierLow >= 2 ? ['It is at least the third low notice within three months: green needs its reason.'] : []),
      ],
      asks: [
        {name: 'route', label: 'Where does it go?', kind: 'pick', options: pickOf(this.shown.routes.map((route) => [route.code, route.label]), one.route), wrong: 'Say where it goes'},
        {name: 'grade', label: 'How urgent is it?', hint: `Now: ${GRADES[one.grade]}.`, kind: 'pick', options: pickOf([['red', 'Red'], ['amber', 'Amber'], ['green', 'Green']], one.grade), wrong: 'Say how urgent it is'},
        {name: 'why', label: 'Why?', hint: 'Needed for another grade than before, and for a third green one.', kind: 'words', optional: true},
        ...(family.length ? [{name: 'together', label: 'Say the same of', kind: 'many', optional: true, options: family.map((other) => [other.referral, `${other.children.map(plain).join(', ')}: ${plain(KINDS[other.kind] ?? other.kind)}`])}] : []),
      ],
      send: async ({route, grade, why, together}) => {
        await this.#post(one, 'triage', {route, grade, ...(why ? {why} : {}), ...(together?.length ? {together} : {})});
        return together?.length ? `Routed and graded, with ${count(together.length, 'other')} of the same family.` : 'Routed and graded.';
      },
    });
  }

  #answer(one) {
    // Whoever is to have it no more says that they know, and nothing else is asked of them.
    const gone = isGone(one);
    const to = gone ? one.withdrawnFrom : [...new Set([...one.recipients, ...this.read.sent.map((sent) => sent.recipient)])];
    this.#sheet({
      title: 'Write down what they said', confirm: 'Write it down',
      happens: gone ? ['It is what settles that they know that it is withdrawn; you vouch for it with your name.'] : [
        'It is what settles that the notice was told; you vouch for it with your name.',
        'A telephone call settles no public protection notice: that has to reach them as it stands.',
        ...(one.withdrawnFrom.length ? [`${this.#names(one.withdrawnFrom)}: it settles that they know that it is not theirs, by telephone too.`] : []),
      ],
      asks: [
        {name: 'recipient', label: 'Who?', kind: 'pick', options: pickOf(to.map((id) => [id, `${this.#names([id])}${this.#number(id)}`]), to.length === 1 ? to[0] : ''), wrong: 'Say who it was'},
        {name: 'state', label: 'What do they say?', kind: 'pick', options: pickOf(gone ? [['delivered', 'They know that it is withdrawn']] : [['delivered', one.withdrawnFrom.length ? 'They have it, or know that it is not theirs' : 'They have it'], ['acknowledged', 'It is theirs'], ['decided', 'What they do about it'], ['refused', 'They do not take it']], gone ? 'delivered' : ''), wrong: 'Say what they said'},
        {name: 'channel', label: 'How did you hear it?', kind: 'pick', options: pickOf([['', 'They answered what was sent'], ['phone', 'I told them by telephone'], ['portal', 'I entered it in their portal']], ''), optional: true},
        {name: 'by', label: 'Who took it, by name and post?', kind: 'line', wrong: 'Say who took it, by name and post'},
        {name: 'at', label: 'When?', hint: 'UK time.', kind: 'moment', value: typable(Date.now()), wrong: 'Say when, day and time'},
        {name: 'reference', label: 'Their reference', kind: 'line', optional: true},
        ...(gone ? [] : [{name: 'code', label: 'What was decided?', hint: 'Needed with a decision and with a refusal.', kind: 'pick', options: pickOf(Object.entries(DECISIONS)), optional: true}]),
        {name: 'words', label: 'In their words', kind: 'words', optional: true},
      ],
      send: async (given) => {
        const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
        await this.#post(one, 'receipts', body);
        return 'Written down.';
      },
    });
  }

  #number(id) {
    const phone = this.shown.recipients.get(id)?.channels.find((channel) => channel.kind === 'phone');
    return phone ? ` (${plain(phone.address)})` : '';
  }

  #challenge(one) {
    const level = (one.challenge ?? 0) + 1;
    this.#sheet({
      title: `Challenge the answer, step ${level} of ${this.shown.levels}`, confirm: 'Challenge it',
      happens: ['Its clock begins now; an inspector is told when it is over and nothing was answered.', 'It stands in the history of the incident and is ended by their answer alone, or one step further up.', 'They are told that it is challenged; who gets the whole notice reads what you write here.'],
      asks: [{name: 'why', label: 'What does the answer leave out?', kind: 'words', wrong: 'Say what the answer leaves out'}],
      send: async ({why}) => {
        await this.#post(one, 'challenge', {level, why});
        return `Challenged: step ${level}.`;
      },
    });
  }

  #end(one) {
    this.#sheet({
      title: 'End this notice', confirm: 'End it',
      happens: ['Nothing more is waited for. It leaves this list; what was said stands in the history.'],
      asks: [{name: 'reason', label: 'Why is nothing more waited for?', kind: 'words', wrong: 'Say why nothing more is waited for'}],
      send: async ({reason}) => {
        await this.#post(one, 'end', {reason});
        return 'Ended.';
      },
    });
  }
}

const URGENCY = table({red: 0, 'not-graded': 0, amber: 1, green: 2});

/** Not graded is read with the urgent ones: nobody has said that it can wait. */
function urgency(one) {
  return URGENCY[one.grade] ?? 0;
}

function order(page) {
  return page.referrals.map((one) => one.referral).join();
}

customElements.define('sh-triage', Triage);
