// What a person should look at before they authorise, and what then goes where.
import {html, nothing} from 'lit';
import {Part, decide} from '../ground/parts.js';
import {parts} from './form.js';
import {opsOf, told} from './story.js';
import {person, said} from '../ground/text.js';

class Authorising extends Part {
  static properties = {reading: {attribute: false}, busy: {type: Boolean}, shown: {state: true}};

  constructor() {
    super();
    this.shown = false;
  }

  open() {
    this.shown = true;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (this.shown && dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  render() {
    if (!this.shown) {
      return nothing;
    }
    const {toRead} = this.reading.incident;
    return html`<dialog class="sheet" aria-labelledby="authorising-title" @close=${() => (this.shown = false)}>
      <h2 class="govuk-heading-m" id="authorising-title">Authorise this incident?</h2>
      ${toRead.length ? html`<h3 class="govuk-heading-s">You say that you have read this</h3>
        <ul class="govuk-list govuk-list--bullet to-read">${toRead.map((op) => html`<li>${why(this.reading, op)}</li>`)}</ul>` : nothing}
      ${toLookAt(this.reading).map(({title, lines}) => html`<h3 class="govuk-heading-s">${title}</h3><ul class="govuk-list govuk-list--bullet">${lines.map((line) => html`<li>${line}</li>`)}</ul>`)}
      <h3 class="govuk-heading-s">What goes where</h3>
      <ul class="govuk-list govuk-list--bullet">
        <li>The whole record goes to the records system.</li>
        ${notices(this.reading)}
        <li>The officers’ handsets show it as authorised. What is written after that comes back to you as a change.</li>
      </ul>
      <p class="sheet-deeds"><button class="govuk-button" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#authorise}>Authorise now</button>
        <button class="govuk-button govuk-button--secondary" type="button" @click=${this.#close}>Not yet</button></p>
    </dialog>`;
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  #authorise() {
    if (!this.busy) {
      this.#close();
      decide(this, {ops: [authorising(this.reading.incident.toRead)], done: 'Authorised. It goes to the records system.'});
    }
  }
}

/** The act, which says what was read before it. */
export function authorising(read) {
  return {op: 'act', act: 'authorise', ...(read.length ? {with: {read}} : {})};
}

/** What made entries or questions disappear from sight, in words. */
export function why(reading, op) {
  const {incident} = reading;
  const act = incident.acts.find((one) => one.op === op);
  if (act) {
    return html`${person(act.by)} ${told({op: 'act', ...act}, reading)}: “${said(act.with?.reason ?? '')}”`;
  }
  const chosen = Object.values(incident.fields).flatMap((field) => field.answers.map((one) => ({...one, at: field.at}))).find((one) => one.op === op);
  if (chosen) {
    return html`${person(chosen.by)} ${told({op: 'set', at: chosen.at, value: chosen.value, reason: chosen.reason}, reading)}`;
  }
  const entry = Object.values(incident.entries).flat().find((one) => one.strikes.some((strike) => strike.op === op));
  const strike = entry?.strikes.find((one) => one.op === op);
  return html`${person(strike?.by)} ${told({op: 'strike', at: entry?.at, reason: strike?.reason}, reading)}`;
}

/** What is easily overlooked, each with its lines; what there is none of is left out. */
function toLookAt(reading) {
  const {incident} = reading;
  const named = (path) => html`<strong>${said(reading.about(path))}</strong>`;
  const excused = incident.prompts.filter((prompt) => prompt.status === 'excused' && prompt.reason.acceptedBy);
  const elsewhere = reading.children.filter((child) => reading.value(child, 'livesHere') === 'no' || reading.value(child, 'hereNow') === 'no');
  const brief = incident.prompts.filter((prompt) => prompt.status === 'open' && prompt.fault);
  const unseen = reading.children.filter((child) => reading.isQuiet(child) || reading.value(child, 'seen') !== 'yes');
  return [
    {title: 'Children nobody saw or heard', lines: unseen.map((child) => html`${named(child.at)}: ${[reading.value(child, 'seen') === 'yes' ? '' : 'not seen', reading.isQuiet(child) ? 'not heard' : ''].filter(Boolean).join(', ')}`)},
    {title: 'Answered by a reason that was accepted', lines: excused.map((prompt) => html`${named(prompt.subject)}: ${said(prompt.question)} <em>${reading.form.reason(prompt.reason.code)}</em>${prompt.reason.words ? html` – ${said(prompt.reason.words)}` : nothing}`)},
    {title: 'Children elsewhere', lines: elsewhere.map((child) => html`${named(child.at)}: ${reading.value(child, 'whereabouts') ? said(reading.value(child, 'whereabouts')) : 'where is not recorded'}`)},
    {title: 'Children crossed out', lines: reading.struck().filter((entry) => entry.at.startsWith('child/')).map((entry) => html`${named(entry.at)}: “${said(entry.strikes[0]?.reason ?? '')}”`)},
    {title: 'Words crossed out', lines: reading.struck().filter((entry) => entry.at.startsWith('statement/')).map((entry) => html`${named(entry.at)}: ${reading.wordsOf(entry).map((one) => html`“${said(one.value)}” `)}– ${person(entry.strikes[0]?.by)}: “${said(entry.strikes[0]?.reason ?? '')}”`)},
    {title: 'The same words about several children', lines: copied(reading)},
    {title: 'Words that say too little', lines: brief.map((prompt) => html`${named(prompt.subject)}: ${said(prompt.question)} <em>${said(prompt.fault)}</em>`)},
    {title: 'Counts that were lowered', lines: lowered(reading)},
  ].filter(({lines}) => lines.length);
}

/** Counts of people that stand lower than somebody once said. */
function lowered(reading) {
  const most = new Map();
  for (const line of reading.lines) {
    for (const op of opsOf(line)) {
      if (op.op === 'set' && typeof op.value === 'number' && !parts(op.at).collection && op.value > (most.get(op.at)?.value ?? -1)) {
        most.set(op.at, {value: op.value, by: line.by});
      }
    }
  }
  return [...most].map(([at, before]) => ({at, before, now: reading.incident.fields[at]?.value})).filter(({before, now}) => now < before.value)
    .map(({at, before, now}) => html`${reading.form.label('', at)}: ${now} now, ${before.value} before (${person(before.by)})`);
}

/** Words of some length that stand alike at more than one child. */
function copied(reading) {
  const found = new Map();
  for (const child of reading.children) {
    for (const [name, field] of Object.entries(reading.fields(child))) {
      if (typeof field.value === 'string' && field.value.includes(' ') && field.value.length > 12) {
        const key = `${name}\n${field.value}`;
        found.set(key, {name, value: field.value, children: [...(found.get(key)?.children ?? []), child]});
      }
    }
  }
  return [...found.values()].filter(({children}) => children.length > 1).map(({name, value, children}) =>
    html`${reading.form.label('child', name)}: “${said(value)}” – ${children.map((child, i) => html`${i ? ', ' : ''}${said(reading.about(child.at))}`)}`);
}

/** Each notice, and what leaves for whom by this: what somebody typed about it is no more than that. */
function notices(reading) {
  const {departures = []} = reading.incident;
  const gone = reading.struck().filter((entry) => entry.at.startsWith('referral/') && departures.some((one) => one.notice === entry.at));
  const lines = [...reading.entries('referral'), ...gone].map((entry) => {
    const mine = departures.filter((one) => one.notice === entry.at);
    const about = reading.value(entry, 'about');
    return html`<li>${kind(reading, entry)} about <strong>${about ? said(reading.about(about)) : 'nobody yet'}</strong>${entry.struck ? ', crossed out' : ''}: ${
      mine.length ? mine.map((one, i) => html`${i ? '; ' : ''}${leaves(one)}`) : typed(reading, entry)}</li>`;
  });
  // Words that were moved elsewhere leave no entry here, and whoever was sent them is told.
  const moved = departures.filter((one) => !Object.values(reading.incident.entries).flat().some((entry) => entry.at === one.notice));
  const all = [...lines, ...moved.map((one) => html`<li>A notice that stands here no more: ${leaves(one)}</li>`)];
  return all.length ? all : html`<li>No notice is recorded: nobody outside the force is told by this.</li>`;
}

function leaves({to, what, byPerson}) {
  if (!to) {
    return html`<strong class="hole-word">nothing leaves: nobody is certain whose it is, and a person has to say so</strong>`;
  }
  const name = html`<strong>${said(to)}</strong>`;
  if (byPerson) {
    return html`<strong class="hole-word">${what === 'withdrawal' ? html`somebody has to ring ${name} and say that it is withdrawn` : html`somebody has to tell ${name}: nothing of this server reaches them`}</strong>`;
  }
  return {
    notice: html`it is sent to ${name}`,
    correction: html`what changed is sent to ${name} as a correction`,
    withdrawal: html`${name} is told that it is withdrawn, and nothing else`,
  }[what] ?? html`${name} was sent it as it stands`;
}

/** Where this server delivers nothing: what an officer wrote down, as that. */
function typed(reading, entry) {
  return reading.value(entry, 'toldWho') ? html`written down as told to ${said(reading.value(entry, 'toldWho'))}`
    : reading.value(entry, 'recipients') ? html`written for ${said(reading.value(entry, 'recipients'))}; <strong class="hole-word">nobody is recorded as told</strong>`
      : html`<strong class="hole-word">to whom it goes is not recorded</strong>`;
}

function kind(reading, entry) {
  const value = reading.value(entry, 'kind');
  return value === undefined ? 'A notice' : reading.form.value('referral', 'kind', value);
}

customElements.define('sh-authorising', Authorising);
