// Body-worn video of one incident: a lane for each officer, drawn and in words, and the recordings
// that may belong to it. Nothing is known from the drawing only, and nothing from colour.
import {html, nothing, svg} from 'lit';
import {Part, decide, reasonIn, why} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {count, momentExact, plain, said, span, table} from '../ground/text.js';

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
    const {lanes, candidates, notOnCamera, withheld, whole} = footage;
    return html`
      ${whole ? nothing : html`<p class="hole-word">There are more recordings about that time than are looked through here.</p>`}
      ${lanes.length ? html`<ul class="lanes">${lanes.map((lane) => this.#lane(lane))}</ul>` : html`<p class="faint">Nobody is known to have attended yet.</p>`}
      ${this.#unworn()}
      ${notOnCamera.length ? html`<p class="hole hole-wide">Not on camera: ${notOnCamera.map((about, i) => html`${i ? ', ' : ''}${this.#words(about)}`)}.</p>` : nothing}
      ${withheld ? html`<p class="faint">${count(withheld, 'recording is', 'recordings are')} restricted and shown to supervisors.</p>` : nothing}
      ${candidates.length ? html`<h3 class="govuk-heading-s">May belong to this incident</h3><ul class="recordings">${candidates.map((one) => this.#candidate(one))}</ul>` : nothing}`;
  }

  #worn(person) {
    return this.footage.links.filter((link) => link.person === person);
  }

  #lane(lane) {
    const links = this.#worn(lane.person);
    const pins = this.footage.pins.filter((pin) => links.some((link) => link.source === pin.source && link.clip === pin.clip));
    const state = STATES[lane.state] ?? lane.state;
    const minutes = lane.to - lane.from;
    return html`<li class="lane ${HOLES.has(lane.state) ? 'lane-hole' : ''}">
      <h3 class="lane-who">${said(lane.name ?? lane.person)} <strong class="lane-state">${state}</strong></h3>
      ${this.#drawn(lane, links, pins)}
      <ul class="lane-words">
        <li>On scene ${momentExact(lane.from)} to ${momentExact(lane.to)}; ${span(lane.coveredMs)} of ${span(minutes)} on camera</li>
        ${links.map((link) => html`<li>${this.#recording(link)}${this.#takeOff(link)}</li>`)}
        ${lane.gaps.map((gap) => html`<li class="lane-gap"><strong>Gap</strong> of ${span(gap.to - gap.from)}: ${momentExact(gap.from)} to ${momentExact(gap.to)}</li>`)}
        ${pins.map((pin) => html`<li>${this.#words(pin.about)}: ${position(pin.positionMs)} into ${said(pin.clip)}, give or take ${span(pin.uncertaintyMs)}</li>`)}
      </ul>
    </li>`;
  }

  /** On scene is a frame, what is on camera is filled, a gap is hatched in dashes, words are pins. */
  #drawn(lane, links, pins) {
    const shown = links.filter((link) => link.shows && link.state === 'present');
    const from = Math.min(lane.from, ...shown.map((link) => link.shows.from));
    const to = Math.max(lane.to, ...shown.map((link) => link.shows.to), from + 1);
    const x = (at) => (Math.max(0, Math.min(1, (at - from) / (to - from))) * WIDE).toFixed(1);
    const bar = (window, kind, y, high) => svg`<rect class=${kind} x=${x(window.from)} y=${y} width=${Math.max(2, x(window.to) - x(window.from))} height=${high}></rect>`;
    const at = (pin) => {
      const link = shown.find(({source, clip}) => source === pin.source && clip === pin.clip);
      return link ? link.shows.from + pin.positionMs : null;
    };
    const hatch = `hatch-${lane.person}-${lane.from}`;
    return html`<svg class="lane-drawn" viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <defs><pattern id=${hatch} width="12" height="12" patternUnits="userSpaceOnUse"><path class="lane-hatch" d="M-3 3 3 -3M0 12 12 0M9 15 15 9"></path></pattern></defs>
      ${bar(lane, 'lane-scene', 4, 32)}
      ${lane.gaps.map((gap) => svg`<rect class="lane-none" fill="url(#${hatch})" x=${x(gap.from)} y="8" width=${Math.max(2, x(gap.to) - x(gap.from))} height="24"></rect>`)}
      ${shown.map((link) => bar(link.part ?? link.shows, 'lane-clip', 12, 16))}
      ${pins.map(at).filter((one) => one !== null).map((one) => svg`<line class="lane-pin" x1=${x(one)} x2=${x(one)} y1="0" y2=${HIGH}></line>`)}
    </svg>`;
  }

  #words(about) {
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
      recording.deleteAt ? html`; its system deletes it ${momentExact(recording.deleteAt)}` : nothing}${recording.held ? '; held' : nothing}`;
  }

  /** What is linked and worn by nobody whom we know to have been there. */
  #unworn() {
    const there = new Set(this.footage.lanes.map((lane) => lane.person));
    const others = this.footage.links.filter((link) => !there.has(link.person));
    return others.length
      ? html`<ul class="recordings">${others.map((link) => html`<li>${this.#recording(link)}${this.#takeOff(link)}</li>`)}</ul>`
      : nothing;
  }

  #candidate(one) {
    return html`<li><strong>${CERTAINTY[one.certainty] ?? one.certainty}.</strong> ${this.#recording(one)}${one.person ? html`, worn by ${said(this.#name(one.person))}` : nothing}
      <ul>${one.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
      ${this.decides ? this.#deed(one, true, 'It belongs here', 'Why does it belong here?') : nothing}</li>`;
  }

  #name(person) {
    return this.footage.lanes.find((lane) => lane.person === person)?.name ?? person;
  }

  #takeOff(link) {
    return this.decides ? this.#deed(link, false, 'It does not belong here', 'Why does it not belong here?') : nothing;
  }

  #deed(recording, linked, deed, label) {
    const id = `footage-${[...`${recording.source}-${recording.clip}`].map((letter) => letter.codePointAt(0).toString(36)).join('')}`;
    return html`<details class="deed"><summary>${deed}<span class="govuk-visually-hidden">: ${plain(recording.clip)}</span></summary>
      <form novalidate @submit=${(event) => this.#say(event, recording, linked)}>
        ${why(id, label)}
        <button class="govuk-button govuk-button--secondary" data-act="linkFootage" aria-disabled=${this.busy ? 'true' : nothing}>${deed}</button>
      </form></details>`;
  }

  #say(event, {source, clip}, linked) {
    event.preventDefault();
    const reason = reasonIn(event.target);
    if (reason) {
      decide(this, {footage: {source, clip, linked, reason}, done: linked ? 'The recording belongs to this incident now.' : 'The recording was taken off this incident.'});
    }
  }
}

/** A place in a recording, as its player shows it: 0:12:40. */
function position(millis) {
  const seconds = Math.round(millis / 1000);
  const two = (number) => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

customElements.define('sh-footage', IncidentFootage);
