// Where people's answers differ: all of them side by side, until somebody decides and says why.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, decide, go} from '../ground/parts.js';
import {Reading} from './reading.js';
import {draft, keep} from './drafts.js';
import {parts} from './form.js';
import {clockWorth, device, isClockOff, madeAt, momentExact, person, said} from '../ground/text.js';

const MOST_CHARS = 4_000;

class Contradictions extends Part {
  static properties = {
    reading: {attribute: false}, decides: {type: Boolean}, errors: {state: true}, chosen: {state: true},
  };

  constructor() {
    super();
    this.errors = new Map();
    this.chosen = new Map();
  }

  render() {
    return repeat(this.reading.incident.contradicted, (field) => field.at, (field) => this.#field(field));
  }

  #field(field) {
    const {label, about} = this.reading.title(field.at);
    const {collection, name} = parts(field.at);
    const id = Reading.anchor(field.at);
    const reasonId = `${id}-why`;
    const error = this.errors.get(field.at);
    const title = html`${label}${about ? html` – ${said(about)}` : nothing}`;
    return html`<form class="contradiction" id=${id} tabindex="-1" novalidate @submit=${(event) => this.#settle(event, field)}>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend"><h3 class="govuk-heading-s">${title}</h3></legend>
        ${error?.pick ? html`<p class="govuk-error-message" id="${id}-error">${error.pick}</p>` : nothing}
        <div class="answers">
          ${field.answers.map((answer, i) => html`<label class="answer">
            ${this.decides
              ? html`<input type="radio" name="answer" value=${i} id="${id}-${i}" .checked=${this.chosen.get(field.at) === answer.op}
                  @change=${() => this.#choose(field, answer)} aria-describedby=${error?.pick ? `${id}-error` : nothing}>`
              : nothing}
            <span class="answer-text">
              <span class="answer-value">${this.reading.form.value(collection, name, answer.value, this.reading.names)}</span>
              <span class="answer-by">${person(answer.by)}</span>
              <span class="answer-when">${madeAt(answer)}</span>
              <span class="answer-device">${device(answer.device)}, <span class=${isClockOff(answer.clock) ? 'clock-off' : ''}>${clockWorth(answer.clock)}</span>${answer.clock && (answer.clock.measured ? Math.abs(answer.clock.errorMillis) > 2_000 : isClockOff(answer.clock)) ? html`: it showed ${momentExact(answer.wall)}` : nothing}</span>
              ${answer.reason ? html`<span class="answer-reason">“${said(answer.reason)}”</span>` : nothing}
            </span>
          </label>`)}
        </div>
        ${this.decides
          ? html`<div class="govuk-form-group ${error?.why ? 'govuk-form-group--error' : ''}">
              <label class="govuk-label" for=${reasonId}>Why does this answer stand?</label>
              ${error?.why ? html`<p class="govuk-error-message" id="${reasonId}-error">${error.why}</p>` : nothing}
              <textarea class="govuk-textarea" rows="2" id=${reasonId} name="reason" aria-describedby=${error?.why ? `${reasonId}-error` : nothing}
                .value=${draft(this.reading.incident.incident, field.at)}
                @input=${(event) => keep(this.reading.incident.incident, field.at, event.target.value)}></textarea>
            </div>
            <button class="govuk-button govuk-button--secondary" type="submit">Settle<span class="govuk-visually-hidden"> ${label}</span></button>`
          : nothing}
      </fieldset>
    </form>`;
  }

  #choose(field, answer) {
    this.chosen = new Map(this.chosen).set(field.at, answer.op);
  }

  #settle(event, field) {
    event.preventDefault();
    const id = Reading.anchor(field.at);
    const reason = event.target.elements.reason.value.trim();
    const answer = field.answers.find((one) => one.op === this.chosen.get(field.at));
    const wrong = {};
    if (!answer) {
      wrong.pick = 'Choose the answer that stands';
    }
    if (!reason) {
      wrong.why = 'Say why this answer stands: the officers will read it';
    } else if (reason.length > MOST_CHARS) {
      wrong.why = `Say it in ${MOST_CHARS} characters or fewer: this has ${reason.length}`;
    }
    this.errors = new Map(this.errors).set(field.at, wrong);
    if (wrong.pick || wrong.why) {
      this.updateComplete.then(() => go(event, wrong.pick ? `${id}-0` : `${id}-why`));
      return;
    }
    decide(this, {
      ops: [{op: 'set', at: field.at, value: answer.value, over: field.answers.map((one) => one.op), reason}],
      done: 'Settled. Both answers stay in the record, with your reason.',
      drafts: [field.at],
    });
  }
}

customElements.define('sh-contradictions', Contradictions);
