// Where people's answers differ: all of them side by side, until somebody decides and says why.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, decide, go} from '../ground/parts.js';
import {Reading} from './reading.js';
import {draft, keep} from './drafts.js';
import {parts} from './form.js';
import {clockWorth, device, isClockOff, madeAt, momentExact, noted, person, said} from '../ground/text.js';

const MOST_CHARS = 4_000;
// The reason that goes with every answer that is given none of its own.
const REASON = 'settling';

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
    const fields = this.reading.incident.contradicted;
    const many = fields.length > 1;
    const wrong = this.errors.get(REASON);
    const {incident} = this.reading.incident;
    return html`<form class="differ" novalidate @submit=${(event) => this.#settle(event, fields)} @keydown=${(event) => this.#pressed(event, fields)}>
      ${repeat(fields, (field) => field.at, (field) => this.#field(field, many))}
      ${this.decides ? html`<div class="contradiction settle">
        <div class="govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}">
          <label class="govuk-label" for="settle-why">${many ? 'Why do these answers stand?' : 'Why does this answer stand?'}</label>
          <div class="govuk-hint" id="settle-hint">The officers read it, with your name.</div>
          ${wrong ? html`<p class="govuk-error-message" id="settle-error">${wrong}</p>` : nothing}
          <textarea class="govuk-textarea" rows="2" id="settle-why" name="reason" aria-describedby="settle-hint${wrong ? ' settle-error' : ''}"
            aria-keyshortcuts="Control+Enter" .value=${draft(incident, REASON)} @input=${(event) => keep(incident, REASON, event.target.value)}></textarea>
        </div>
        <button class="govuk-button govuk-button--secondary" type="submit" data-act="set">${many ? `Settle ${this.#chosen(fields).length || fields.length} of ${fields.length}` : 'Settle'}</button>
        ${many ? html`<span class="faint">What you choose no answer for stays open.</span>` : nothing}
      </div>` : nothing}
    </form>`;
  }

  #chosen(fields) {
    return fields.filter((field) => this.#answer(field));
  }

  #answer(field) {
    return field.answers.find((one) => one.op === this.chosen.get(field.at));
  }

  #field(field, many) {
    const {label, about} = this.reading.title(field.at);
    const {collection, name} = parts(field.at);
    const id = Reading.anchor(field.at);
    const error = this.errors.get(field.at);
    const {incident} = this.reading.incident;
    const title = html`${label}${about ? html` – ${said(about)}` : nothing}`;
    return html`<fieldset class="govuk-fieldset contradiction" id=${id} tabindex="-1">
        <legend class="govuk-fieldset__legend"><h3 class="govuk-heading-s">${title}</h3></legend>
        ${error?.pick ? html`<p class="govuk-error-message" id="${id}-error">${error.pick}</p>` : nothing}
        <div class="answers">
          ${field.answers.map((answer, i) => html`<label class="answer">
            ${this.decides
              ? html`<input type="radio" name="answer-${id}" value=${i} id="${id}-${i}" .checked=${this.chosen.get(field.at) === answer.op}
                  @change=${() => this.#choose(field, answer)} aria-describedby=${error?.pick ? `${id}-error` : nothing}>`
              : nothing}
            <span class="answer-text">
              <span class="answer-value">${this.reading.form.value(collection, name, answer.value, this.reading.names)}</span>
              <span class="answer-by">${person(answer.by)}</span>
              <span class="answer-when">${madeAt(answer)}${noted(this.reading.noted(answer))}</span>
              <span class="answer-device">${device(answer.device)}, <span class=${isClockOff(answer.clock) ? 'clock-off' : ''}>${clockWorth(answer.clock)}</span>${answer.clock && (answer.clock.measured ? Math.abs(answer.clock.errorMillis) > 2_000 : isClockOff(answer.clock)) ? html`: it showed ${momentExact(answer.wall)}` : nothing}</span>
              ${answer.reason ? html`<span class="answer-reason">“${said(answer.reason)}”</span>` : nothing}
            </span>
          </label>`)}
        </div>
        ${this.decides && many
          ? html`<details class="ask-source"><summary>Another reason for this one<span class="govuk-visually-hidden">: ${label}</span></summary>
              ${error?.why ? html`<p class="govuk-error-message" id="${id}-why-error">${error.why}</p>` : nothing}
              <textarea class="govuk-textarea" rows="2" id="${id}-why" aria-label="Why this answer to “${label}” stands" aria-describedby=${error?.why ? `${id}-why-error` : nothing}
                .value=${draft(incident, field.at)} @input=${(event) => keep(incident, field.at, event.target.value)}></textarea></details>`
          : nothing}
      </fieldset>`;
  }

  /** A number chooses that answer and goes on to the next, at the end to the reason; Ctrl and Enter settle. */
  #pressed(event, fields) {
    if (!this.decides || event.altKey) {
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
      return;
    }
    const at = event.target.closest('fieldset.contradiction');
    const field = fields.find((one) => Reading.anchor(one.at) === at?.id);
    const answer = /^[1-9]$/.test(event.key) && !event.target.matches('textarea') ? field?.answers[event.key - 1] : undefined;
    if (!answer || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    this.#choose(field, answer);
    const next = fields[fields.indexOf(field) + 1];
    go(event, next ? Reading.anchor(next.at) : 'settle-why');
  }

  #choose(field, answer) {
    this.chosen = new Map(this.chosen).set(field.at, answer.op);
  }

  /** All that were chosen, in one decision: each with its own reason, or with the one for all. */
  #settle(event, fields) {
    event.preventDefault();
    const {incident} = this.reading.incident;
    const common = draft(incident, REASON).trim();
    const chosen = this.#chosen(fields).map((field) => ({field, own: draft(incident, field.at).trim()}));
    const wrong = new Map();
    if (!chosen.length) {
      wrong.set(fields[0].at, {pick: 'Choose the answer that stands'});
    }
    chosen.filter(({own}) => own.length > MOST_CHARS).forEach(({field, own}) => wrong.set(field.at, {why: tooLong(own)}));
    if (!common && (!chosen.length || chosen.some(({own}) => !own))) {
      wrong.set(REASON, 'Say why this answer stands: the officers will read it');
    } else if (common.length > MOST_CHARS) {
      wrong.set(REASON, tooLong(common));
    }
    this.errors = wrong;
    if (wrong.size) {
      const [first] = wrong.keys();
      const at = first === REASON ? 'settle-why' : `${Reading.anchor(first)}-${wrong.get(first).pick ? '0' : 'why'}`;
      this.updateComplete.then(() => go(event, at));
      return;
    }
    decide(this, {
      ops: chosen.map(({field, own}) => ({
        op: 'set', at: field.at, value: this.#answer(field).value, over: field.answers.map((one) => one.op), reason: own || common,
      })),
      done: 'Settled. Both answers stay in the record, with your reason.',
      drafts: [REASON, ...chosen.map(({field}) => field.at)],
    });
  }
}

function tooLong(words) {
  return `Say it in ${MOST_CHARS} characters or fewer: this has ${words.length}`;
}

customElements.define('sh-contradictions', Contradictions);
