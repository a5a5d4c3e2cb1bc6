// Paper: what is printed is written down first, with who and when, and the paper says so. A print that
// this page knows nothing of shows nobody's words.
import {html, nothing} from 'lit';
import {Part} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {momentExact, person} from '../ground/text.js';

const MARK = 'is-printing';

class Printing extends Part {
  static properties = {incidents: {attribute: false}, what: {}, before: {attribute: false}, paper: {state: true}, refused: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.incidents = [];
    this.what = 'this page';
    this.paper = null;
    this.refused = '';
    this.after = () => this.#printed();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('afterprint', this.after);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('afterprint', this.after);
    this.#printed();
  }

  render() {
    return html`<p class="printing"><button type="button" class="quiet" data-act="disclose" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#print}>Print ${this.what}</button>
        <span class="faint">It is written down who printed it.</span></p>
      ${this.refused ? html`<p class="govuk-error-message" role="alert" tabindex="-1">${this.refused}</p>` : nothing}
      <p class="paper">${this.paper ? html`Printed by <strong>${person(this.paper.by)}</strong>, ${momentExact(this.paper.at)}. That is written down. Names of children: keep it with you, and destroy it when the meeting is over.`
        : 'Nothing is printed this way: print with the button on the page, so that it is written down who did.'}</p>`;
  }

  async #print() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.refused = '';
    try {
      this.paper = await ask('/v1/disclosures', {method: 'POST', body: {how: 'printed', incidents: this.incidents}});
      // As it stands at this moment, not as it stood when the page was opened.
      await this.before?.();
      await this.updateComplete;
      this.opened = [...document.querySelectorAll('details.on-paper:not([open])')];
      this.opened.forEach((one) => (one.open = true));
      document.documentElement.classList.add(MARK);
      print();
    } catch (refused) {
      this.refused = refused.status === 404 ? 'Not printed: it does not exist, or is not within your scope any more.' : `Not printed. ${refused.message}`;
      this.updateComplete.then(() => this.querySelector('.govuk-error-message')?.focus());
    }
    this.busy = false;
  }

  #printed() {
    document.documentElement.classList.remove(MARK);
    (this.opened ?? []).forEach((one) => (one.open = false));
    this.opened = [];
    this.paper = null;
  }
}

customElements.define('sh-printing', Printing);
