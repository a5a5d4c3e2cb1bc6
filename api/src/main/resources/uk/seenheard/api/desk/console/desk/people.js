// The adults and their links to the children, and what else the incident holds.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, finding, go} from '../ground/parts.js';
import {Reading} from './reading.js';
import {proposals} from './twins.js';
import {noted, person, plain, said, table} from '../ground/text.js';

class Adults extends Part {
  static properties = {reading: {attribute: false}, decides: {type: Boolean}, likely: {attribute: false}};

  constructor() {
    super();
    this.likely = [];
  }

  render() {
    const {adults} = this.reading;
    if (!adults.length) {
      return html`<p class="hole hole-wide"><strong>No adult is recorded.</strong></p>`;
    }
    return html`${proposals(this.reading, this.likely, this.decides, {
        words: 'look like the same adult', hint: 'It can be undone.', deed: 'Join as one adult', done: 'Joined: both records are read as one adult now.',
      })}
      <div class="adults">${repeat(adults, (adult) => adult.at, (adult) => this.#adult(adult))}</div>`;
  }

  #adult(adult) {
    const {reading} = this;
    const fields = reading.fields(adult);
    const names = Object.keys(fields).filter((name) => !['name', 'role'].includes(name) && !name.startsWith('link.') && !name.startsWith('reason.'));
    return html`<section class="adult" id=${Reading.anchor(adult.at)} tabindex="-1">
      <h3 class="govuk-heading-s">${said(reading.about(adult.at))}</h3>
      <p class="adult-role">${fields.role ? this.#value(fields.role, 'role') : html`<span class="hole-word">part not recorded</span> ${finding('F9')}`}</p>
      <dl class="facts">
        ${reading.children.map((child) => {
          const link = child.twins.concat(child.at).map((path) => fields[`link.${path.split('/')[1]}`]).find(Boolean);
          return html`<div><dt>To ${said(reading.about(child.at))}</dt><dd>${link ? this.#value(link, 'link') : html`<span class="hole-word">not recorded</span>`}</dd></div>`;
        })}
        ${names.map((name) => html`<div><dt>${reading.form.label('adult', name)}</dt><dd>${this.#value(fields[name], name)}</dd></div>`)}
      </dl>
      <p class="faint">Recorded by ${[...new Set(adult.added.map((added) => person(added.by)))].join(' and ')}</p>
    </section>`;
  }

  #value(field, name) {
    return field.contradicted
      ? html`<a class="govuk-link differ" href="#${Reading.anchor(field.at)}" @click=${(event) => go(event, Reading.anchor(field.at))}>officers differ</a>`
      : this.reading.form.value('adult', name, field.value, this.reading.names);
  }
}

const TITLES = table({
  crime: 'Crimes', action: 'Actions', footage: 'Footage', referral: 'Notices', discussion: 'Strategy discussions',
});
const ELSEWHERE = new Set(['child', 'adult', 'statement']);
const HEAD = new Set(['place', 'happened', 'reference']);

class Facts extends Part {
  static properties = {reading: {attribute: false}};

  render() {
    const {reading} = this;
    const fields = Object.entries(reading.incident.fields).filter(([name]) => !HEAD.has(name) && !name.startsWith('reason.'));
    const collections = Object.keys(reading.incident.entries).filter((name) => !ELSEWHERE.has(name) && reading.entries(name).length);
    const struck = reading.struck();
    const words = reading.otherWords();
    return html`
      <dl class="facts facts-wide">${fields.map(([name, field]) => html`<div><dt>${reading.form.label('', name)}</dt><dd>${
        field.contradicted
          ? html`${field.answers.map((answer, i) => html`${i ? ' or ' : ''}${reading.form.value('', name, answer.value, reading.names)} <span class="faint">(${person(answer.by)})</span>`)}
              <a class="govuk-link differ" href="#${Reading.anchor(field.at)}" @click=${(event) => go(event, Reading.anchor(field.at))}>officers differ</a>`
          : html`${reading.form.value('', name, field.value, reading.names)}${noted(reading.noted(field.answers[0]))}`
      }</dd></div>`)}</dl>
      ${collections.map((name) => html`<h3 class="govuk-heading-s">${TITLES[name] ?? name}</h3>
        <ul class="items">${reading.entries(name).map((entry) => this.#entry(name, entry))}</ul>`)}
      ${words.length
        ? html`<h3 class="govuk-heading-s">Words that no child here is shown with</h3><ul class="items">${words.map((entry) => html`<li>${this.#named(entry)}</li>`)}</ul>`
        : nothing}
      ${struck.length
        ? html`<h3 class="govuk-heading-s">Crossed out</h3><ul class="items">${struck.map((entry) => html`<li><s>${this.#named(entry)}</s> ${entry.strikes.map((strike) => html`– ${person(strike.by)}: “${said(strike.reason ?? '')}”`)}</li>`)}</ul>`
        : nothing}`;
  }

  /** Whose it is and what it says: what was crossed out can be read too. */
  #named(entry) {
    const words = this.reading.wordsOf(entry);
    return html`${said(this.reading.about(entry.at))}${words.length ? html`: ${words.map((one, i) => html`${i ? ' or ' : ''}“${said(one.value)}” (${person(one.by)})`)}` : nothing}`;
  }

  #entry(collection, entry) {
    const {reading} = this;
    const fields = Object.entries(reading.fields(entry)).filter(([name]) => !name.startsWith('reason.'));
    return html`<li id=${Reading.anchor(entry.at)} tabindex="-1">${fields.map(([name, field], i) => html`${i ? ' · ' : ''}<span class="value-label">${reading.form.label(collection, name)}</span> ${field.contradicted ? html`<strong>${plain('officers differ')}</strong>` : reading.form.value(collection, name, field.value, reading.names)}`)}</li>`;
  }
}

customElements.define('sh-adults', Adults);
customElements.define('sh-facts', Facts);
