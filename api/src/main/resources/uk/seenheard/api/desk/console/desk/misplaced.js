// Words that were written under the wrong reference: whose, where they belong, why; asked once more before it is done.
import {html, nothing} from 'lit';
import {Part, decide} from '../ground/parts.js';
import {plain, said} from '../ground/text.js';

class Misplaced extends Part {
  static properties = {reading: {attribute: false}, wrong: {state: true}, wanted: {state: true}, busy: {type: Boolean}};

  constructor() {
    super();
    this.wrong = '';
    this.wanted = null;
  }

  willUpdate(changed) {
    if (changed.has('reading') && changed.get('reading')) {
      this.wanted = null;
      this.wrong = '';
    }
  }

  render() {
    const {incident} = this.reading;
    return html`<details class="deed asked-of"><summary><span class="asked-of-whom">Something here belongs to another incident</span></summary>
      ${this.wanted ? this.#confirm() : html`<form novalidate @submit=${this.#look}>
        ${this.wrong ? html`<p class="govuk-error-message" role="alert">${this.wrong}</p>` : nothing}
        <div class="govuk-form-group"><label class="govuk-label" for="misplaced-what">What belongs elsewhere?</label>
          <select class="govuk-select" id="misplaced-what" name="what">
            ${incident.people.map((one) => html`<option value="author ${one.id}">All that ${plain(one.name)} recorded</option>`)}
            ${this.reading.children.map((child) => html`<option value="entry ${child.at}">${plain(this.reading.about(child.at))}, with what was said and recorded of them</option>`)}
          </select></div>
        <div class="govuk-form-group"><label class="govuk-label" for="misplaced-where">Control’s reference of the incident where it belongs</label>
          <input class="govuk-input" id="misplaced-where" name="where" maxlength="64" autocomplete="off"></div>
        <div class="govuk-form-group"><label class="govuk-label" for="misplaced-why">What went wrong?</label>
          <input class="govuk-input" id="misplaced-why" name="why" maxlength="4000" autocomplete="off"></div>
        <button class="govuk-button govuk-button--secondary" data-act="moveMisplacedWords">Go on</button></form>`}</details>`;
  }

  #look(event) {
    event.preventDefault();
    const {what, where, why} = event.target.elements;
    const [kind, ...rest] = what.value.split(' ');
    this.wanted = {kind, value: rest.join(' '), title: what.selectedOptions[0]?.textContent.trim() ?? '', where: where.value.trim(), why: why.value.trim()};
    this.wrong = this.wanted.where && this.wanted.why ? '' : 'Name the incident where it belongs, and say what went wrong.';
    if (this.wrong) {
      this.wanted = null;
    }
  }

  #confirm() {
    const {title, where, why} = this.wanted;
    return html`<p><strong>${said(title)}</strong> goes to <strong>${said(where)}</strong>: “${said(why)}”</p>
      <p>It no longer counts here. What was decided about it here has to be decided there, and you cannot authorise what is left.</p>
      <button class="govuk-button govuk-button--warning" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#send}>Move it</button>
      <button class="govuk-button govuk-button--secondary" @click=${() => { this.wanted = null; }}>Do not move it</button>`;
  }

  #send() {
    const {kind, value, where, why} = this.wanted;
    decide(this, {misplaced: {belongs: where, reason: why, [kind]: value}, done: `Moved to ${plain(where)}: it counts there now.`});
  }
}

customElements.define('sh-misplaced', Misplaced);
