// The bar that stays at the foot of an incident: what is missing, the two decisions, and the next one.
import {html, nothing} from 'lit';
import {Part, go} from '../ground/parts.js';
import {obstacles} from './prompts.js';
import {proposals} from './missing.js';
import {beside, placeOf} from './round.js';
import {plain} from '../ground/text.js';
import './authorising.js';
import './returning.js';

class Bar extends Part {
  static properties = {reading: {attribute: false}, busy: {type: Boolean}, decides: {type: Boolean}};

  constructor() {
    super();
    // On a phone the page ends where the bar begins, so that it lies over nothing.
    this.size = new ResizeObserver(([{target}]) => document.documentElement.style.setProperty('--bar', `${target.isConnected ? target.offsetHeight : 0}px`));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.size.disconnect();
    this.watched = null;
    document.documentElement.style.removeProperty('--bar');
  }

  updated() {
    const bar = this.querySelector('.bar');
    if (bar !== this.watched) {
      this.size.disconnect();
      this.watched = bar;
      if (bar) {
        this.size.observe(bar);
      }
    }
  }

  /** Opens what goes with a return. */
  returns() {
    if (this.#waits) {
      this.querySelector('sh-returning').open();
    }
  }

  /** Opens what to look at; where something stands in the way, goes to the first of it. */
  authorises() {
    const [first] = obstacles(this.reading);
    if (!this.#waits) {
      return;
    }
    if (first) {
      go(new Event('go'), first.at);
    } else {
      this.querySelector('sh-authorising').open();
    }
  }

  get #waits() {
    return this.decides && ['submitted', 'changed'].includes(this.reading.incident.state);
  }

  render() {
    const {incident} = this.reading.incident;
    const ways = obstacles(this.reading);
    const next = beside(incident);
    if (!this.#waits && !next) {
      return nothing;
    }
    const missing = this.#waits ? proposals(this.reading).filter((note) => note.must).length : 0;
    return html`<section class="bar" aria-label="Decide and go on">
      <p class="bar-what">${this.#waits
        ? ways.length
          ? ways.map((way, i) => html`${i ? ' · ' : ''}<a class="govuk-link" href="#${way.at}" @click=${(event) => go(event, way.at)}>${way.text}</a>`)
          : 'Nothing stands in the way'
        : nothing}</p>
      <p class="bar-deeds">
        ${missing ? html`<button class="govuk-button ${ways.length ? '' : 'govuk-button--secondary'}" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.returns()}><span>Return<span class="bar-more"> with what is missing</span></span></button>` : nothing}
        ${this.#waits && !ways.length ? html`<button class="govuk-button" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.authorises()}>Look and authorise</button>` : nothing}
        ${next ? html`<a class="govuk-button govuk-button--secondary" href="/incidents/${next.incident}">Next<span class="govuk-visually-hidden"> incident: ${plain(next.reference || 'without a reference')}, after ${placeOf(incident)}</span></a>` : nothing}
      </p></section>
      <sh-returning .reading=${this.reading} .busy=${this.busy}></sh-returning>
      <sh-authorising .reading=${this.reading} .busy=${this.busy}></sh-authorising>`;
  }
}

customElements.define('sh-bar', Bar);
