// Views that somebody keeps: the list as they filtered it, by its own words, on this device and for
// this person alone. A view holds which incidents are asked for and nothing of them.
import {html, nothing} from 'lit';
import {Part} from '../ground/parts.js';
import {session} from '../ground/session.js';

const MOST = 12;
const place = () => `seenheard/views/${session.person?.person ?? ''}`;

function kept() {
  try {
    const views = JSON.parse(localStorage.getItem(place()));
    return Array.isArray(views) ? views.filter((one) => typeof one?.words === 'string' && /^\/(\?|$)/.test(one?.address)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

class Views extends Part {
  static properties = {address: {}, words: {}, views: {state: true}};

  constructor() {
    super();
    this.views = kept();
  }

  #keep(views) {
    this.views = views.slice(-MOST);
    try {
      localStorage.setItem(place(), JSON.stringify(this.views));
    } catch {
      // Not kept: it holds for this page.
    }
  }

  render() {
    const here = this.views.some((one) => one.address === this.address);
    const plain = this.address === '/';
    if (plain && !this.views.length) {
      return nothing;
    }
    return html`<div class="views" role="group" aria-label="Views that you keep">
      ${this.views.length ? html`<a class="way" href="/" aria-current=${plain ? 'page' : nothing}>Everything</a>` : nothing}
      ${this.views.map((one) => html`<a class="way" href=${one.address} aria-current=${one.address === this.address ? 'page' : nothing}>${one.words}</a>`)}
      ${plain ? nothing : html`<button class="quiet" type="button" @click=${() => this.#keep(here ? this.views.filter((one) => one.address !== this.address) : [...this.views, {address: this.address, words: this.words}])}>${here ? 'Forget this view' : 'Keep this view'}</button>`}
    </div>`;
  }
}

customElements.define('sh-views', Views);
