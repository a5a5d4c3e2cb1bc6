// What the records system did not take, until a later revision is taken or an inspector says why nothing
// more is needed.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {WHY} from '../ground/sheet.js';
import {bring, children, rowOf} from './rows.js';
import {count, moment, person, said} from '../ground/text.js';

const MOST = 50;

class Rejections extends Part {
  static properties = {shown: {state: true}, rows: {state: true}, errors: {state: true}, done: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.rows = 0;
    this.errors = [];
    this.done = '';
    new Comeback(this, () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Rejected – Seen & Heard';
    this.refresh = gathered(() => this.#load(), 1_000);
    live.addEventListener('log', this.refresh);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
  }

  async #load() {
    try {
      this.shown = await ask(`/v1/records/rejections?limit=${MOST}`);
      this.errors = [];
      bring(this.shown.rejections.map((one) => ({incident: one.incident, frontier: `rejected ${one.rejection}`})), () => this.rows++);
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 403 ? 'What the records system rejected is shown to inspectors.' : refused.message}];
      }
    }
  }

  #end(one) {
    this.querySelector('sh-sheet').open({
      title: 'Nothing more is needed about this rejection', confirm: 'End it',
      happens: ['It leaves this list. The revision is still not in the records system.', 'What you write stands in the ledger, with your name.'],
      asks: [WHY],
      send: async ({reason}) => {
        await ask(`/v1/records/rejections/${encodeURIComponent(one.rejection)}/end`, {method: 'POST', body: {reason}});
        await this.#load();
        return 'Ended.';
      },
    });
  }

  render() {
    const found = this.shown?.rejections;
    return html`<sh-errors .errors=${this.errors} .again=${found ? null : () => this.#load()}></sh-errors>
      <sh-sheet @deed-done=${(event) => this.#happened(event.detail)}></sh-sheet>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <h1 class="govuk-heading-l" tabindex="-1">Rejected by the records system${found ? html` <span class="faint">${count(found.length, 'revision')}${this.shown.more ? ' and more' : ''}</span>` : nothing}</h1>
      ${!found ? html`<p class="govuk-body wait" role="status">${this.errors.length ? nothing : 'One moment…'}</p>`
        : found.length ? html`<p class="govuk-body">Correct what is wrong in the incident and authorise it again: the next revision that is taken settles it.</p>
          <ul class="hits">${repeat(found, (one) => one.rejection, (one) => this.#line(one))}</ul>`
          : html`<p class="empty">Nothing is rejected. What the records system does not take appears here.</p>`}`;
  }

  #line(one) {
    const row = rowOf(one.incident);
    return html`<li class="hit rejection"><h2 class="card-title"><a class="govuk-link" href="/incidents/${one.incident}">${row?.reference ? said(row.reference) : row?.place ? said(row.place) : 'The incident'}</a></h2>
      <p>${children(row)}</p>
      <p><strong class="differ">${said(one.words ?? one.code)}</strong> <span class="faint">revision ${one.n}, ${said(one.code)}, ${moment(one.since)}</span></p>
      <p class="row-deeds"><button class="quiet" type="button" data-act="endRejection" @click=${() => this.#end(one)}>Nothing more is needed<span class="govuk-visually-hidden"> about revision ${one.n}</span></button></p></li>`;
  }

  #happened(done) {
    this.done = done;
    this.updateComplete.then(() => this.querySelector('.done')?.focus());
  }
}

customElements.define('sh-rejections', Rejections);
