// Small parts that several pages use.
import {LitElement, html, nothing} from 'lit';
import {table} from './text.js';

/** A component that stands in the page itself, so that the page's style and labels reach it. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** Goes to another page of these without loading anything anew. */
export function navigate(address) {
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Tells the page around that somebody decided. */
export function decide(from, detail) {
  from.dispatchEvent(new CustomEvent('decide', {bubbles: true, detail}));
}

/** A short reason that somebody gives with a decision. Nothing stands in it: a reason that the page wrote is nobody's. */
export function why(id, label) {
  return html`<div class="govuk-form-group"><label class="govuk-label" for=${id}>${label}</label>
    <p class="govuk-error-message" id="${id}-fault" hidden>Say it in a few words: whoever reads this later has nothing else to go by.</p>
    <input class="govuk-input" id=${id} name="why" maxlength="4000" aria-describedby="${id}-fault"></div>`;
}

/** The reason given in a form, or nothing, and then the form says so where it is missing. */
export function reasonIn(form) {
  const input = form.elements.why;
  const words = input.value.trim();
  form.querySelector('.govuk-error-message').hidden = Boolean(words);
  input.classList.toggle('govuk-input--error', !words);
  if (!words) {
    input.focus();
  }
  return words;
}

const RISKS = ['Not graded', 'Standard risk', 'Medium risk', 'High risk'];

export function riskTag(risk) {
  return html`<strong class="govuk-tag risk risk-${risk}">${RISKS[risk]}</strong>`;
}

const STATES = table({
  recording: 'Being recorded',
  submitted: 'Submitted',
  returned: 'Returned',
  authorised: 'Authorised',
  changed: 'Changed after authorisation',
});

export const states = Object.entries(STATES);

export function stateName(state) {
  return STATES[state] ?? state;
}

// Where there is room for a word.
const SHORT = table({recording: 'Recording', changed: 'Changed'});

export function stateTag(state, small = false) {
  return html`<strong class="govuk-tag state state-${state}">${small && SHORT[state] || stateName(state)}</strong>`;
}

export function finding(f) {
  return html`<span class="finding" title="What the inspections found wanting, number ${f.slice(1)}">${f}</span>`;
}

/** GOV.UK's error summary: what is wrong, each with the way to it, and a second try where nothing could be read; takes the focus. */
export class ErrorSummary extends Part {
  static properties = {heading: {}, errors: {attribute: false}, again: {attribute: false}};

  constructor() {
    super();
    this.heading = 'There is a problem';
    this.errors = [];
  }

  updated(changed) {
    if (changed.has('errors') && this.errors.length) {
      this.querySelector('.govuk-error-summary').focus();
    }
  }

  render() {
    if (!this.errors.length) {
      return nothing;
    }
    return html`<div class="govuk-error-summary" tabindex="-1" role="alert" aria-labelledby="error-title">
      <h2 class="govuk-error-summary__title" id="error-title">${this.heading}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          ${this.errors.map((error) => html`<li>${
            error.at
              ? html`<a href="#${error.at}" @click=${(event) => go(event, error.at)}>${error.text}</a>`
              : error.text
          }</li>`)}
        </ul>
        ${this.again ? html`<button class="govuk-button govuk-button--secondary" type="button" @click=${() => this.again()}>Try again</button>` : nothing}
      </div>
    </div>`;
  }
}

/** Goes to a place of this page and puts the focus there. */
export function go(event, id) {
  const target = document.getElementById(id);
  if (!target) {
    return;
  }
  event.preventDefault();
  for (let up = target.parentElement; up; up = up.parentElement) {
    if (up.tagName === 'DETAILS') {
      up.open = true;
    }
  }
  if (!target.matches('input, textarea, select, button, a[href], [tabindex]')) {
    target.tabIndex = -1;
  }
  target.focus({preventScroll: true});
  target.scrollIntoView({block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
}

customElements.define('sh-errors', ErrorSummary);
