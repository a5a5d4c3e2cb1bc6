// One incident as the pages speak of it: its children and adults in order, their names, what is
// open about each, and what people said.
import {instantOf} from '../ground/moments.js';
import {age, moment, own, plain, table} from '../ground/text.js';
import {parts} from './form.js';

const VOICE = ['F3', 'F5'];
const NAMELESS = table({child: 'Child without a name', adult: 'Adult without a name', statement: 'Words of somebody who is not named'});

// What comes one after the other.
const IN_ORDER = ['happened', 'toldAt', 'attendedAt'];

// What is about somebody and has no name of its own.
const ABOUT = table({statement: 'Words of', referral: 'Notice about', mark: 'Mark about', discussion: 'Strategy discussion about', review: 'Review about'});

export class Reading {
  constructor(incident, form, lines = []) {
    this.incident = {...incident, prompts: incident.prompts.map((prompt) => ({...prompt, question: this.#people(prompt.question, incident.people)}))};
    this.form = form;
    this.lines = lines;
    this.clocks = new Map(lines.map((line) => [line.hash, line.clock]));
    this.notes = new Map(incident.acts.filter((act) => act.act === 'noted').map((act) => [act.op.split(':')[0], act.with]));
    this.children = this.entries('child');
    this.adults = this.entries('adult');
    this.names = new Map();
    for (const collection of Object.keys(incident.entries)) {
      for (const entry of incident.entries[collection]) {
        const name = this.nameOf(entry, collection);
        entry.twins.concat(entry.at).forEach((path) => this.names.set(path, name));
      }
    }
    for (const collection of Object.keys(ABOUT)) {
      for (const entry of own(incident.entries, collection) ?? []) {
        const whom = this.names.get(this.value(entry, 'about'));
        entry.twins.concat(entry.at).forEach((path) => whom && this.names.set(path, `${ABOUT[collection]} ${whom}`));
      }
    }
  }

  /** A question that names an officer by the id of the login names them as people do. */
  #people(question, people) {
    return people.reduce((words, one) => (one.name ? words.replaceAll(new RegExp(`(?<![\\w.-])${one.id.replaceAll(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'g'), () => plain(one.name)) : words), question);
  }

  /** The entries of a collection, those crossed out left aside, in the order they were added. */
  entries(collection) {
    return (own(this.incident.entries, collection) ?? [])
      .filter((entry) => !entry.struck)
      .sort((one, other) => first(one) - first(other) || (one.at < other.at ? -1 : 1));
  }

  struck() {
    return Object.values(this.incident.entries).flat().filter((entry) => entry.struck);
  }

  /** Words that stand and that no child who stands is shown with: of an adult, of nobody, of a child crossed out. */
  otherWords() {
    const shown = new Set(this.children.flatMap((child) => this.saidAbout('statement', child)));
    return this.entries('statement').filter((entry) => !shown.has(entry));
  }

  /** What stands as the words of a statement, each once, with who wrote it down. */
  wordsOf(entry) {
    const answers = this.fields(entry).words?.answers ?? [];
    return answers.filter((one, i) => answers.findIndex((other) => JSON.stringify(other.value) === JSON.stringify(one.value)) === i);
  }

  nameOf(entry, collection) {
    const value = this.value(entry, 'name') ?? this.value(entry, 'what') ?? this.value(entry, 'offence');
    const name = String(value ?? '').trim();
    return name === '' ? (NAMELESS[collection] ?? collection) : name;
  }

  /**
   * Fields given with the entry itself and those answered afterwards, as one. What a statement was
   * added with stands in any case: a child's words never change, an answer in their place stands
   * beside them.
   */
  fields(entry) {
    const all = Object.create(null);
    const lasts = entry.at.startsWith('statement/');
    for (const added of entry.added) {
      for (const [name, value] of Object.entries(added.value ?? {})) {
        const given = {at: `${entry.at}/${name}`, contradicted: false, value, answers: [{...added, value}]};
        all[name] = all[name] && lasts ? beside(all[name], given) : all[name] ?? given;
      }
    }
    for (const [name, field] of Object.entries(entry.fields)) {
      all[name] = all[name] && lasts ? beside(all[name], field) : field;
    }
    return all;
  }

  /** What stands in a field; where people differ, what was said first. */
  value(entry, name) {
    const field = this.fields(entry)[name];
    return field && ('value' in field ? field.value : field.answers[0]?.value);
  }

  /** An answer or an entry with what the clock was worth that dated it. */
  dated(one) {
    return {...one, clock: one.clock ?? this.clocks.get(one.op.split(':')[0])};
  }

  /** From which paper an answer or an entry was taken, and when it was written there; undefined where it was entered as it happened. */
  noted(one) {
    return this.notes.get(one?.op?.split(':')[0]);
  }

  /** What a path is about, for people: "Mia", "the incident". */
  about(path) {
    return path ? (this.names.get(path) ?? path.split('/')[0]) : 'the incident';
  }

  /** Prompts about one entry, or about the incident itself, that are not settled. */
  unsettled(subject) {
    return this.incident.prompts.filter(
      (prompt) => prompt.status !== 'settled' && this.same(prompt.subject, subject),
    );
  }

  same(one, other) {
    return (one ?? '') === (other ?? '');
  }

  /** Entries of a collection that say they are about this one. */
  saidAbout(collection, subject) {
    return this.entries(collection).filter((entry) => {
      const about = (this.fields(entry).about?.answers ?? []).map((answer) => answer.value);
      return about.some((path) => path === subject.at || subject.twins.includes(path));
    });
  }

  /** As the kernel counts it, on the day of the incident. */
  ageOf({age: known}) {
    return known ? `${known.estimated ? 'about ' : ''}${age(known.months)}` : 'age not known';
  }

  /** A sentence for each two times of the incident that cannot both be true. */
  outOfOrder() {
    const times = IN_ORDER.map((name) => ({name, at: instantOf(own(this.incident.fields, name)?.value)}))
      .filter(({at}) => !Number.isNaN(at));
    return times.slice(1).flatMap(({name, at}, i) => at < times[i].at
      ? [`${this.form.label('', name)} (${moment(at)}) is before ${this.form.label('', times[i].name)} (${moment(times[i].at)}).`]
      : []);
  }

  /**
   * Nobody has recorded this child's voice: the words, an accepted reason, or, for a child who
   * cannot be asked yet, what is seen of them. The server counts "not heard" the same way.
   */
  isQuiet(child) {
    const about = this.incident.prompts.filter((prompt) => prompt.subject === child.at);
    const asked = about.some((prompt) => VOICE.includes(prompt.finding));
    return about.some(
      (prompt) => prompt.blocks && (VOICE.includes(prompt.finding) || (!asked && prompt.finding === 'F4')),
    );
  }

  /** A child who cannot speak yet: what is seen of them is their voice. */
  isPreverbal(child) {
    return this.incident.prompts.some(
      (prompt) => prompt.prompt === 'child-interaction-baby' && prompt.subject === child.at,
    );
  }

  /** What waits for a supervisor before an authorisation. */
  blocking() {
    return this.incident.prompts.filter((prompt) => prompt.blocks);
  }

  /** Reasons given instead of answers that nobody has accepted yet. */
  reasonsWaiting() {
    return this.incident.prompts.filter(
      (prompt) => prompt.status === 'excused' && !prompt.reason.acceptedBy && !prompt.reason.refused,
    );
  }

  /** Whether an entry is a child, or is about one: what concerns a child is decided one by one. */
  concernsAChild(path = '') {
    const entry = (own(this.incident.entries, path.split('/')[0]) ?? []).find((one) => one.at === path);
    return [path, entry && this.value(entry, 'about')].some((one) => String(one ?? '').startsWith('child/'));
  }

  /** Joins that stand: act and the two names. */
  joins(entry) {
    return this.incident.acts.filter(
      (act) => act.act === 'same-as' && !this.#undone(act.op) &&
        (entry.twins.includes(act.about) || entry.twins.includes(act.with.entry)),
    );
  }

  #undone(op) {
    return this.incident.acts.some((act) => act.act === 'separate' && (act.over ?? []).includes(op));
  }

  /** Where the page shows a field or an entry. */
  static anchor(path) {
    return `at-${path.replaceAll('/', '-').replaceAll('.', '-')}`;
  }

  /** Label of a field and whom it is about: "Safe and well – Mia". */
  title(path) {
    const {collection, entry, name} = parts(path);
    const label = this.form.label(collection, name);
    return entry ? {label, about: this.about(entry)} : {label, about: ''};
  }
}

/** A field with what else stands in it: nobody settles it, all of it is shown. */
function beside(field, more) {
  const answers = [...field.answers, ...more.answers];
  const contradicted = new Set(answers.map((answer) => JSON.stringify(answer.value))).size > 1;
  return {at: field.at, contradicted, answers, ...(contradicted ? {} : {value: field.value})};
}

function first(entry) {
  return Math.min(...entry.added.map((added) => added.wall), Number.MAX_SAFE_INTEGER);
}
