// The children side by side: one column for each, the same questions in the same place, so that a
// missing voice is a hole that anybody sees.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Ticking, clocks, dutiesOf} from './clocks.js';
import {Part, decide, finding, go, reasonIn, why} from '../ground/parts.js';
import {Reading} from './reading.js';
import {proposals} from './twins.js';
import {count, made, noted, own, person, plain, said, table} from '../ground/text.js';

// What is asked of each child, in the order it is read. A prompt belongs to the topic that holds
// the field it asks for, or its own id.
const TOPICS = [
  {id: 'seen', label: 'Seen', fields: ['seen', 'seenWhere', 'hereNow', 'livesHere', 'whereabouts', 'address', 'connection']},
  {id: 'safe', label: 'Safe and well', fields: ['safe', 'injury', 'injuryWhat', 'injuryKind', 'mobile', 'medical', 'medicalConsent', 'explanation', 'explanationBy', 'sexualSigns', 'forensic', 'offences']},
  {id: 'demeanour', label: 'Demeanour', fields: ['demeanour', 'appearance', 'behaviour', 'interaction']},
  {id: 'spoken', label: 'Spoken to', fields: ['spoken', 'speaks', 'alone', 'interpreter', 'goesBack']},
  {id: 'words', label: 'Words', fields: [], prompts: ['child-words'], statements: true},
  {id: 'wishes', label: 'Wishes', fields: ['wishes']},
  {id: 'effect', label: 'Effect', fields: ['effect', 'effectSeen', 'roles']},
  {id: 'school', label: 'School', fields: ['setting', 'school', 'otherForce']},
  {id: 'notices', label: 'Notices', fields: [], prompts: ['notice', 'encompass', 'encompass-authority', 'encompass-early-years'], collection: 'referral'},
  {id: 'strategy', label: 'Strategy discussion', fields: [], prompts: ['strategy'], collection: 'discussion'},
  {id: 'care', label: 'Care', fields: ['protection', 'socialCare', 'caredBy', 'stays', 'homeCheck', 'placementAgreed', 'parental', 'disability']},
  {id: 'who', label: 'Identity', fields: ['dob', 'estimatedAge', 'gender', 'ethnicity', 'ethnicityWhy', 'ethnicityObserved'], rest: true},
];

const HOLES = table({
  'child-words': 'No words written down',
  notice: 'Public protection notice not submitted',
  encompass: 'School not told',
  'encompass-authority': 'Local authority not told',
  'encompass-early-years': 'Early-years notice not sent',
  strategy: 'No strategy discussion recorded',
});

const REFERRALS = 'referral';

const COUNTS = ['childrenLiving', 'childrenHere'];

class Children extends Part {
  static properties = {reading: {attribute: false}, decides: {type: Boolean}, likely: {attribute: false}, filmed: {attribute: false}};

  constructor() {
    super();
    this.likely = [];
    this.filmed = [];
    new Ticking(this);
  }

  render() {
    const {children} = this.reading;
    if (!children.length) {
      return html`<p class="hole hole-wide"><strong>No child is recorded.</strong> See in the questions
        below how it was checked that there are none.</p>${this.#counted()}`;
    }
    return html`
      ${this.#counted()}
      ${proposals(this.reading, this.likely, this.decides, {
        words: 'look like the same child', hint: 'Joined, their answers meet: they agree, or they show as a contradiction. It can be undone.',
        deed: 'Join as one child', done: 'Joined: both records are read as one child now.',
      })}
      <div class="children" tabindex="0" role="region" aria-label="Children side by side">
        ${repeat(children, (child) => child.at, (child, i) => this.#child(child, i))}
      </div>`;
  }

  /** How many children there are by everybody who counted, beside how many are entered. */
  #counted() {
    const {reading} = this;
    const counts = COUNTS.map((name) => own(reading.incident.fields, name)).filter(Boolean);
    if (!counts.length) {
      return nothing;
    }
    const entered = reading.children.length;
    return html`<p class="counted">${counts.map((field) => {
      const said = new Map();
      field.answers.forEach((answer) => said.set(answer.value, [...(said.get(answer.value) ?? []), person(answer.by)]));
      const apart = said.size > 1 || (field.at === COUNTS[0] && [...said.keys()][0] !== entered);
      return html`<span class=${apart ? 'differ' : ''}>${reading.form.label('', field.at)}: ${[...said].map(([value, people], i) => html`${i ? ' or ' : ''}<strong>${reading.form.value('', field.at, value)}</strong> (${[...new Set(people)].join(', ')})`)}</span> `;
    })}<span>Entered: <strong>${entered}</strong>${entered ? ` (${[...new Set(reading.children.flatMap((child) => child.added.map((added) => person(added.by))))].join(', ')})` : nothing}</span></p>`;
  }

  #child(child, i) {
    const {reading} = this;
    const name = reading.about(child.at);
    const statements = reading.saidAbout('statement', child);
    const quiet = reading.isQuiet(child);
    const unsettled = reading.unsettled(child.at);
    const mine = new Map(TOPICS.map((topic) => [topic.id, []]));
    unsettled.forEach((prompt) => mine.get(topicOf(prompt).id).push(prompt));
    const authors = [...new Set(child.added.map((added) => person(added.by)))];
    const id = Reading.anchor(child.at);
    return html`<section class="child ${quiet ? 'is-quiet' : ''}" id=${id} aria-labelledby="${id}-name ${id}-order">
      <header class="child-head">
        <h3 class="child-name" id="${id}-name"><i class="voice ${quiet ? 'unheard' : 'heard'}" aria-hidden="true"></i>${said(name)}</h3>
        <p class="child-facts">${reading.ageOf(child)} · ${quiet ? html`<strong class="hole-word">not heard</strong>` : child.heard ? 'heard' : reading.isPreverbal(child) ? 'too young to speak' : 'reason accepted'}</p>
        <p class="child-facts faint"><span id="${id}-order">Child ${i + 1}</span>, recorded by ${authors.join(' and ')}</p>
        ${child.keptDespiteStrike ? html`<p class="differ">Crossed out by one officer, but somebody wrote here who had not seen that.</p>` : nothing}
        ${this.#filmed(child)}
        ${this.#joined(child)}
      </header>
      ${TOPICS.map((topic) => this.#topic(topic, child, mine.get(topic.id), {statements, quiet}))}
      ${this.#clocks(child)}
    </section>`;
  }

  /** The child's own duties, and those of what is recorded about them: a notice, a discussion, a custody. */
  #clocks(child) {
    const {reading} = this;
    const duties = dutiesOf(reading, (subject) => isOf(reading, subject, child));
    return html`<dl class="topic topic-clocks">
      <dt>To be done by</dt>
      <dd>${duties.length ? clocks(reading, duties) : html`<span class="faint">–</span>`}</dd>
    </dl>`;
  }

  /** The recordings that show this child, as somebody said who watched them. */
  #filmed(child) {
    const shows = this.filmed.filter((link) => link.children.some((path) => path === child.at || child.twins.includes(path)));
    return shows.length
      ? html`<p class="child-facts">On camera: ${shows.map((link, i) => html`${i ? ', ' : ''}${said(link.clip)} of ${said(link.source)}`)}</p>`
      : nothing;
  }

  #joined(child) {
    const joins = this.reading.joins(child);
    return joins.length
      ? html`<p class="child-facts">Two records, read as one.</p>${this.decides
          ? html`<form novalidate @submit=${(event) => this.#separate(event, child, joins)}>
              ${why(`separate-${Reading.anchor(child.at)}`, 'Why are they two?')}
              <button class="quiet" data-act="separate">Separate <span class="govuk-visually-hidden">${plain(this.reading.about(child.at))}</span></button></form>`
          : nothing}`
      : nothing;
  }

  #separate(event, child, joins) {
    event.preventDefault();
    const reason = reasonIn(event.target);
    if (!reason) {
      return;
    }
    decide(this, {
      ops: [{op: 'act', act: 'separate', about: child.at, over: joins.map((join) => join.op), with: {reason}}],
      done: 'Separated: they are read as two children again.',
    });
  }

  #topic(topic, child, prompts, {statements, quiet}) {
    const {reading} = this;
    const fields = reading.fields(child);
    const names = topic.rest
      ? [...topic.fields, ...Object.keys(fields).filter((name) => !KNOWN.has(name) && !name.startsWith('reason.'))]
      : topic.fields;
    const values = names.filter((name) => fields[name]).map((name) => this.#field(topic, name, fields[name]));
    if (topic.id === 'spoken' && child.heard && reading.value(child, 'spoken') !== 'yes') {
      const people = [...new Set(statements.flatMap((one) => one.added.map((added) => person(added.by))))];
      values.unshift(html`<p class="value">Words are recorded, so somebody spoke to them: ${people.join(', ')}</p>`);
    }
    const said = topic.statements ? statements.map((one) => this.#statement(one)) : [];
    const items = topic.collection
      ? reading.saidAbout(topic.collection, child).map((entry) => this.#item(topic.collection, entry))
      : [];
    const gaps = prompts.filter((prompt) => prompt.weight !== 'must' && prompt.status === 'open');
    const holes = prompts.filter((prompt) => !gaps.includes(prompt)).map((prompt) => this.#hole(prompt, topic, {
      answered: Boolean(prompt.asks) && fields[prompt.asks.split('/').pop()] !== undefined,
      among: values.length > 0,
    }));
    if (gaps.length) {
      holes.push(html`<p class="gap">Not recorded: ${gaps.map((prompt) => this.#missing(prompt).toLowerCase()).join(', ')}</p>`);
    }
    const wordless = topic.statements && quiet && !statements.length && !reading.isPreverbal(child) && !holes.length
      ? html`<p class="hole"><span class="hole-what">No words written down</span></p>`
      : nothing;
    const nothingYet = !values.length && !said.length && !items.length && !holes.length && wordless === nothing;
    return html`<dl class="topic topic-${topic.id}">
      <dt>${topic.label}</dt>
      <dd>${values}${said}${items}${holes}${wordless}${nothingYet
        ? html`<span class="faint">${topic.statements && reading.isPreverbal(child) ? 'Too young to speak: see demeanour' : '–'}</span>`
        : nothing}</dd>
    </dl>`;
  }

  #field(topic, name, field) {
    const {form} = this.reading;
    const primary = topic.fields[0] === name;
    const label = html`<span class=${primary ? 'govuk-visually-hidden' : 'value-label'}>${form.label('child', name)} </span>`;
    if (field.contradicted) {
      return html`<div class="value differs">${label}
        ${field.answers.map((answer) => html`<p class="differs-one">${form.value('child', name, answer.value, this.reading.names)} <span class="faint">${person(answer.by)}</span>${noted(this.reading.noted(answer))}</p>`)}
        <a class="govuk-link" href="#${Reading.anchor(field.at)}" @click=${(event) => go(event, Reading.anchor(field.at))}>Officers differ: settle<span class="govuk-visually-hidden"> ${form.label('child', name)}</span></a>
      </div>`;
    }
    const concern = form.field('child', name)?.concern ?? [];
    const grave = [field.value].flat().some((value) => concern.includes(value));
    return html`<p class="value ${grave ? 'is-grave' : ''}">${label}${form.value('child', name, field.value, this.reading.names)}${noted(this.reading.noted(field.answers[0]))}</p>`;
  }

  #statement(entry) {
    const {reading} = this;
    const value = (name) => reading.value(entry, name);
    const added = entry.added[0];
    const words = reading.wordsOf(entry);
    return html`<figure class="words ${entry.struck ? 'is-struck' : ''}">
      ${value('question') ? html`<p class="asked">“${said(value('question'))}”</p>` : nothing}
      ${words.map((one) => html`<blockquote>${said(one.value)}</blockquote>${words.length > 1 ? html`<p class="faint">written down by ${person(one.by)}</p>` : nothing}`)}
      <figcaption>to ${value('askedBy') ? said(value('askedBy')) : person(added?.by)}, ${added ? made(reading.dated(added)) : ''}${noted(reading.noted(added))}${value('present') ? html` · present: ${said(value('present'))}` : nothing}${value('footage') ? html` · footage: ${said(value('footage'))}` : nothing}</figcaption>
    </figure>`;
  }

  #item(collection, entry) {
    const {reading} = this;
    const fields = Object.entries(reading.fields(entry)).filter(([name]) => name !== 'about' && !name.startsWith('reason.'));
    const open = reading.unsettled(entry.at);
    return html`<div class="value">${fields.map(([name, field]) => html`<p>${
      collection === REFERRALS && name === 'kind' ? nothing : html`<span class="value-label">${reading.form.label(collection, name)} </span>`
    }${field.answers.length > 1 && field.contradicted ? html`<strong>officers differ</strong>` : reading.form.value(collection, name, field.value, reading.names)}</p>`)}
    ${open.filter((prompt) => prompt.weight === 'must').map((prompt) => this.#hole(prompt, {label: ''}))}</div>`;
  }

  #missing(prompt) {
    const [collection] = (prompt.asks ?? '').split('/');
    return HOLES[prompt.prompt] ?? (prompt.asks ? this.reading.form.label(collection, prompt.asks.split('/').pop()) : prompt.question);
  }

  #hole(prompt, topic, {answered = false, among = false} = {}) {
    const must = prompt.weight === 'must';
    const name = prompt.asks?.split('/').pop();
    const label = name ? this.reading.form.label(prompt.asks.split('/')[0], name) : null;
    // An answer that does not settle the question ("seen by an ambulance crew only") is no answer:
    // the question itself says what is missing.
    const unsettled = prompt.fault ?? (answered ? prompt.question : null);
    const what = HOLES[prompt.prompt] ?? unsettled ?? (label && (label !== topic.label || among) ? `${label}: not recorded` : 'Not recorded');
    const excused = prompt.status === 'excused';
    const id = promptAnchor(prompt);
    return html`<p class="${excused ? 'excused' : must ? 'hole' : 'gap'}">
      ${excused
        ? html`<span class="hole-what">${label ?? HOLES[prompt.prompt] ?? prompt.question}: ${this.reading.form.reason(prompt.reason.code).toLowerCase()}${prompt.reason.words ? html` – ${said(prompt.reason.words)}` : nothing}</span>
            <span class="faint">${prompt.reason.acceptedBy ? 'accepted' : prompt.reason.refused ? 'not accepted' : html`<a class="govuk-link" href="#${id}" @click=${(event) => go(event, id)}>waits for you</a>`}</span>`
        : html`<span class="hole-what">${said(what)}</span>`}
      ${must && !excused ? finding(prompt.finding) : nothing}
    </p>`;
  }
}

const KNOWN = new Set(['name', ...TOPICS.flatMap((topic) => topic.fields)]);

function topicOf(prompt) {
  const name = prompt.asks?.split('/').pop();
  return (
    TOPICS.find((topic) => topic.prompts?.includes(prompt.prompt) || (name && topic.fields.includes(name))) ??
    TOPICS.find((topic) => topic.collection && topic.collection === prompt.addsTo) ??
    TOPICS[TOPICS.length - 1]
  );
}

/** Whether a duty's subject is this child, or an entry about this child. */
export function isOf(reading, subject, child) {
  const own = [child.at, ...child.twins];
  if (!subject || own.includes(subject)) {
    return Boolean(subject);
  }
  const entry = reading.entries(subject.split('/')[0]).find((one) => one.at === subject || one.twins.includes(subject));
  return entry !== undefined && own.includes(reading.value(entry, 'about'));
}

/** Where the page shows a prompt. */
export function promptAnchor(prompt) {
  return `ask-${prompt.prompt.replaceAll('.', '-')}-${(prompt.subject ?? 'incident').replaceAll('/', '-')}`;
}

/** The children in a line: who was heard. */
export function heard(reading) {
  const unheard = reading.incident.unheard;
  return unheard ? `${count(unheard, 'child', 'children')} not heard` : 'every child heard';
}

customElements.define('sh-children', Children);
