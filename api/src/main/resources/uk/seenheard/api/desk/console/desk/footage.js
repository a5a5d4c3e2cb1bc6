// Body-worn video of one incident: a lane for each officer, drawn and in words, and the recordings
// that may belong to it. Nothing is known from the drawing only, and nothing from colour.
import {html, nothing, svg} from 'lit';
import {Part, decide, reasonIn, why} from '../ground/parts.js';
import {onCamera} from './rows.js';
import {ask, csv} from '../ground/session.js';
import {count, moment, momentExact, plain, said, span, table} from '../ground/text.js';

const WIDE = 1000;
const HIGH = 40;

const STATES = table({
  awaited: 'May still arrive', met: 'On camera', partly: 'Partly on camera', excused: 'Reason accepted',
  missing: 'No video', lost: 'Video lost',
});
const HOLES = new Set(['partly', 'missing', 'lost']);
const RECORDINGS = table({
  present: '', deleted: 'deleted by its system', missing: 'no longer named by its system', unknown: 'not in the catalogue',
});
const CERTAINTY = table({certain: 'Certain', likely: 'Likely', 'by-hand': 'Only a person can tell'});

const MARKS = table({spoke: 'spoke', injury: 'injury', home: 'home', disclosure: 'disclosure', other: 'something else'});
const SENSITIVE = [['none', 'Nothing that few should see'], ['nudity', 'Somebody undressed'], ['medical', 'Medical treatment'], ['address', 'An address to be kept secret']];
const RELEVANT = [['yes', 'Relevant'], ['no', 'Not relevant'], ['unsure', 'Not sure']];
const WHOM = [['cps', 'Crown Prosecution Service'], ['court', 'Court'], ['csc', 'Children’s social care'], ['subject', 'The person it shows'], ['other', 'Somebody else']];

class IncidentFootage extends Part {
  static properties = {
    reading: {attribute: false}, decides: {type: Boolean}, busy: {type: Boolean}, footage: {state: true}, failed: {state: true},
  };

  constructor() {
    super();
    this.footage = null;
    this.failed = '';
  }

  willUpdate(changed) {
    if (changed.has('reading')) {
      this.#load(this.reading.incident);
    }
  }

  async #load(incident) {
    try {
      const footage = await ask(`/v1/incidents/${incident.incident}/footage`);
      if (this.reading.incident === incident) {
        this.footage = footage;
        this.failed = '';
        this.dispatchEvent(new CustomEvent('filmed', {bubbles: true, detail: footage.links}));
      }
    } catch (refused) {
      if (refused.status !== 401) {
        this.failed = refused.message;
      }
    }
  }

  render() {
    const {footage} = this;
    if (!footage) {
      return html`<p class="faint" role="status">${this.failed || 'One moment…'}</p>`;
    }
    const {lanes, links, candidates, notOnCamera, withheld, whole, erased} = footage;
    if (erased) {
      return html`<p class="faint">What the catalogue had of recordings of that year was erased by law.</p>`;
    }
    return html`
      ${this.failed ? html`<p class="hole-word" role="alert">${this.failed}</p>` : nothing}
      ${whole ? nothing : html`<p class="hole-word">There are more recordings about that time than are looked through here.</p>`}
      ${lanes.length ? html`<p class="on-camera">${this.#onCamera(lanes)}</p>` : nothing}
      ${lanes.length ? html`<ul class="lanes">${lanes.map((lane) => this.#lane(lane))}</ul>` : html`<p class="faint">Nobody is known to have attended yet.</p>`}
      ${this.#unworn()}
      ${notOnCamera.length ? html`<p class="hole hole-wide">Not on camera: ${notOnCamera.map((about, i) => html`${i ? ', ' : ''}${this.#words(about)}`)}.</p>` : nothing}
      ${this.decides ? notOnCamera.map((about) => this.#place(about, links, 'It is on camera all the same')) : nothing}
      ${withheld ? html`<p class="faint">${count(withheld, 'recording is', 'recordings are')} restricted and shown to supervisors.</p>` : nothing}
      ${this.decides && (lanes.length || candidates.length) ? html`<p><button type="button" class="quiet" @click=${() => this.#schedule()}>Schedule of all recordings, as CSV</button></p>` : nothing}
      ${candidates.length ? html`<h3 class="govuk-heading-s">May belong to this incident</h3><ul class="recordings">${candidates.map((one) => this.#candidate(one))}</ul>` : nothing}`;
  }

  /** Officers are counted once, however often they were there: recorded is who is so each time. */
  #onCamera(lanes) {
    const officers = new Set(lanes.map((lane) => lane.person));
    const holes = new Set(lanes.filter((lane) => lane.state !== 'met').map((lane) => lane.person));
    return onCamera(officers.size, officers.size - holes.size);
  }

  #pins(links) {
    return this.footage.pins.filter((pin) => links.some((link) => link.source === pin.source && link.clip === pin.clip));
  }

  #worn(person) {
    return this.footage.links.filter((link) => link.person === person);
  }

  #lane(lane) {
    const links = this.#worn(lane.person);
    const pins = this.#pins(links);
    const state = STATES[lane.state] ?? lane.state;
    const minutes = lane.to - lane.from;
    return html`<li class="lane ${HOLES.has(lane.state) ? 'lane-hole' : ''}">
      <h3 class="lane-who">${said(lane.name ?? lane.person)} <strong class="lane-state">${state}</strong></h3>
      ${this.#drawn(lane, links, pins)}
      <ul class="lane-words">
        <li>On scene ${momentExact(lane.from)} to ${momentExact(lane.to)}; ${span(lane.coveredMs)} of ${span(minutes)} on camera</li>
        ${links.map((link) => html`<li>${this.#recording(link)}${this.#deeds(link)}</li>`)}
        ${lane.gaps.map((gap) => html`<li class="lane-gap"><strong>Gap</strong> of ${span(gap.to - gap.from)}: ${momentExact(gap.from)} to ${momentExact(gap.to)}</li>`)}
        ${pins.map((pin) => this.#pin(pin))}
      </ul>
    </li>`;
  }

  /** On scene is a frame, what is on camera is filled, a gap is hatched in dashes, words are pins, an officer's marks are half as high. */
  #drawn(lane, links, pins) {
    const shown = links.filter((link) => link.shows && link.state === 'present');
    const from = Math.min(lane.from, ...shown.map((link) => link.shows.from));
    const to = Math.max(lane.to, ...shown.map((link) => link.shows.to), from + 1);
    const x = (at) => (Math.max(0, Math.min(1, (at - from) / (to - from))) * WIDE).toFixed(1);
    const bar = (window, kind, y, high) => svg`<rect class=${kind} x=${x(window.from)} y=${y} width=${Math.max(2, x(window.to) - x(window.from))} height=${high}></rect>`;
    const at = (pin) => {
      const link = shown.find(({source, clip}) => source === pin.source && clip === pin.clip);
      return link ? link.shows.from + (pin.byHand?.positionMs ?? pin.positionMs) : null;
    };
    const hatch = `hatch-${lane.person}-${lane.from}`;
    return html`<svg class="lane-drawn" viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <defs><pattern id=${hatch} width="12" height="12" patternUnits="userSpaceOnUse"><path class="lane-hatch" d="M-3 3 3 -3M0 12 12 0M9 15 15 9"></path></pattern></defs>
      ${bar(lane, 'lane-scene', 4, 32)}
      ${lane.gaps.map((gap) => svg`<rect class="lane-none" fill="url(#${hatch})" x=${x(gap.from)} y="8" width=${Math.max(2, x(gap.to) - x(gap.from))} height="24"></rect>`)}
      ${shown.map((link) => bar(link.part ?? link.shows, 'lane-clip', 12, 16))}
      ${pins.map((pin) => ({one: at(pin), high: pin.about.startsWith('mark/') ? HIGH / 2 : HIGH})).filter(({one}) => one !== null)
        .map(({one, high}) => svg`<line class="lane-pin" x1=${x(one)} x2=${x(one)} y1="0" y2=${high}></line>`)}
    </svg>`;
  }

  /** Where something lies as the clocks say and, beside it, as somebody says who watched it. */
  #pin(pin) {
    const {byHand} = pin;
    return html`<li>${this.#words(pin.about)}: ${pin.positionMs === undefined ? nothing : html`${position(pin.positionMs)} into ${said(pin.clip)}, give or take ${span(pin.uncertaintyMs)}`}${
      byHand ? html`${pin.positionMs === undefined ? html`in ${said(pin.clip)}` : ' by the clocks'}; <strong>at ${position(byHand.positionMs)}</strong>, as ${said(byHand.name ?? byHand.by)} saw it, ${moment(byHand.at)}: “${said(byHand.reason)}”` : nothing}${
      this.decides ? this.#place(pin.about, [pin], 'It lies elsewhere', byHand) : nothing}</li>`;
  }

  /** To say where in a recording something lies, or to take back what was said. */
  #place(about, recordings, summary, byHand) {
    const id = `place-${key({source: about, clip: recordings.map(key).join('-')})}`;
    return recordings.length ? html`<details class="deed"><summary>${summary}<span class="govuk-visually-hidden">: ${this.#words(about)}</span></summary>
      <form novalidate @submit=${(event) => this.#put(event, about, recordings)}>
        ${recordings.length > 1 ? choice(`${id}-clip`, 'clip', 'In which recording?', recordings.map((one, i) => [String(i), plain(one.clip)])) : nothing}
        <div class="govuk-form-group"><label class="govuk-label" for="${id}-at">Where, as the player shows it?</label>
          <p class="hole-word" id="${id}-at-fault" role="alert" hidden>Give hours, minutes and seconds, such as 0:12:40.</p>
          <input class="govuk-input govuk-input--width-10" id="${id}-at" name="position" maxlength="9" autocomplete="off" placeholder="0:12:40" aria-describedby="${id}-at-fault"></div>
        ${why(id, 'How do you know?')}
        <p class="buttons"><button class="govuk-button govuk-button--secondary" value="placed" data-act="placeFootage" aria-disabled=${this.busy ? 'true' : nothing}>It lies there</button>
          ${byHand ? html`<button class="govuk-button govuk-button--secondary" value="back" data-act="placeFootage" aria-disabled=${this.busy ? 'true' : nothing}>Take back what was said</button>` : nothing}</p>
      </form></details>` : nothing;
  }

  #put(event, about, recordings) {
    event.preventDefault();
    const {position: at, clip: chosen} = event.target.elements;
    const {source, clip} = recordings[Number(chosen?.value ?? 0)];
    const back = event.submitter?.value === 'back';
    const positionMs = millis(at.value);
    const wrong = !back && positionMs === null;
    event.target.querySelector('[role=alert]').hidden = !wrong;
    at.classList.toggle('govuk-input--error', wrong);
    if (wrong) {
      at.focus();
      return;
    }
    const reason = reasonIn(event.target);
    if (reason) {
      decide(this, {
        footage: {source, clip, about, reason, ...(back ? {} : {positionMs})}, way: 'places',
        done: back ? 'What was said of its place is taken back.' : 'Its place in the recording is written down.',
      });
    }
  }

  #words(about) {
    if (about.startsWith('mark/')) {
      const mark = this.reading.entries('mark').find((one) => one.twins.concat(one.at).includes(about));
      const value = mark?.added.find((added) => added.value)?.value;
      const of = value?.about ? this.reading.about(value.about) : '';
      return html`Marked by an officer: ${MARKS[value?.what] ?? 'something'}${of ? html`, ${said(of)}` : nothing}`;
    }
    const statement = this.reading.entries('statement').find((one) => one.twins.concat(one.at).includes(about));
    const whose = statement?.added.find((added) => added.value?.about)?.value.about;
    return html`Words of ${whose ? said(this.reading.about(whose)) : 'somebody'}`;
  }

  #recording(recording) {
    const shows = recording.part ?? recording.shows;
    return html`Recording ${said(recording.clip)} of ${said(recording.source)}${recording.state === 'present' ? nothing : html`, <strong class="hole-word">${RECORDINGS[recording.state] ?? recording.state}</strong>`}${
      shows ? html`: ${momentExact(shows.from)} to ${momentExact(shows.to)}` : ': its clock says nothing'}${
      recording.uncertaintyMs > 60_000 ? html`, give or take ${span(recording.uncertaintyMs)}` : nothing}${
      recording.byRule ? html` <span class="faint">(camera, officer and time leave no doubt)</span>` : nothing}${
      recording.deleteAt ? html`; its system deletes it ${momentExact(recording.deleteAt)}` : nothing}${recording.held ? '; held' : nothing}${
      recording.sensitive ? html`; <strong>withheld from officers</strong>` : nothing}${
      recording.children?.length ? html`; shows ${recording.children.map((child, i) => html`${i ? ', ' : ''}${said(this.reading.about(child))}`)}` : nothing}${
      recording.relevant ? html`; ${{yes: 'relevant', no: 'not relevant', unsure: 'perhaps relevant'}[recording.relevant]}` : nothing}${
      recording.disclosures ? html`; given to somebody ${count(recording.disclosures, 'time')}` : nothing}`;
  }

  /** What is linked and worn by nobody whom we know to have been there. */
  #unworn() {
    const there = new Set(this.footage.lanes.map((lane) => lane.person));
    const others = this.footage.links.filter((link) => !there.has(link.person));
    return others.length
      ? html`<ul class="recordings">${others.map((link) => html`<li>${this.#recording(link)}${this.#deeds(link)}</li>`)}${this.#pins(others).map((pin) => this.#pin(pin))}</ul>`
      : nothing;
  }

  #candidate(one) {
    return html`<li><strong>${CERTAINTY[one.certainty] ?? one.certainty}.</strong> ${this.#recording(one)}${one.person ? html`, worn by ${said(this.#name(one.person))}` : nothing}
      <ul>${one.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
      ${this.#opens(one)}
      ${this.decides ? html`${this.#deed(one, true, 'It belongs here', 'Why does it belong here?')}${this.#register(one)}` : nothing}</li>`;
  }

  #name(person) {
    return this.footage.lanes.find((lane) => lane.person === person)?.name ?? person;
  }

  #deeds(link) {
    return html`${this.#opens(link)}${this.decides ? html`${this.#shown(link)}${this.#deed(link, false, 'It does not belong here', 'Why does it not belong here?')}${this.#register(link)}` : nothing}`;
  }

  /** The way to where it can be watched: that somebody asked for it is written down first. */
  #opens(recording) {
    return recording.opens ? html` <button type="button" class="quiet" data-act="openFootage" @click=${() => this.#open(recording)}>Watch it in ${said(recording.source)}<span class="govuk-visually-hidden">: ${plain(recording.clip)}</span></button>` : nothing;
  }

  async #open({source, clip}) {
    try {
      const {url} = await ask(`/v1/incidents/${this.reading.incident.incident}/footage/openings`, {method: 'POST', body: {source, clip}});
      if (url.startsWith('https://')) {
        open(url, '_blank', 'noopener,noreferrer');
      }
    } catch (refused) {
      this.failed = refused.status === 401 ? '' : refused.message;
    }
  }

  async #schedule() {
    const {incident} = this.reading.incident;
    try {
      const address = URL.createObjectURL(await csv(`/v1/incidents/${incident}/footage.csv`));
      Object.assign(document.createElement('a'), {href: address, download: `footage-${incident}.csv`}).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (refused) {
      this.failed = refused.status === 401 ? '' : refused.message;
    }
  }

  /** Whether it is relevant to a prosecution, and to whom it was given. */
  #register(one) {
    const id = `register-${key(one)}`;
    const name = html`<span class="govuk-visually-hidden">: ${plain(one.clip)}</span>`;
    return html`<details class="deed"><summary>For a prosecution${name}</summary>
      <form novalidate @submit=${(event) => this.#judge(event, one)}>
        ${choice(`${id}-relevant`, 'relevant', 'Is it relevant?', RELEVANT)}
        ${why(`${id}-why`, 'Why?')}
        <button class="govuk-button govuk-button--secondary" data-act="judgeFootage" aria-disabled=${this.busy ? 'true' : nothing}>Say so</button>
      </form>
      <h4 class="govuk-heading-s">It was given to somebody</h4>
      <form novalidate @submit=${(event) => this.#disclose(event, one)}>
        ${choice(`${id}-to`, 'to', 'To whom?', WHOM)}
        <label class="govuk-label" for="${id}-basis">On what basis?</label>
        <input class="govuk-input" id="${id}-basis" name="basis" maxlength="400" autocomplete="off">
        <label class="govuk-label" for="${id}-redacted">Name of the redacted copy, if there is one</label>
        <input class="govuk-input" id="${id}-redacted" name="redactedAs" maxlength="128" autocomplete="off">
        ${why(`${id}-purpose`, 'What for?')}
        <button class="govuk-button govuk-button--secondary" data-act="discloseFootage" aria-disabled=${this.busy ? 'true' : nothing}>Write it down</button>
      </form></details>`;
  }

  #judge(event, {source, clip}) {
    event.preventDefault();
    const reason = reasonIn(event.target);
    if (reason) {
      const relevant = event.target.elements.relevant.value;
      decide(this, {footage: {source, clip, relevant, why: reason}, way: 'relevance', done: 'Whether it is relevant stands in the schedule.'});
    }
  }

  #disclose(event, {source, clip}) {
    event.preventDefault();
    const purpose = reasonIn(event.target);
    const {to, basis, redactedAs} = event.target.elements;
    if (purpose && !basis.value.trim()) {
      basis.focus();
    } else if (purpose) {
      const redacted = redactedAs.value.trim();
      decide(this, {
        footage: {source, clip, to: to.value, purpose, basis: basis.value.trim(), ...(redacted ? {redactedAs: redacted} : {})}, way: 'disclosures',
        done: 'That it was given to somebody stands in the schedule.',
      });
    }
  }

  /** Which children a linked recording shows, as whoever watched it says. */
  #shown(link) {
    const id = `shown-${key(link)}`;
    return this.reading.children.length && link.state === 'present' ? html`<details class="deed"><summary>Which children does it show?<span class="govuk-visually-hidden"> ${plain(link.clip)}</span></summary>
      <form novalidate @submit=${(event) => this.#say(event, link, true, 'Which children it shows is written down.')}>
        ${this.#children(link)}
        ${why(id, 'How do you know?')}
        <button class="govuk-button govuk-button--secondary" data-act="linkFootage" aria-disabled=${this.busy ? 'true' : nothing}>It shows these children</button>
      </form></details>` : nothing;
  }

  #children(recording) {
    const {children} = this.reading;
    return children.length ? html`<fieldset class="govuk-fieldset"><legend class="govuk-label">Children it shows</legend>${children.map((child) => html`<label class="tick"><input type="checkbox" name="child" value=${child.at} .checked=${[child.at, ...child.twins].some((path) => recording.children?.includes(path))}> <span>${said(this.reading.about(child.at))}</span></label>`)}</fieldset>` : nothing;
  }

  #deed(recording, linked, deed, label) {
    const id = `footage-${key(recording)}`;
    return html`<details class="deed"><summary>${deed}<span class="govuk-visually-hidden">: ${plain(recording.clip)}</span></summary>
      <form novalidate @submit=${(event) => this.#say(event, recording, linked)}>
        ${linked ? html`${choice(`${id}-sensitive`, 'sensitive', 'What does it show that few should see?', SENSITIVE)}${this.#children(recording)}` : nothing}
        ${why(id, label)}
        <button class="govuk-button govuk-button--secondary" data-act="linkFootage" aria-disabled=${this.busy ? 'true' : nothing}>${deed}</button>
      </form></details>`;
  }

  #say(event, {source, clip}, linked, done = linked ? 'The recording belongs to this incident now.' : 'The recording was taken off this incident.') {
    event.preventDefault();
    const reason = reasonIn(event.target);
    if (reason) {
      const sensitive = event.target.elements.sensitive?.value ?? 'none';
      const ticks = [...event.target.querySelectorAll('input[name=child]')];
      const children = ticks.filter((tick) => tick.checked).map((tick) => tick.value);
      decide(this, {footage: {source, clip, linked, reason, ...(sensitive === 'none' ? {} : {sensitive}), ...(ticks.length ? {children} : {})}, done});
    }
  }
}

/** A recording's name as part of an element's id. */
function key({source, clip}) {
  return [...`${source}-${clip}`].map((letter) => letter.codePointAt(0).toString(36)).join('');
}

function choice(id, name, label, ways) {
  return html`<label class="govuk-label" for=${id}>${label}</label>
    <select class="govuk-select" id=${id} name=${name}>${ways.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select>`;
}

/** A place in a recording, as its player shows it: 0:12:40. */
function position(millis) {
  const seconds = Math.round(millis / 1000);
  const two = (number) => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What a player shows, as milliseconds: 0:12:40, or 12:40; null where it is no such place. */
function millis(text) {
  const [, hours = '0', minutes, seconds] = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? [];
  return minutes === undefined || Number(minutes) > 59 || Number(hours) > 24 ? null : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

customElements.define('sh-footage', IncidentFootage);
