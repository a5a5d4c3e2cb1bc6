// Finds an incident by its reference, a child, an adult, an address or an officer. The words stay out
// of the address: that is kept by browsers, and by whatever lies between.
import {html, nothing} from 'lit';
import {Part, riskTag, stateTag} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {Comeback} from '../ground/live.js';
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
  static properties = {shown: {state: true}, errors: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.errors = [];
    this.busy = false;
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
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 400 ? 'Write a name, a part of an address, or a reference: letters or digits.' : refused.message}];
      }
    }
    this.busy = false;
  }

  render() {
    const {shown} = this;
    return html`<sh-errors .errors=${this.errors}></sh-errors>
      <h1 class="govuk-heading-l" tabindex="-1">${shown ? html`${shown.total ? count(shown.total, 'incident') : 'Nothing'} found for “${said(shown.words)}”` : 'Search'}</h1>
      ${this.errors.length ? html`<p><button type="button" class="govuk-button govuk-button--secondary" @click=${() => this.#find()}>Try again</button></p>` : nothing}
      ${shown ? nothing : html`<p class="govuk-body">${this.busy ? 'One moment…' : 'Write a child’s or an adult’s name, an address, a reference or an officer into the field at the top.'}</p>`}
      ${shown?.partial ? html`<p class="govuk-inset-text">There was not the time to read every incident. <button class="quiet" type="button" @click=${() => this.#find()}>Look again</button></p>` : nothing}
      ${shown && !shown.total ? html`<p class="empty">Nothing that you may see is like it. Names may be spelt another way, or be another team’s.</p>` : nothing}
      <ul class="hits">${(shown?.hits ?? []).map((hit) => html`<li class="hit risk-edge-${hit.risk}">
        <h2 class="card-title"><a class="govuk-link" href="/incidents/${hit.incident}">${hit.reference ? said(hit.reference) : 'No reference'}</a></h2>
        <p>${hit.found.map((one, i) => html`${i ? ' · ' : ''}<span class="faint">${KINDS[one.kind] ?? one.kind}</span> ${said(one.text)}`)}</p>
        <p class="hit-facts">${riskTag(hit.risk)} ${stateTag(hit.state)} <span class="faint">last change ${moment(hit.lastAt)}</span></p></li>`)}</ul>
      ${shown && shown.total > shown.hits.length ? html`<p class="faint">The ${shown.hits.length} that are most like it are shown. Write more of the name to have fewer.</p>` : nothing}`;
  }
}

session.addEventListener('signed-out', () => sessionStorage.removeItem(KEPT));
customElements.define('sh-search', Search);
