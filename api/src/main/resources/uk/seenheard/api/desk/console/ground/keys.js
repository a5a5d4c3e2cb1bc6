// Single keys for whoever works by keyboard, and the list of them under "?". They do nothing while
// somebody types, and can be switched off: a reader's own commands come first.
import {html, nothing} from 'lit';
import {Part} from './parts.js';

const KEPT = 'seenheard/keys';
const offers = new Map();

function isOn() {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

/** Offers keys for as long as a page is open: [{key, words, does}]. */
export function offer(owner, keys) {
  offers.set(owner, keys);
}

/** Takes them back. */
export function withdraw(owner) {
  offers.delete(owner);
}

class Keys extends Part {
  static properties = {shown: {state: true}, on: {state: true}};

  constructor() {
    super();
    this.shown = false;
    this.on = isOn();
    this.pressed = (event) => this.#pressed(event);
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.pressed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
  }

  #pressed(event) {
    const typing = event.target.closest?.('input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]');
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      this.shown = true;
      return;
    }
    const found = this.on ? [...offers.values()].flat().find((one) => one.key === event.key) : undefined;
    if (found) {
      event.preventDefault();
      found.does();
    }
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (this.shown && dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  #switch(event) {
    this.on = event.target.checked;
    try {
      localStorage.setItem(KEPT, this.on ? 'on' : 'off');
    } catch {
      // Not kept: it holds for this page.
    }
  }

  render() {
    if (!this.shown) {
      return nothing;
    }
    return html`<dialog class="sheet" aria-labelledby="keys-title" @close=${() => (this.shown = false)}>
      <h2 class="govuk-heading-m" id="keys-title">Keys on this page</h2>
      <dl class="keys">${[...offers.values()].flat().map(({key, words}) => html`<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}
        <div><dt><kbd>?</kbd></dt><dd>this list</dd></div></dl>
      <p><label class="tick"><input type="checkbox" .checked=${this.on} @change=${this.#switch}> Single keys work on this device</label></p>
      <form method="dialog" class="sheet-deeds"><button class="govuk-button govuk-button--secondary">Close</button></form>
    </dialog>`;
  }
}

customElements.define('sh-keys', Keys);
