// Returns an incident with what is missing: every note stands there already, is ticked or not, changed
// where it stands, and all of them go as one act.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, decide, finding} from '../ground/parts.js';
import {draft, keep} from './drafts.js';
import {MOST_NOTES, proposals} from './missing.js';
import {count, plain, said} from '../ground/text.js';

const MOST_CHARS = 4_000;

class Returning extends Part {
  static properties = {reading: {attribute: false}, busy: {type: Boolean}, shown: {state: true}, turned: {state: true}, wrong: {state: true}};

  constructor() {
    super();
    this.shown = false;
    this.turned = new Map();
    this.wrong = {};
  }

  open() {
    this.wrong = {};
    this.turned = new Map();
    this.shown = true;
  }

  updated(changed) {
    const dialog = this.querySelector('dialog');
    if (this.shown && dialog && !dialog.open) {
      dialog.showModal();
    }
    if (changed.has('wrong') && Object.keys(this.wrong).length) {
      this.querySelector('.govuk-form-group--error textarea, .sheet-fault')?.focus();
    }
  }

  get #incident() {
    return this.reading.incident.incident;
  }

  #ticked(note, i) {
    return this.turned.get(note.key) ?? (note.must && i < MOST_NOTES);
  }

  #words(note) {
    return draft(this.#incident, note.key) || note.words;
  }

  render() {
    if (!this.shown) {
      return nothing;
    }
    const notes = proposals(this.reading);
    const chosen = notes.filter((note, i) => this.#ticked(note, i));
    const rest = notes.filter((note) => !note.must);
    const line = (note) => this.#note(note, notes.indexOf(note));
    return html`<dialog class="sheet sheet-wide" aria-labelledby="returning-title" @close=${() => (this.shown = false)}>
      <form novalidate @submit=${(event) => this.#send(event, notes)}>
        <h2 class="govuk-heading-m" id="returning-title">Return with what is missing</h2>
        <p class="govuk-body">The officers get each note on their handsets, at the question that it is about. Change the words where they stand; take the tick away from what they need not answer.</p>
        ${this.wrong.all ? html`<p class="govuk-error-message sheet-fault" tabindex="-1">${this.wrong.all}</p>` : nothing}
        <ul class="pins">${repeat(notes.filter((note) => note.must), (note) => note.key, line)}</ul>
        ${rest.length ? html`<details class="asked-of"><summary><span class="asked-of-whom">Not required</span> <span class="asked-of-count">${rest.length} more</span></summary>
          <ul class="pins">${repeat(rest, (note) => note.key, line)}</ul></details>` : nothing}
        <div class="govuk-form-group ${this.wrong.note ? 'govuk-form-group--error' : ''}"><label class="govuk-label" for="returning-note">Anything else they should do</label>
          ${this.wrong.note ? html`<p class="govuk-error-message" id="returning-note-fault">${this.wrong.note}</p>` : nothing}
          <textarea class="govuk-textarea" id="returning-note" name="note" rows="2" aria-describedby=${this.wrong.note ? 'returning-note-fault' : nothing}
            .value=${draft(this.#incident, 'note')} @input=${(event) => keep(this.#incident, 'note', event.target.value)}></textarea></div>
        <p class="sheet-deeds"><button class="govuk-button" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>Return with ${count(chosen.length, 'note')}</button>
          <button class="govuk-button govuk-button--secondary" type="button" @click=${this.#close}>Not now</button></p>
      </form>
    </dialog>`;
  }

  #note(note, i) {
    const id = `pin-${i}`;
    const on = this.#ticked(note, i);
    const wrong = this.wrong[note.key];
    const about = this.reading.about(note.about);
    return html`<li class="pin ${on ? '' : 'is-off'} ${wrong ? 'govuk-form-group--error' : ''}">
      <label class="tick"><input type="checkbox" id=${id} .checked=${on} @change=${(event) => (this.turned = new Map(this.turned).set(note.key, event.target.checked))}>
        <span><strong>${said(about)}</strong> ${note.finding ? finding(note.finding) : html`<span class="differ">officers differ</span>`}<span class="govuk-visually-hidden"> ${plain(note.words)}</span></span></label>
      ${wrong ? html`<p class="govuk-error-message" id="${id}-fault">${wrong}</p>` : nothing}
      <textarea class="govuk-textarea" rows="2" aria-label="Note about ${plain(about)}: ${plain(note.words)}" aria-describedby=${wrong ? `${id}-fault` : nothing} ?disabled=${!on}
        .value=${this.#words(note)} @input=${(event) => keep(this.#incident, note.key, event.target.value === note.words ? '' : event.target.value || ' ')}></textarea>
    </li>`;
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  #send(event, notes) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const chosen = notes.filter((note, i) => this.#ticked(note, i)).map((note) => ({...note, words: this.#words(note).trim()}));
    const whole = draft(this.#incident, 'note').trim();
    const wrong = {};
    chosen.filter((note) => !note.words || note.words.length > MOST_CHARS).forEach((note) => {
      wrong[note.key] = note.words ? tooLong(note.words) : 'Say what is to be done, or take the tick away';
    });
    if (whole.length > MOST_CHARS) {
      wrong.note = tooLong(whole);
    }
    if (chosen.length > MOST_NOTES) {
      wrong.all = `One return takes ${MOST_NOTES} notes: take the tick away from ${chosen.length - MOST_NOTES}.`;
    } else if (!chosen.length && !whole) {
      wrong.all = 'Tick what is missing, or write what is to be done.';
    }
    this.wrong = wrong;
    if (Object.keys(wrong).length) {
      return;
    }
    const pinned = chosen.map(({words, about, prompt}) => ({words, ...(about ? {about} : {}), ...(prompt ? {prompt} : {})}));
    this.#close();
    decide(this, {
      ops: [{op: 'act', act: 'return', with: {...(whole ? {note: whole} : {}), ...(pinned.length ? {notes: pinned} : {})}}],
      done: `Returned with ${count(pinned.length + (whole ? 1 : 0), 'note')}. They go to the officers’ handsets.`,
      drafts: ['note', ...notes.map((note) => note.key)],
    });
  }
}

function tooLong(words) {
  return `Write ${MOST_CHARS.toLocaleString('en-GB')} characters or fewer: this note has ${words.length.toLocaleString('en-GB')}`;
}

customElements.define('sh-returning', Returning);
