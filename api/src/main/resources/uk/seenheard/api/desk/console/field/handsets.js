// The handsets of this person's teams: whose words are still unsent, and which handset needs somebody.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {WHY} from '../ground/sheet.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {count, moment, person, said, span, table, waited} from '../ground/text.js';

const TICK_MILLIS = 20_000;
const MOST_PAGES = 25;
const CLOCK_OFF_MILLIS = 60_000;
const STATES = table({
  'in use': {name: 'In use'},
  locked: {name: 'Locked', why: 'Shows and records nothing until the next shift.'},
  draining: {name: 'Draining', why: 'To be wiped: it hands over first what is unsent.', grave: true},
  wiped: {name: 'Wiped', why: 'Nothing is left on it.'},
  forked: {name: 'Copied', why: 'A copy of this handset spoke too. Both copies’ work is kept.', grave: true},
});

const ORDERS = table({
  lock: {name: 'Lock', happens: ['It shows and records nothing until it is unlocked.', 'What is unsent on it still comes in.']},
  unlock: {name: 'Unlock', happens: ['It can be used again, with its officer’s login.', 'A wipe that it has not carried out yet is called off.']},
  wipe: {name: 'Wipe', grave: true, happens: ['It locks at once, hands over everything that is unsent, and then forgets everything.', 'Until it has done so, unlocking calls it off.']},
  'wipe-now': {name: 'Wipe now', grave: true, happens: []},
});
const OFFERED = table({'in use': ['lock', 'wipe'], locked: ['unlock', 'wipe'], draining: ['unlock', 'wipe-now'], forked: ['lock', 'wipe']});
const DONE = table({locked: 'locked', unlocked: 'unlocked', wiped: 'wiped', refused: 'refused by the handset'});

class Handsets extends Part {
  static properties = {shown: {state: true}, more: {state: true}, errors: {state: true}, now: {state: true}, done: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.more = false;
    this.errors = [];
    this.done = '';
    this.now = Date.now();
    new Comeback(this, () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Handsets – Seen & Heard';
    this.refresh = gathered(() => this.#load(), 1_000);
    live.addEventListener('log', this.refresh);
    this.tick = setInterval(() => {
      this.now = Date.now();
      this.refresh();
    }, TICK_MILLIS);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
    clearInterval(this.tick);
  }

  async #load() {
    try {
      const all = [];
      let cursor = '';
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await ask(`/v1/handsets?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
        all.push(...answer.handsets);
        cursor = answer.cursor;
        if (!cursor) {
          break;
        }
      }
      this.more = Boolean(cursor);
      // Nothing is moved while somebody looks at it: the order is made once.
      const before = new Map((this.shown ?? []).map((one, i) => [one.device, i]));
      this.shown = all.sort((one, other) => this.shown
        ? (before.get(one.device) ?? Infinity) - (before.get(other.device) ?? Infinity) || 0
        : urgency(other) - urgency(one) || (one.lastSeen ?? 0) - (other.lastSeen ?? 0));
      this.errors = [];
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 403 ? 'The handsets are shown to supervisors and inspectors.' : refused.message}];
      }
    }
  }

  render() {
    const all = this.shown;
    const unsent = all?.reduce((sum, one) => sum + (one.queued ?? 0), 0);
    return html`<sh-errors .errors=${this.errors} .again=${all ? null : () => this.#load()}></sh-errors>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <sh-sheet @deed-done=${(event) => this.#ordered(event.detail)}></sh-sheet>
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Handsets</h1>
      ${all ? html`<dl class="totals">
        <div><dt>handsets</dt><dd>${all.length}${this.more ? '+' : ''}</dd></div>
        <div class=${unsent ? 'is-hole' : ''}><dt>changes unsent</dt><dd>${unsent}</dd></div>
      </dl>` : nothing}</div>
      ${!all ? html`<p class="govuk-body wait" role="status">One moment…</p>`
        : all.length ? html`<div class="scrolls" tabindex="0" role="region" aria-label="Handsets, as a table">
          <table class="table"><caption class="govuk-visually-hidden">Handsets, those with unsent work first</caption>
          <thead><tr><th scope="col">Handset</th><th scope="col">Last shift</th><th scope="col">Unsent</th><th scope="col">Last seen</th><th scope="col">Clock</th><th scope="col">State</th><th scope="col">Orders</th></tr></thead>
          <tbody>${repeat(all, (one) => one.device, (one) => this.#line(one))}</tbody></table></div>`
          : html`<p class="empty">No handset has begun a shift for your teams yet.</p>`}`;
  }

  #line(one) {
    const state = STATES[one.state] ?? {name: one.state};
    const clock = one.clockErrorMillis;
    return html`<tr>
      <th scope="row">…${one.device.slice(-4)}<span class="faint line-under">${one.app ? said(one.app) : nothing}</span></th>
      <td data-label="Last shift">${one.person ? person(one.person) : '–'}<span class="faint line-under">${one.team?.name ?? ''}${one.shiftAt ? ` · ${moment(one.shiftAt)}` : ''}</span></td>
      <td data-label="Unsent">${one.queued === undefined ? html`<span class="faint">not known</span>` : one.queued ? html`<strong class="hole-word">${count(one.queued, 'change')}</strong>` : 'nothing'}</td>
      <td data-label="Last seen">${one.lastSeen ? html`${ago(this.now - one.lastSeen)}<span class="faint line-under">${moment(one.lastSeen)}</span>` : html`<span class="faint">never yet</span>`}</td>
      <td data-label="Clock">${clock === undefined ? html`<span class="faint">not measured</span>` : Math.abs(clock) < 2_000 ? 'right' : html`<span class=${Math.abs(clock) > CLOCK_OFF_MILLIS ? 'clock-off' : ''}>${span(clock)} ${clock > 0 ? 'fast' : 'slow'}</span>`}</td>
      <td data-label="State"><strong class="govuk-tag ${state.grave ? 'risk-3' : ''}">${state.name}</strong>${state.why ? html`<span class="faint line-under">${state.why}</span>` : nothing}${last(one.order)}</td>
      <td data-label="Orders"><span class="row-deeds">${(OFFERED[one.state] ?? []).map((order) => html`<button type="button" class="govuk-button govuk-button--secondary" data-act="orderHandset" @click=${() => this.#order(one, order)}>${ORDERS[order].name}<span class="govuk-visually-hidden">: ${named(one)}</span></button>`)}</span></td>
    </tr>`;
  }

  #order(one, order) {
    const {name, happens, grave} = ORDERS[order];
    const now = order === 'wipe-now';
    const unsent = one.queued ?? 0;
    this.querySelector('sh-sheet').open({
      title: `${name}: ${named(one)}`, grave, confirm: now ? 'Wipe it now' : `${name} it`,
      happens: [
        ...(now ? [html`It forgets everything at once. <strong>${unsent ? count(unsent, 'change that is', 'changes that are') : 'Whatever is'} unsent on it ${unsent > 1 ? 'are' : 'is'} lost for good</strong>: a child’s words may be among them.`] : happens),
        ...(!now && one.queued ? [`${count(one.queued, 'change is', 'changes are')} only on it now.`] : []),
        'It is told with the next answer that it gets; its signed receipt appears here.',
      ],
      asks: [
        ...(now ? [{name: 'number', label: `How many changes are given up? Type ${unsent}.`, kind: 'line', must: String(unsent), wrong: `Type ${unsent}: that many are given up`}] : []),
        WHY,
      ],
      send: async ({reason}) => {
        await ask(`/v1/handsets/${one.device}/orders`, {method: 'POST', body: {order, reason, ...(now ? {unsent} : {})}});
        return `The order is written down: ${name.toLowerCase()}, ${named(one)}. It is told at its next contact.`;
      },
    });
  }

  async #ordered(done) {
    await this.#load();
    this.done = done;
    this.updateComplete.then(() => this.querySelector('.done')?.focus());
  }
}

/** A handset by whose it was last. */
function named(one) {
  return `handset …${one.device.slice(-4)}${one.person ? `, ${person(one.person)}` : ''}`;
}

/** The last order, and whether it was carried out. */
function last(order) {
  return order ? html`<span class="faint line-under">${ORDERS[order.order]?.name ?? order.order}, by ${person(order.by)}, ${moment(order.at)}: ${order.done ? DONE[order.done] ?? order.done : 'not carried out yet'}</span>` : nothing;
}

function urgency(one) {
  return (one.state === 'forked' || one.state === 'draining' ? 1e9 : 0) + (one.queued ?? 0);
}

function ago(millis) {
  const since = waited(millis);
  return since === 'just now' ? since : `${since} ago`;
}

customElements.define('sh-handsets', Handsets);
