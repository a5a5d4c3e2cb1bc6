// What happened, in the order in which it reached the server: who, when, on which device, and what
// its clock was worth.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {parts} from './form.js';
import {colleagues, teamName} from './rows.js';
import {instantOf, moment} from '../ground/moments.js';
import {clockWorth, device, isClockOff, madeAt, momentExact, paper, person, plain, reachedAt, said, table} from '../ground/text.js';

const ACTS = table({
  begin: () => 'began the incident',
  attend: () => 'is at this job',
  submit: () => 'handed the incident in',
  noted: (act) => html`entered this ${paper(act.with?.from)}, where it was written ${moment(instantOf(act.with?.at))}`,
  return: (act, r) => html`returned it${notes(act.with).map((note) => html`${note.about ? html`, about ${said(r.about(note.about))}` : nothing}: “${said(note.words)}”`)}`,
  'decide-nudged': (act, r) => html`nudged the officers${act.about ? html`, about ${said(r.about(act.about))}` : nothing}: “${said(act.with?.words ?? '')}”`,
  acknowledge: (act) => html`took note of ${said(act.with?.what ?? 'something')}`,
  'decide-footage-linked': (act) => html`put the recording ${said(act.with?.clip ?? '')} beside it${act.with?.reason ? html`: “${said(act.with.reason)}”` : nothing}`,
  'decide-footage-unlinked': (act) => html`took the recording ${said(act.with?.clip ?? '')} off it: “${said(act.with?.reason ?? '')}”`,
  'decide-footage-placed': (act, r) => html`said where ${act.about ? said(r.about(act.about)) : 'something'} lies in the recording ${said(act.with?.clip ?? '')}: “${said(act.with?.reason ?? '')}”`,
  'decide-footage-noted': () => 'noted how the body-worn video stands',
  'decide-footage-wished': () => 'told the evidence system how a recording is to stand',
  'decide-footage-judged': () => 'said whether a recording is relevant',
  'decide-footage-disclosed': () => 'wrote down that a recording was disclosed',
  'decide-referral-triaged': (act, r) => html`triaged: ${notice(act, r)}`,
  'decide-referral-sent': (act, r) => html`sent ${act.with?.supersedes ? 'what takes the place of an earlier one' : 'it'} to ${said(act.with?.recipient ?? 'somebody')}${BY[act.with?.channel] ?? ''}: ${notice(act, r)}`,
  'decide-referral-failed': (act, r) => html`could not deliver: ${notice(act, r)}`,
  'decide-referral-receipt': (act, r) => html`wrote down that ${said(act.with?.recipient ?? 'a recipient')} says: ${ANSWERED[act.with?.state] ?? said(act.with?.state ?? '')}, of ${notice(act, r)}; by ${said(act.with?.by ?? 'nobody named')}`,
  'decide-referral-challenged': () => 'challenged the answer to a notice',
  'decide-referral-closed': () => 'ended a notice',
  misplaced: (act) => html`said that words belong to another incident: “${said(act.with?.reason ?? '')}”`,
  'decide-brought': (act) => html`brought words here that were written in another incident: “${said(act.with?.reason ?? '')}”`,
  'decide-same-incident': (act) => html`said that this and another incident are one event: “${said(act.with?.reason ?? '')}”`,
  'decide-other-incident': (act) => html`said that this and another incident are not one event: “${said(act.with?.reason ?? '')}”`,
  'decide-protection': (act, r) => html`${PROTECTED[act.with?.decision] ?? 'decided about'} police protection of ${said(r.about(act.about))}${act.with?.at ? html`, ${moment(instantOf(act.with.at))}` : nothing}: “${said(act.with?.grounds ?? '')}”`,
  'decide-alert': (act) => html`told the ${said(act.with?.to ?? 'next rank')} that something is overdue`,
  'decide-alert-acknowledged': (act) => html`took on what is overdue${act.with?.words ? html`: “${said(act.with.words)}”` : nothing}`,
  'decide-alert-ended': (act) => html`ended the chase: “${said(act.with?.reason ?? '')}”`,
  authorise: () => 'authorised it',
  'same-as': (act, r) => html`joined ${said(r.about(act.about))} and ${said(r.about(act.with?.entry))} as one`,
  separate: (act, r) => html`separated what had been joined${act.about ? html` about ${said(r.about(act.about))}` : nothing}`,
  'accept-reason': (act, r) => html`accepted a reason about ${said(r.about(act.about))}`,
  'refuse-reason': (act, r) => html`did not accept a reason about ${said(r.about(act.about))}`,
  assign: (act) => html`assigned it to ${whose(act.with)}${act.with?.reason ? html`: “${said(act.with.reason)}”` : nothing}`,
  share: (act) => html`shared it with ${whose(act.with)}`,
  unshare: (act) => html`withdrew it from ${whose(act.with)}`,
  release: (act) => html`released a change from quarantine: “${said(act.with?.reason ?? '')}”`,
  dismiss: (act) => html`dismissed a change in quarantine: “${said(act.with?.reason ?? '')}”`,
});

const BY = table({api: ', to their system', 'secure-mail': ', by secure mail', portal: ', through their portal', phone: ', by telephone'});
const ANSWERED = table({delivered: 'they have it', acknowledged: 'it is theirs', decided: 'what they do about it', refused: 'they do not take it'});

/** The notice that an act is about, also where it is crossed out. */
function notice(act, reading) {
  return act.about ? said(reading.about(act.about)) : 'a notice';
}

let force = null;

/** A person or a team by its name, where that is known here. */
function whose(given) {
  const one = force?.people.find((other) => other.id === given?.person);
  return said(one?.name ?? given?.person ?? (force ? teamName(force, given?.team) : given?.team) ?? '');
}

const PROTECTED = table({authorised: 'authorised', refused: 'refused', ended: 'ended'});

const FEW = 4;

/** The notes of a return: the one about everything, and those pinned to somebody or a question. */
export function notes(given) {
  return [...(given?.note ? [{words: given.note}] : []), ...(given?.notes ?? [])];
}

/** The operations of a change, or none where nobody can read it. */
export function opsOf(line) {
  try {
    return JSON.parse(line.content).ops ?? [];
  } catch {
    return [];
  }
}

/** One operation in words. */
export function told(op, reading) {
  if (op.op === 'act') {
    return (ACTS[op.act] ?? (() => html`did “${op.act}”`))(op, reading);
  }
  if (op.op === 'add') {
    const words = op.value?.words;
    const kind = op.at.split('/')[0];
    return words
      ? html`wrote down the words of ${said(reading.about(op.value.about))}: “${said(words)}”`
      : html`added ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}: ${said(reading.about(op.at))}`;
  }
  if (op.op === 'strike') {
    return html`crossed out ${said(reading.about(op.at))}: “${said(op.reason ?? '')}”`;
  }
  if (op.op === 'set') {
    const {collection, entry, name} = parts(op.at);
    return html`${reading.form.label(collection, name)}${entry ? html` (${said(reading.about(entry))})` : nothing}:
      ${reading.form.value(collection, name, op.value, reading.names)}${op.reason ? html` – because “${said(op.reason)}”` : nothing}`;
  }
  return html`something this page does not know: “${said(op.op)}”`;
}

/** The questions that an operation answers, by itself or with the entry that it adds: [['child', 'seen']]. */
function questions(op) {
  if (op.op === 'set') {
    const {collection, name} = parts(op.at);
    return [[collection, name]];
  }
  return op.op === 'add' ? Object.keys(op.value ?? {}).filter((name) => name !== 'about').map((name) => [op.at.split('/')[0], name]) : [];
}

class Story extends Part {
  static properties = {reading: {attribute: false}, lines: {attribute: false}, who: {state: true}, what: {state: true}, field: {state: true}};

  constructor() {
    super();
    this.who = '';
    this.what = '';
    this.field = '';
    colleagues().then((known) => {
      force = known;
      this.requestUpdate();
    });
  }

  render() {
    const people = new Map(this.lines.map((line) => [line.by.id, person(line.by)]));
    const steps = this.#steps();
    return html`
      <form class="filters" aria-label="Which history" @submit=${(event) => event.preventDefault()}>
        <div class="filter"><label class="govuk-label" for="story-who">Person</label>
          <select class="govuk-select" id="story-who" @change=${(event) => (this.who = event.target.value)}>
            <option value="">Everybody</option>
            ${[...people].map(([id, name]) => html`<option value=${id}>${name}</option>`)}
          </select></div>
        <div class="filter"><label class="govuk-label" for="story-what">About</label>
          <select class="govuk-select" id="story-what" @change=${(event) => (this.what = event.target.value)}>
            <option value="">Everything</option>
            <option value="acts">Decisions and submissions</option>
            ${[...this.reading.children, ...this.reading.adults].map((entry) => html`<option value=${entry.at}>${plain(this.reading.about(entry.at))}</option>`)}
          </select></div>
        <div class="filter"><label class="govuk-label" for="story-field">Question</label>
          <select class="govuk-select" id="story-field" @change=${(event) => (this.field = event.target.value)}>
            <option value="">All questions</option>
            ${this.#fields().map(([key, label]) => html`<option value=${key}>${plain(label)}</option>`)}
          </select></div>
      </form>
      <ol class="story">${repeat(steps, (step) => step.key, (step) => this.#step(step))}</ol>
      ${steps.length ? nothing : html`<p class="govuk-body">Nothing of that kind.</p>`}`;
  }

  /** The questions that anybody answered, whoever they were asked about, in the order of the alphabet. */
  #fields() {
    const found = new Map();
    for (const line of this.lines) {
      for (const op of opsOf(line)) {
        for (const [collection, name] of questions(op)) {
          const label = this.reading.form.label(collection, name);
          found.set(`${collection}.${name}`, collection ? `${label} (${collection})` : label);
        }
      }
    }
    return [...found].sort(([, one], [, other]) => one.localeCompare(other));
  }

  /** Changes that one person sent in one go are one step of the story. */
  #steps() {
    const steps = [];
    for (const line of this.lines) {
      if (this.who && line.by.id !== this.who) {
        continue;
      }
      const ops = opsOf(line).filter((op) => this.#wanted(op));
      if (!ops.length && line.content && (this.what || this.field || line.verdict === 'applied')) {
        continue;
      }
      const last = steps[steps.length - 1];
      const item = {line, ops};
      if (last && last.by.id === line.by.id && last.n === line.n && last.verdict === line.verdict) {
        last.items.push(item);
      } else {
        steps.push({key: `${line.n}.${line.i}`, n: line.n, by: line.by, verdict: line.verdict, line, items: [item]});
      }
    }
    return steps;
  }

  #wanted(op) {
    if (this.field && !questions(op).some(([collection, name]) => `${collection}.${name}` === this.field)) {
      return false;
    }
    if (!this.what) {
      return true;
    }
    if (this.what === 'acts') {
      return op.op === 'act';
    }
    const twins = this.reading.entries(this.what.split('/')[0]).find((entry) => entry.at === this.what)?.twins ?? [];
    return [this.what, ...twins].some(
      (path) => op.at?.startsWith(path) || op.about === path || op.value?.about === path || op.with?.entry === path,
    );
  }

  #step({by, verdict, line, items}) {
    const off = isClockOff(line.clock);
    const server = line.device.startsWith('server-');
    return html`<li class="step ${verdict === 'quarantined' ? 'step-quarantined' : ''}">
      <p class="step-who"><strong>${person(by)}</strong> <span class="faint">${madeAt({wall: line.wall ?? line.receivedAt, clock: line.clock})}</span></p>
      <p class="step-how faint">${device(line.device)}${server ? (line.doubtful ? html`, ${reachedAt(line)}` : nothing) : html`, <span class=${off ? 'clock-off' : ''}>${clockWorth(line.clock)}${off ? html`: it showed ${momentExact(line.wall)}` : nothing}</span>; reached us ${reachedAt(line)}`}${verdict === 'quarantined' ? html` · <strong class="hole-word">in quarantine</strong>` : nothing}</p>
      ${this.#told(items)}
    </li>`;
  }

  /** Many answers in a row are folded away, unless somebody asked for just those. */
  #told(items) {
    const lines = items.flatMap(({line, ops}) => ops.length
      ? ops.map((op) => ({act: op.op === 'act' || op.value?.words, text: told(op, this.reading)}))
      : [{act: true, text: html`<span class="faint">${line.reason ? said(line.reason) : 'A change that nobody can read.'}</span>`}]);
    const answers = lines.filter((one) => !one.act);
    const list = (some) => html`<ul class="step-what">${some.map((one) => html`<li>${one.text}</li>`)}</ul>`;
    if (answers.length <= FEW || this.what || this.field) {
      return list(lines);
    }
    return html`<details class="step-more"><summary>recorded ${answers.length} answers and entries</summary>${list(answers)}</details>
      ${list(lines.filter((one) => one.act))}`;
  }
}

customElements.define('sh-story', Story);
