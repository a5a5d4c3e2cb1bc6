// What a supervisor records beside the decision: actions, strategy discussions, reviews, and an
// inspector's authority for police protection. One thing at a time: first what, then its questions.
import {html, nothing} from 'lit';
import {Part, decide, go} from '../ground/parts.js';
import {draft, keep} from './drafts.js';
import {session} from '../ground/session.js';
import {instantNow, instantOf, typed} from '../ground/moments.js';
import {person, plain, said, table} from '../ground/text.js';

const MOST_CHARS = 4_000;
const CHILD = {name: 'about', label: 'Which child?', kind: 'child', wrong: 'Choose the child'};
const DEEDS = table({
  action: {
    title: 'An action, with who does it and by when', done: 'The action is recorded.',
    asks: [
      {name: 'what', label: 'Which action?', kind: 'words', wrong: 'Say what is to be done'},
      {name: 'owner', label: 'Who does it?', kind: 'line', wrong: 'Say who does it'},
      {name: 'due', label: 'By when?', kind: 'moment', wrong: 'Say by when, day and time'},
    ],
    ops: (said) => [add('action', said)],
  },
  discussion: {
    title: 'A strategy discussion that was held', done: 'The strategy discussion is recorded.', child: true,
    asks: [
      CHILD,
      {name: 'at', label: 'When was it?', kind: 'moment', wrong: 'Say when it was, day and time'},
      {name: 'who', label: 'Who took part?', kind: 'line', wrong: 'Say who took part'},
      {name: 'decisions', label: 'What was decided?', kind: 'words', wrong: 'Say what was decided'},
    ],
    ops: (said) => [add('discussion', {...said, held: 'yes'})],
  },
  'no-discussion': {
    title: 'Why no strategy discussion was held', done: 'The reason is recorded.', child: true,
    asks: [CHILD, {name: 'why', label: 'Why was none held?', kind: 'words', wrong: 'Say why none was held'}],
    ops: (said) => [add('discussion', {...said, held: 'no'})],
  },
  review: {
    title: 'A review of a child in protection or custody', done: 'The review is recorded.', child: true,
    asks: [
      CHILD,
      {name: 'at', label: 'When was it?', kind: 'moment', wrong: 'Say when it was, day and time'},
      {name: 'decision', label: 'What was decided?', kind: 'words', wrong: 'Say what was decided'},
    ],
    ops: (said) => [add('review', said)],
  },
  note: {
    title: 'That you have seen something, without deciding', done: 'It is written down that you have seen it.', act: 'acknowledge',
    asks: [{name: 'what', label: 'What have you seen?', kind: 'words', wrong: 'Say what you have seen'}],
    ops: (said) => [{op: 'act', act: 'acknowledge', with: said}],
  },
  protection: {
    title: 'Police protection (section 46): authorise, refuse or end', done: 'The decision about police protection is recorded.',
    child: true, inspector: true, act: 'decide-protection',
    asks: [
      CHILD,
      {name: 'decision', label: 'What do you decide?', kind: 'choice', wrong: 'Choose what you decide', options: [['authorised', 'Authorise'], ['refused', 'Refuse'], ['ended', 'End it']]},
      {name: 'grounds', label: 'On what grounds?', kind: 'words', wrong: 'Say on what grounds'},
      {name: 'at', label: 'When did you decide it, if not now?', kind: 'moment', optional: true, wrong: 'Say when it was, day and time, or leave it empty'},
    ],
    ops: ({about, ...rest}) => [{op: 'act', act: 'decide-protection', about, with: rest}],
  },
});

class Deeds extends Part {
  static properties = {reading: {attribute: false}, busy: {type: Boolean}, what: {state: true}, wrong: {state: true}, twice: {state: true}};

  constructor() {
    super();
    this.what = '';
    this.wrong = {};
    this.twice = '';
  }

  get #incident() {
    return this.reading.incident.incident;
  }

  willUpdate(changed) {
    if (changed.has('reading') && changed.get('reading')) {
      this.what = '';
      this.wrong = {};
      this.twice = '';
    }
  }

  render() {
    const deed = DEEDS[this.what];
    const offered = Object.entries(DEEDS).filter(([, one]) => (!one.child || this.reading.children.length) && (!one.inspector || session.inspects));
    return html`${this.#actions()}
      <section class="deed" aria-labelledby="record-title">
        <h3 class="govuk-heading-m" id="record-title">Record something else</h3>
        <div class="govuk-form-group"><label class="govuk-label" for="record-what">What do you record?</label>
          <select class="govuk-select" id="record-what" @change=${(event) => { this.what = event.target.value; this.wrong = {}; this.twice = ''; }}>
            <option value="" ?selected=${!this.what}>Choose one</option>
            ${offered.map(([id, one]) => html`<option value=${id} data-act=${one.act ?? 'add'} ?selected=${id === this.what}>${one.title}</option>`)}
          </select></div>
        ${deed ? html`<form novalidate @submit=${this.#send}>${deed.asks.map((one) => this.#ask(one))}
          <button class="govuk-button" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>Record it</button></form>` : nothing}
      </section>`;
  }

  #ask({name, label, kind, options}) {
    const id = `deed-${name}`;
    const wrong = this.wrong[name];
    const kept = `${this.what}.${name}`;
    const note = (event) => {
      keep(this.#incident, kept, event.target.value);
      this.twice = kind === 'moment' && typed(event.target.value).length > 1 ? name : this.twice === name ? '' : this.twice;
    };
    const described = [kind === 'moment' ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || nothing;
    const choices = kind === 'child' ? this.reading.children.map((child) => [child.at, plain(this.reading.about(child.at))]) : options;
    const input = choices
      ? html`<select class="govuk-select" id=${id} name=${name} aria-describedby=${described}>
          ${choices.length > 1 ? html`<option value="">Choose</option>` : nothing}${choices.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select>`
      : kind === 'words'
        ? html`<textarea class="govuk-textarea" id=${id} name=${name} rows="3" aria-describedby=${described} .value=${draft(this.#incident, kept)} @input=${note}></textarea>`
        : html`<input class="govuk-input ${kind === 'line' ? 'wide' : ''}" type=${kind === 'moment' ? 'datetime-local' : 'text'} id=${id} name=${name} autocomplete="off" aria-describedby=${described} .value=${draft(this.#incident, kept)} @input=${note}>`;
    return html`<div class="govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}">
      <label class="govuk-label" for=${id}>${label}</label>
      ${kind === 'moment' ? html`<div class="govuk-hint" id="${id}-hint">UK time, wherever you are.</div>` : nothing}
      ${wrong ? html`<p class="govuk-error-message" id="${id}-error">${wrong}</p>` : nothing}${input}${kind === 'moment' && this.twice === name ? this.#whichHour(name) : nothing}</div>`;
  }

  /** The hour that comes twice when the clocks go back: only whoever was there knows which it was. */
  #whichHour(name) {
    return html`<fieldset class="govuk-fieldset twice"><legend class="govuk-fieldset__legend">The clocks went back that night: this hour came twice. Which was it?</legend>
      <div class="either"><label><input type="radio" name="${name}-zone" value="BST"> the first, still summer time (BST)</label>
        <label><input type="radio" name="${name}-zone" value="GMT"> the second, winter time (GMT)</label></div></fieldset>`;
  }

  /** What is wrong with a day and a time that was typed, or its moment as forms take it. */
  #momentOf(form, name, text, missing) {
    const meant = typed(text);
    if (!meant.length) {
      return {wrong: Number.isNaN(instantOf(`${text}Z`)) ? missing : 'There was no such time in the United Kingdom: the clocks went forward over it'};
    }
    const chosen = meant.length > 1 ? meant.find(({zone}) => zone === form.elements[`${name}-zone`]?.value) : meant[0];
    return chosen ?? {wrong: 'This hour came twice that night: say which of the two it was', twice: true};
  }

  #send(event) {
    event.preventDefault();
    const deed = DEEDS[this.what];
    const given = {};
    const wrong = {};
    for (const {name, kind, optional, wrong: missing} of deed.asks) {
      const text = event.target.elements[name].value.trim();
      // An input that holds half a day and half a time gives no text: that is no "now".
      if (optional && !text && !event.target.elements[name].validity.badInput) {
        continue;
      }
      const meant = kind === 'moment' && text ? this.#momentOf(event.target, name, text, missing) : {value: text};
      if (!text) {
        wrong[name] = missing;
      } else if (text.length > MOST_CHARS) {
        wrong[name] = `Write ${MOST_CHARS.toLocaleString('en-GB')} characters or fewer`;
      } else if (meant.wrong) {
        wrong[name] = meant.wrong;
        this.twice = meant.twice ? name : this.twice;
      }
      given[name] = meant.value;
    }
    this.wrong = wrong;
    const first = Object.keys(wrong)[0];
    if (first) {
      this.updateComplete.then(() => go(event, `deed-${first}`));
      return;
    }
    decide(this, {ops: deed.ops(given), done: deed.done, drafts: deed.asks.map((one) => `${this.what}.${one.name}`)});
  }

  #actions() {
    const open = this.reading.entries('action').filter((action) => !this.reading.value(action, 'doneAt'));
    return open.length ? html`<section class="deed" aria-labelledby="open-actions">
      <h3 class="govuk-heading-m" id="open-actions">Actions that are open</h3>
      <ul class="alerts">${open.map((action) => this.#action(action))}</ul></section>` : nothing;
  }

  #action(action) {
    const {reading} = this;
    const value = (name) => reading.value(action, name);
    const what = String(value('what') ?? 'Action');
    const due = instantOf(value('due'));
    const id = action.at.replaceAll('/', '-');
    return html`<li class="open-action">
      <p><strong>${said(what)}</strong> ${due < Date.now() ? html`<span class="differ">overdue</span>` : nothing}
        <span class="faint line-under">${value('owner') ? said(value('owner')) : person(action.added[0]?.by)}, by ${reading.form.value('action', 'due', value('due'))}</span></p>
      <details class="asked-of"><summary><span class="asked-of-whom">Done or cancelled<span class="govuk-visually-hidden">: ${plain(what)}</span></span></summary>
        <form novalidate @submit=${(event) => this.#close(event, action)}>
          <label class="govuk-label" for="close-${id}">What came of it, or why is it cancelled?</label>
          ${this.wrong[action.at] ? html`<p class="govuk-error-message">${this.wrong[action.at]}</p>` : nothing}
          <textarea class="govuk-textarea" id="close-${id}" name="reason" rows="2"></textarea>
          <p class="buttons"><button class="govuk-button govuk-button--secondary" value="done" data-act="set">It is done</button>
            <button class="govuk-button govuk-button--secondary" value="cancel" data-act="strike">Cancel the action</button></p>
        </form></details></li>`;
  }

  #close(event, action) {
    event.preventDefault();
    const field = event.target.elements.reason;
    const reason = field.value.trim();
    if (!reason || reason.length > MOST_CHARS) {
      this.wrong = {[action.at]: reason ? `Write ${MOST_CHARS.toLocaleString('en-GB')} characters or fewer` : 'Say what came of it, or why it is cancelled'};
      this.updateComplete.then(() => go(event, field.id));
      return;
    }
    decide(this, event.submitter?.value === 'cancel'
      ? {ops: [{op: 'strike', at: action.at, reason}], done: 'The action is cancelled.'}
      : {ops: [{op: 'set', at: `${action.at}/doneAt`, value: instantNow(), reason}], done: 'The action is done.'});
  }
}

function add(collection, value) {
  return {op: 'add', at: `${collection}/${crypto.randomUUID()}`, value};
}

customElements.define('sh-deeds', Deeds);
