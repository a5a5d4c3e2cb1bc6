// Finds an incident by its reference, a child, an adult, an address or an officer. The words stay out
// of the address: that is kept by browsers, and by whatever lies between.
import {html, nothing} from 'lit';
import {Part, riskTag, stateTag} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {Comeback} from '../ground/live.js';
import {bring, children, rowOf} from './rows.js';
import {count, moment, said, table} from '../ground/text.js';

const KEPT = 'seenheard/search';
const MOST = 50;
const KINDS = table({reference: 'Reference', child: 'Child', adult: 'Adult', address: 'Address', officer: 'Officer'});

/** What was looked for last in this tab. */
export function sought() {
  return sessionStorage.getItem(KEPT) ?? '';
}

/** Keeps what is looked for, and tells the page, if it is open. */
export function seek(words) {
  sessionStorage.setItem(KEPT, words);
  dispatchEvent(new Event('seek'));
}

class Search extends Part {
  static properties = {shown: {state: true}, errors: {state: true}, busy: {state: true}, rows: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.errors = [];
    this.busy = false;
    this.rows = 0;
    this.seek = () => this.#find();
    new Comeback(this, () => this.errors.length && this.#find());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Search – Seen & Heard';
    addEventListener('seek', this.seek);
    this.#find();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('seek', this.seek);
  }

  async #find() {
    const words = sought();
    if (!words) {
      return;
    }
    this.busy = true;
    try {
      const found = await ask('/v1/search', {method: 'POST', body: {words, limit: MOST}});
      if (words === sought()) {
        this.errors = [];
        this.shown = {...found, words};
        this.updateComplete.then(() => this.querySelector('h1').focus());
      }
    } catch (refused) {
      if (refused.status !== 401 && words === sought()) {
        this.shown = this.shown?.words === words ? this.shown : null;
        this.errors = [{text: refused.status === 400 ? 'Write a name, a part of an address, or a reference: letters or digits.' : refused.message}];
      }
    }
    if (words === sought()) {
      this.busy = false;
    }
  }

  updated(changed) {
    if (changed.has('shown') && this.shown) {
      bring(this.shown.hits.map(({incident, lastAt}) => ({incident, frontier: `found ${lastAt}`})), () => this.rows++);
    }
  }

  #heading() {
    const {shown} = this;
    if (this.busy) {
      return html`Looking for “${said(sought())}”…`;
    }
    if (!shown) {
      return 'Search';
    }
    const found = shown.total ? html`${shown.partial ? 'At least ' : ''}${count(shown.total, 'incident')} found` : shown.partial ? 'Nothing found yet' : 'Nothing found';
    return html`${found} for “${said(shown.words)}”`;
  }

  render() {
    const shown = this.busy && this.shown?.words !== sought() ? null : this.shown;
    return html`<sh-errors .errors=${this.errors}></sh-errors>
      <h1 class="govuk-heading-l" tabindex="-1">${this.#heading()}</h1>
      ${this.errors.length ? html`<p><button type="button" class="govuk-button govuk-button--secondary" @click=${() => this.#find()}>Try again</button></p>` : nothing}
      ${shown || this.busy ? nothing : html`<p class="govuk-body">Write a child’s or an adult’s name, an address, a reference or an officer into the field at the top.</p>`}
      ${shown?.partial ? html`<p class="govuk-inset-text">${shown.total > shown.hits.length ? 'More are found than are shown, so not every incident was read. Write more of the name, or' : 'There was not the time to read every incident.'} <button class="quiet" type="button" @click=${() => this.#find()}>${shown.total > shown.hits.length ? 'look on' : 'Look on'}</button></p>` : nothing}
      ${shown && !shown.total && !shown.partial ? html`<p class="empty">Nothing that you may see is like it. Names may be spelt another way, or be another team’s.</p>` : nothing}
      <ul class="hits">${(shown?.hits ?? []).map((hit) => html`<li class="hit risk-edge-${hit.risk}">
        <h2 class="card-title"><a class="govuk-link" href="/incidents/${hit.incident}">${hit.reference ? said(hit.reference) : 'No reference'}</a></h2>
        <p>${hit.found.map((one, i) => html`${i ? ' · ' : ''}<span class="faint">${KINDS[one.kind] ?? one.kind}</span> ${said(one.text)}`)}</p>
        ${about(rowOf(hit.incident))}
        <p class="hit-facts">${riskTag(hit.risk)} ${stateTag(hit.state)} <span class="faint">last change ${moment(hit.lastAt)}</span></p></li>`)}</ul>
      ${shown && shown.total > shown.hits.length ? html`<p class="faint">The ${shown.hits.length} that are most like it are shown. Write more of the name to have fewer.</p>` : nothing}`;
  }
}

/** Which incident it is, for whoever knows the house or the children. */
function about(row) {
  return row?.place || row?.children?.length ? html`<p>${row.place ? html`${said(row.place)}${row.children.length ? ' · ' : ''}` : nothing}${children(row)}</p>` : nothing;
}

session.addEventListener('signed-out', () => sessionStorage.removeItem(KEPT));
customElements.define('sh-search', Search);
