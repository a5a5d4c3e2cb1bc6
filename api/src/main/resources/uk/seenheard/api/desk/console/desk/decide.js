// The decision about the whole incident: return it with a note, authorise it, or give it to others.
import {html, nothing} from 'lit';
import {Part, decide, go} from '../ground/parts.js';
import {draft, keep} from './drafts.js';
import {barred, obstacles} from './prompts.js';
import {authorising, why} from './authorising.js';
import {session} from '../ground/session.js';
import {count, plain, table} from '../ground/text.js';
import {READ, colleagues, ofTeam, teamName, whom} from './rows.js';
import '../ground/sheet.js';
import './deeds.js';

const MOST_CHARS = 4_000;

class Decide extends Part {
  static properties = {reading: {attribute: false}, busy: {type: Boolean}, wrong: {state: true}, force: {state: true}};

  constructor() {
    super();
    this.wrong = {};
    this.force = {teams: [], people: []};
    colleagues().then((force) => (this.force = force));
  }

  get #waits() {
    return ['submitted', 'changed'].includes(this.reading.incident.state);
  }

  render() {
    return html`
      ${this.#waits ? html`${this.#authorise()}${this.#return()}` : html`<p class="govuk-body">${WAITING[this.reading.incident.state] ?? ''}</p>`}
      <sh-deeds .reading=${this.reading} .busy=${this.busy}></sh-deeds>
      ${this.#access()}`;
  }

  #authorise() {
    const ways = obstacles(this.reading);
    const others = barred(this.reading);
    return html`<section class="deed" aria-labelledby="authorise-title">
      <h3 class="govuk-heading-m" id="authorise-title">Authorise</h3>
      ${ways.length
        ? html`<p class="govuk-body">Not yet. In the way:</p>
            <ul class="govuk-list govuk-list--bullet">${ways.map((one) => html`<li><a class="govuk-link" href="#${one.at}" @click=${(event) => go(event, one.at)}>${one.text}</a></li>`)}</ul>`
        : html`<p class="govuk-body">Nothing stands in the way. Authorised, it goes to the records system.</p>`}
      ${others ? html`<p class="govuk-inset-text" id="barred" tabindex="-1">${others}</p>` : nothing}
      ${this.#toRead()}
      <button class="govuk-button ${ways.length ? 'govuk-button--secondary' : ''}" type="button" id="authorise" data-act="authorise" aria-disabled=${this.busy ? 'true' : nothing}
        @click=${() => this.#authorising(ways)}>Authorise</button>
    </section>`;
  }

  /** With something in the way the server says what; without, a person looks once more at what goes where. */
  #authorising(ways) {
    if (ways.length) {
      decide(this, {ops: [authorising(this.reading.incident.toRead)], done: 'Authorised. It goes to the records system.'});
    } else {
      this.dispatchEvent(new CustomEvent('authorising', {bubbles: true}));
    }
  }

  /** What made entries or questions disappear from sight: whoever authorises has read why. */
  #toRead() {
    const {incident} = this.reading;
    return incident.toRead.length
      ? html`<p class="govuk-body">Authorising, you say that you have read this:</p>
          <ul class="govuk-list govuk-list--bullet to-read">${incident.toRead.map((op) => html`<li>${why(this.reading, op)}</li>`)}</ul>`
      : nothing;
  }

  #return() {
    const {incident} = this.reading.incident;
    const {note: wrong} = this.wrong;
    const asked = this.reading.blocking();
    return html`<section class="deed" aria-labelledby="return-title">
      <h3 class="govuk-heading-m" id="return-title">Return with a note</h3>
      <form novalidate @submit=${this.#send}>
        <div class="govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}">
          <label class="govuk-label" for="note">What is to be done?</label>
          <div class="govuk-hint" id="note-hint">The officers read it on their handsets.</div>
          ${wrong ? html`<p class="govuk-error-message" id="note-error">${wrong}</p>` : nothing}
          <textarea class="govuk-textarea" id="note" name="note" rows="4" aria-describedby="note-hint${wrong ? ' note-error' : ''}"
            .value=${draft(incident, 'note')} @input=${(event) => keep(incident, 'note', event.target.value)}></textarea>
        </div>
        <div class="govuk-form-group">
          <label class="govuk-label" for="note-about">About</label>
          <select class="govuk-select" id="note-about" name="about">
            <option value="">The whole incident</option>
            ${[...this.reading.children, ...this.reading.adults].map((entry) => html`<option value=${entry.at}>${plain(this.reading.about(entry.at))}</option>`)}
            ${asked.length ? html`<optgroup label="An open question">${asked.map((prompt) => html`<option value="${prompt.subject ?? ''} ${prompt.prompt}">${prompt.subject ? `${plain(this.reading.about(prompt.subject))}: ` : ''}${plain(prompt.question)}</option>`)}</optgroup>` : nothing}
          </select>
        </div>
        <button class="govuk-button" type="submit" data-act="return" aria-disabled=${this.busy ? 'true' : nothing}>Return</button>
      </form>
    </section>`;
  }

  #send(event) {
    event.preventDefault();
    const note = event.target.elements.note.value.trim();
    // A subject alone, or a subject and a prompt: paths hold no spaces.
    const [about, prompt] = event.target.elements.about.value.split(' ');
    const wrong = !note
      ? 'Write what is to be done'
      : note.length > MOST_CHARS
        ? `Write ${MOST_CHARS.toLocaleString('en-GB')} characters or fewer: this note has ${note.length.toLocaleString('en-GB')}`
        : '';
    this.wrong = {note: wrong};
    if (wrong) {
      this.updateComplete.then(() => go(event, 'note'));
      return;
    }
    decide(this, {
      ops: [{op: 'act', act: 'return', with: about || prompt
        ? {notes: [{words: note, ...(about ? {about} : {}), ...(prompt ? {prompt} : {})}]}
        : {note}}],
      done: 'Returned. The note goes to the officers’ handsets.',
      drafts: ['note'],
    });
  }

  #access() {
    const {who: wrong} = this.wrong;
    return html`<details class="deed asked-of">
      <summary><span class="asked-of-whom">Assign, share or withdraw</span></summary>
      <form novalidate @submit=${this.#give}>
        <div class="govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}">
          <label class="govuk-label" for="whom">To whom?</label>
          ${wrong ? html`<p class="govuk-error-message" id="whom-error">${wrong}</p>` : nothing}
          <select class="govuk-select" id="whom" name="whom" aria-describedby=${wrong ? 'whom-error' : nothing}>${whom(this.force)}</select>
        </div>
        <p class="buttons"><button class="govuk-button govuk-button--secondary" value="assign" data-act="assign">Assign</button>
          <button class="govuk-button govuk-button--secondary" value="share" data-act="share">Share</button>
          <button class="govuk-button govuk-button--secondary" value="unshare" data-act="unshare">Withdraw</button></p>
      </form>
      <sh-sheet></sh-sheet>
    </details>`;
  }

  #give(event) {
    event.preventDefault();
    const [kind, id] = event.target.elements.whom.value.split(' ');
    const act = event.submitter?.value ?? 'share';
    const wrong = id ? '' : 'Choose a person or a team';
    this.wrong = {who: wrong};
    if (wrong) {
      this.updateComplete.then(() => go(event, 'whom'));
      return;
    }
    const given = () => decide(this, {ops: [{op: 'act', act, with: {[kind]: id}}], done: this.#given(act, kind, id)});
    const happens = this.#happens(act, kind, id);
    if (!happens.length) {
      given();
      return;
    }
    const [title, confirm] = {assign: ['Assign this incident to', 'Assign it'], share: ['Share this incident with', 'Share it'], unshare: ['Withdraw this incident from', 'Withdraw it']}[act];
    this.querySelector('sh-sheet').open({title: `${title} ${this.#named(kind, id)}?`, confirm, grave: act === 'unshare', happens, asks: [], send: async () => given()});
  }

  #one(id) {
    return this.force.people.find((one) => one.id === id);
  }

  #named(kind, id) {
    return plain(kind === 'team' ? teamName(this.force, id) : this.#one(id)?.name ?? id);
  }

  /**
   * What cannot be taken back is said before it is done: who reads these words from now on, and who loses them
   * with whoever takes them away. What a second press puts right is not asked about.
   */
  #happens(act, kind, id) {
    const name = this.#named(kind, id);
    const {children} = this.reading;
    if (act === 'unshare') {
      const own = kind === 'team' && session.role === 'supervisor' && session.person?.teams?.includes(id);
      return own ? [`The supervisors of ${name} lose it, and you with them if no other team of yours has it.`, 'Only somebody who still sees it can give it back: an inspector does.'] : [];
    }
    const whole = `reads the whole record${children.length ? `: ${count(children.length, 'child', 'children')}, what they said,` : ''} and whatever comes.`;
    return [
      kind === 'team' ? `Each supervisor of ${name} ${whole} Its officers read it once they are at this job and it is their team’s, or somebody names them.` : `${name} ${whole}`,
      ...(act === 'assign' ? [kind === 'team' ? 'It is that team’s from now on, and stands in its queue.' : 'An officer finds it on the handset, and is told of what is overdue.'] : []),
      READ,
    ];
  }

  /** What was done, and what it does not do. */
  #given(act, kind, id) {
    const name = this.#named(kind, id);
    if (act !== 'unshare') {
      return act === 'assign' ? `Assigned to ${name}.` : `Shared with ${name}.`;
    }
    if (kind === 'team') {
      return `Withdrawn from the supervisors of ${name}. Its officers who are at this job keep it until it is withdrawn from each of them.`;
    }
    return {
      supervisor: `Withdrawn from ${name} by name. A supervisor goes on seeing what one of their teams has.`,
      inspector: `Withdrawn from ${name} by name. An inspector goes on seeing every incident.`,
    }[this.#one(id)?.role] ?? `Withdrawn from ${name}: their handset is told to forget it when it is next in signal. To assign or share it gives it back.`;
  }
}

const WAITING = table({
  recording: 'The officers are still recording: nothing is handed in yet.',
  returned: 'It is with the officers: it comes back when they hand it in again.',
  authorised: 'It is authorised. What comes late shows here as a change.',
});

customElements.define('sh-decide', Decide);
