// What may be one and the same, as the server proposes it with its reasons, and what people say of it:
// two entries that are one child, two incidents that are one event.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, decide, reasonIn, stateTag, why} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {Reading} from './reading.js';
import {moment, person, plain, said} from '../ground/text.js';

const NONE = {children: [], adults: [], incidents: [], linked: []};
const MOST_FOUND = 10;

/** Said before it is done: what somebody made of two entries is looked at by somebody else. */
const OTHERS_AUTHORISE = 'Whoever does it does not authorise what becomes of it: another supervisor or an inspector does.';

/** The server's proposals about an incident; none where it does not answer, which the page can do without. */
export function proposed(incident) {
  return ask(`/v1/incidents/${incident}/twins`).catch(() => NONE);
}

/** Proposals about the entries of a collection that still stand there, each with its form to join them. */
export function proposals(reading, likely, decides, {words, hint, deed, done}) {
  return likely.map(({one, other, reasons}) => [entryOf(reading, one), entryOf(reading, other), reasons])
    .filter(([one, other]) => one && other && one !== other)
    .map(([one, other, reasons]) => {
      const named = (entry) => html`<strong>${said(reading.about(entry.at))}</strong> (${person(entry.added[0]?.by)})`;
      const id = Reading.anchor(other.at);
      return html`<div class="twins" id="twins-${id}">
        <p>${named(one)} and ${named(other)} ${words}${reasons.length ? html`: ${reasons.map((reason) => reason.replace(/[.]$/, '')).join('; ')}` : nothing}. <span class="faint">${hint} ${decides ? OTHERS_AUTHORISE : nothing}</span></p>
        ${decides ? html`<form novalidate @submit=${(event) => join(event, one, other, done)}>
          ${why(`join-${id}`, 'Why are they one?')}
          <button class="govuk-button govuk-button--secondary" data-act="same-as">${deed}</button></form>` : nothing}
      </div>`;
    });
}

function entryOf(reading, path) {
  return reading.entries(path.split('/')[0]).find((entry) => entry.at === path || entry.twins.includes(path));
}

function join(event, one, other, done) {
  event.preventDefault();
  const reason = reasonIn(event.target);
  if (reason) {
    decide(event.target, {ops: [{op: 'act', act: 'same-as', about: one.at, with: {entry: other.at, reason}}], done});
  }
}

/** Joined by hand: two children, or two adults, of whom nobody noticed that they are one. */
class Joining extends Part {
  static properties = {reading: {attribute: false}, wrong: {state: true}};

  render() {
    const {children, adults} = this.reading;
    const group = (label, entries) => entries.length > 1
      ? html`<optgroup label=${label}>${entries.map((entry) => html`<option value=${entry.at}>${plain(this.reading.about(entry.at))}, by ${person(entry.added[0]?.by)}</option>`)}</optgroup>` : nothing;
    if (children.length < 2 && adults.length < 2) {
      return nothing;
    }
    const options = html`<option value="">Choose</option>${group('Children', children)}${group('Adults', adults)}`;
    return html`<details class="deed asked-of"><summary><span class="asked-of-whom">Two entries here are one person</span></summary>
      <form novalidate @submit=${this.#send}>
        ${this.wrong ? html`<p class="govuk-error-message" role="alert">${this.wrong}</p>` : nothing}
        <div class="govuk-form-group"><label class="govuk-label" for="joining-one">This one</label><select class="govuk-select" id="joining-one" name="one">${options}</select></div>
        <div class="govuk-form-group"><label class="govuk-label" for="joining-other">and this one</label><select class="govuk-select" id="joining-other" name="other">${options}</select></div>
        ${why('joining-why', 'Why are these two one person?')}
        <p class="faint">Their answers meet: they agree, or they show as a contradiction. It can be undone. ${OTHERS_AUTHORISE}</p>
        <button class="govuk-button govuk-button--secondary" data-act="same-as">Join as one</button>
      </form></details>`;
  }

  #send(event) {
    event.preventDefault();
    const [one, other] = ['one', 'other'].map((name) => event.target.elements[name].value);
    this.wrong = !one || !other || one === other || one.split('/')[0] !== other.split('/')[0] ? 'Choose two different children, or two different adults.' : '';
    const reason = this.wrong ? '' : reasonIn(event.target);
    if (reason) {
      decide(this, {ops: [{op: 'act', act: 'same-as', about: one, with: {entry: other, reason}}], done: 'Joined: both records are read as one now.'});
    }
  }
}

/** Other incidents that are the same event, or may be: by the server's reasons, or by control's reference. */
class Linked extends Part {
  static properties = {reading: {attribute: false}, alike: {attribute: false}, decides: {type: Boolean}, found: {state: true}, wrong: {state: true}};

  constructor() {
    super();
    this.alike = NONE;
    this.found = null;
    this.wrong = '';
  }

  willUpdate(changed) {
    if (changed.has('reading')) {
      this.found = null;
      this.wrong = '';
    }
  }

  render() {
    const {linked, incidents} = this.alike;
    const likely = incidents.filter((one) => !linked.some((link) => link.incident === one.incident));
    return html`${linked.length ? html`<p class="govuk-body">Read these together: somebody said that they are the same event.</p>
        <ul class="recordings">${repeat(linked, (one) => one.incident, (one) => html`<li>${this.#name(one)}
          <p class="faint">“${said(one.reason ?? '')}” ${said(one.by ?? '')}</p>${this.#deed(one, false)}</li>`)}</ul>` : nothing}
      ${likely.length ? html`<h3 class="govuk-heading-s">May be the same event</h3>
        <ul class="recordings">${repeat(likely, (one) => one.incident, (one) => html`<li>${this.#name(one)}
          <ul>${(one.reasons ?? []).map((reason) => html`<li>${reason}</li>`)}</ul>${this.#deed(one, true)}</li>`)}</ul>` : nothing}
      ${linked.length || likely.length ? nothing : html`<p class="faint">No other incident is linked, and none of these hours is like it.</p>`}
      ${this.decides ? this.#byHand(linked) : nothing}`;
  }

  #name(one) {
    return html`<p><a class="govuk-link" href="/incidents/${one.incident}"><strong>${one.reference ? said(one.reference) : 'Without a reference, or not within your scope'}</strong></a>
      ${one.state ? stateTag(one.state) : nothing} ${one.firstAt ? html`<span class="faint">since ${moment(one.firstAt)}</span>` : nothing}</p>`;
  }

  #deed(one, same, id = `link-${one.incident}`) {
    const words = same ? 'They are one event' : 'They are not one event';
    const label = same ? 'Why are they one event?' : 'Why are they not?';
    return this.decides ? html`<details class="deed"><summary>${words}<span class="govuk-visually-hidden">: ${plain(one.reference ?? 'without a reference')}</span></summary>
      <form novalidate @submit=${(event) => this.#link(event, one, same)}>${why(id, label)}
        <p class="faint">It stands in the history of both. Neither record changes by it, and nobody sees more than before.</p>
        <button class="govuk-button govuk-button--secondary" data-act="linkIncidents">${words}</button></form></details>` : nothing;
  }

  #link(event, one, same) {
    event.preventDefault();
    const reason = reasonIn(event.target);
    if (reason) {
      decide(this, {linked: {other: one.incident, same, reason}, done: same ? 'Linked: both say that they are one event.' : 'No longer linked: both say so.'});
    }
  }

  #byHand(linked) {
    const others = this.found?.filter((hit) => hit.incident !== this.reading.incident.incident && !linked.some((link) => link.incident === hit.incident));
    return html`<details class="deed asked-of"><summary><span class="asked-of-whom">Another incident is the same event</span></summary>
      <form novalidate @submit=${this.#find}><div class="govuk-form-group"><label class="govuk-label" for="linked-find">Control’s reference of the other</label>
        ${this.wrong ? html`<p class="govuk-error-message" id="linked-wrong">${this.wrong}</p>` : nothing}
        <input class="govuk-input" id="linked-find" name="words" maxlength="64" autocomplete="off" aria-describedby=${this.wrong ? 'linked-wrong' : nothing}></div>
        <button class="govuk-button govuk-button--secondary" data-act="linkIncidents">Look for it</button></form>
      ${others ? others.length ? html`<ul class="recordings">${others.map((hit) => html`<li>${this.#name(hit)}${this.#deed(hit, true, `by-hand-${hit.incident}`)}</li>`)}</ul>`
        : html`<p role="status">No other incident that you may see has that reference.</p>` : nothing}</details>`;
  }

  async #find(event) {
    event.preventDefault();
    const words = event.target.elements.words.value.trim();
    this.wrong = words ? '' : 'Write the reference of the other incident.';
    if (words) {
      try {
        const {hits} = await ask('/v1/search', {method: 'POST', body: {words, limit: MOST_FOUND}});
        this.found = hits.filter((hit) => hit.found.some((one) => one.kind === 'reference'));
      } catch (refused) {
        this.wrong = refused.message;
      }
    }
  }
}

customElements.define('sh-joining', Joining);
customElements.define('sh-linked', Linked);
