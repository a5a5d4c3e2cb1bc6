// A sheet over the page for a deed that reaches further than this page: says what will happen, asks
// what it needs, and tells what the server answered.
import {html, nothing} from 'lit';
import {Part} from './parts.js';
import {typed} from './moments.js';
import {Refused} from './session.js';

const MOST_CHARS = 4_000;

/** Every deed is asked for its reason in the same words. */
export const WHY = {name: 'reason', label: 'Why?', hint: 'It stands in the ledger, with your name.', kind: 'words', wrong: 'Say why, in a few words: whoever reads this later has nothing else to go by'};

/**
 * Opened with {title, happens, asks, confirm, grave, send}: `happens` are the sentences that say what
 * will happen, `asks` the questions, and `send` does it and answers with a sentence for the page,
 * which is told by the event `deed-done`.
 */
class Sheet extends Part {
  static properties = {deed: {state: true}, wrong: {state: true}, refused: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.deed = null;
    this.wrong = {};
    this.refused = '';
    this.busy = false;
  }

  open(deed) {
    this.wrong = {};
    this.refused = '';
    this.deed = deed;
  }

  updated(changed) {
    if (changed.has('deed') && this.deed) {
      this.querySelector('dialog').showModal();
      if (!this.deed.asks.length) {
        // Nothing is typed here: a key that is pressed twice shall not say yes.
        this.querySelector('#sheet-title').focus();
      }
    }
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  render() {
    const {deed} = this;
    if (!deed) {
      return nothing;
    }
    return html`<dialog class="sheet" aria-labelledby="sheet-title" @close=${() => (this.deed = null)}>
      <h2 class="govuk-heading-m" id="sheet-title" tabindex="-1">${deed.title}</h2>
      ${this.refused ? html`<p class="govuk-error-message" role="alert" id="sheet-refused" tabindex="-1">${this.refused}</p>` : nothing}
      <h3 class="govuk-heading-s">What will happen</h3>
      <ul class="govuk-list govuk-list--bullet">${deed.happens.map((line) => html`<li>${line}</li>`)}</ul>
      <form novalidate @submit=${this.#send}>
        ${deed.asks.map((one) => this.#ask(one))}
        <p class="sheet-deeds"><button class="govuk-button ${deed.grave ? 'govuk-button--warning' : ''}" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>${deed.confirm}</button>
          <button class="govuk-button govuk-button--secondary" type="button" @click=${this.#close}>Do nothing</button></p>
      </form></dialog>`;
  }

  #ask(one) {
    const id = `sheet-${one.name}`;
    const wrong = this.wrong[one.name];
    const described = [one.hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || nothing;
    const told = html`${one.hint ? html`<div class="govuk-hint" id="${id}-hint">${one.hint}</div>` : nothing}
      ${wrong ? html`<p class="govuk-error-message" id="${id}-error">${wrong}</p>` : nothing}`;
    if (one.kind === 'many') {
      return html`<fieldset class="govuk-fieldset govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}" id=${id} tabindex="-1" aria-describedby=${described}>
        <legend class="govuk-fieldset__legend">${one.label}</legend>${told}
        ${one.options.map(([value, text]) => html`<label class="tick"><input type="checkbox" name=${one.name} value=${value} .checked=${one.chosen?.includes(value) ?? false}> <span>${text}</span></label>`)}</fieldset>`;
    }
    return html`<div class="govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}"><label class="govuk-label" for=${id}>${one.label}</label>${told}${this.#input(one, id, described)}</div>`;
  }

  #input({name, kind, options, value = ''}, id, described) {
    if (kind === 'pick') {
      return html`<select class="govuk-select wide" id=${id} name=${name} aria-describedby=${described}>${options}</select>`;
    }
    return kind === 'words'
      ? html`<textarea class="govuk-textarea" rows="3" id=${id} name=${name} aria-describedby=${described} .value=${value}></textarea>`
      : html`<input class="govuk-input" type=${kind === 'moment' ? 'datetime-local' : 'text'} id=${id} name=${name} autocomplete="off" aria-describedby=${described} .value=${value}>`;
  }

  async #send(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const given = {};
    const wrong = {};
    for (const one of this.deed.asks) {
      const read = answer(one, event.target);
      if (read.wrong) {
        wrong[one.name] = read.wrong;
      }
      given[one.name] = read.value;
    }
    this.wrong = wrong;
    const [first] = Object.keys(wrong);
    if (first) {
      this.updateComplete.then(() => this.querySelector(`#sheet-${first}`)?.focus());
      return;
    }
    this.busy = true;
    this.refused = '';
    try {
      const done = await this.deed.send(given);
      this.#close();
      this.dispatchEvent(new CustomEvent('deed-done', {bubbles: true, detail: done}));
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
      this.refused = refused.message;
      this.updateComplete.then(() => this.querySelector('#sheet-refused')?.focus());
    } finally {
      this.busy = false;
    }
  }
}

/** What was given for a question, or what is wrong with it. */
function answer(one, form) {
  if (one.kind === 'many') {
    const chosen = new FormData(form).getAll(one.name);
    return chosen.length || one.optional ? {value: chosen} : {wrong: one.wrong};
  }
  const input = form.elements[one.name];
  const text = input.value.trim();
  if (!text && !input.validity.badInput) {
    return one.optional ? {value: undefined} : {wrong: one.wrong};
  }
  if (text.length > MOST_CHARS) {
    return {wrong: `Write ${MOST_CHARS.toLocaleString('en-GB')} characters or fewer`};
  }
  if (one.must && text !== one.must) {
    return {wrong: one.wrong};
  }
  if (one.kind !== 'moment') {
    return {value: text};
  }
  // In the hour that comes twice the wider span is meant: from its first, until its second.
  const meant = typed(text);
  return meant.length ? {value: Date.parse(meant.at(one.last ? -1 : 0).value)} : {wrong: one.wrong};
}

customElements.define('sh-sheet', Sheet);
