// What has to be done by when: each duty with its clock, in words. No state is told by colour alone.
import {html, nothing} from 'lit';
import {finding} from '../ground/parts.js';
import {count, moment, person, plain, said, span, table} from '../ground/text.js';

const TICK_MILLIS = 30_000;

/** The duties that are running, late or done for one of these subjects, the earliest deadline first. */
export function dutiesOf(reading, wanted) {
  return (reading.incident.duties ?? []).filter((duty) => duty.state !== 'waiting' && wanted(duty.subject));
}

/** A list of duties; each names whom it is about where that is not plain from its place. */
export function clocks(reading, duties, {named = false} = {}) {
  const now = Date.now();
  return html`<ul class="clocks">${duties.map((duty) => {
    const standing = phase(duty, now);
    return html`<li class="clock is-${standing}">
      ${named && duty.subject ? html`<span class="faint">${said(reading.about(duty.subject))}</span> ` : nothing}<strong class="clock-state">${words(duty, now, standing)}</strong>
      <span class="clock-what">${said(duty.sentence)}</span>${reached(duty, standing)}${standing === 'settled' ? nothing : html` ${finding(duty.finding)}`}
      <details class="ask-source clock-source"><summary>Why<span class="govuk-visually-hidden">: ${plain(duty.sentence)}</span></summary><p class="ask-why faint">${duty.source}</p></details>
    </li>`;
  })}</ul>`;
}

/** Lets a part be shown anew while its clocks run: nobody has to reload to see one run out. */
export class Ticking {
  #host;
  #tick;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#tick = setInterval(() => this.#host.requestUpdate(), TICK_MILLIS);
  }

  hostDisconnected() {
    clearInterval(this.#tick);
  }
}

/** Where a clock stands now; the server's word is from when the page was loaded. */
function phase(duty, now) {
  const runs = duty.state === 'due' || duty.state === 'warned';
  if (runs && duty.due !== undefined && duty.due < now) {
    return 'breached';
  }
  return runs && duty.warnFrom !== undefined && duty.warnFrom <= now ? 'warned' : duty.state;
}

/** How far it is known to have gone, where that does not settle it: what is written has not been told. */
function reached(duty, standing) {
  if (standing === 'settled') {
    return nothing;
  }
  const {written, told, settledBy} = duty;
  const far = told && settledBy === 'confirmed'
    ? html`told ${moment(told.at)}, not confirmed`
    : written && settledBy !== 'written' ? html`written by ${person(written.by)}, ${settledBy === 'told' ? 'not told' : 'not confirmed'}` : null;
  return far ? html` <span class="clock-reached">${far}</span>` : nothing;
}

const DONE = table({written: 'Written', told: 'Told', confirmed: 'Confirmed'});

function words({due, settled, late, missed, settledBy}, now, standing) {
  const times = missed > 1 ? `, ${missed} times missed` : '';
  switch (standing) {
    case 'settled':
      // It may have ended without being done: the child was released, or is back.
      return settled === undefined
        ? `Nothing more is due${missed > 0 ? `; missed ${count(missed, 'time')}` : ''}`
        : html`${DONE[settledBy]} ${moment(settled.at)}, entered by ${person(settled.by)}${late ? ', after its time' : ''}`;
    case 'breached':
      return `Late: was due ${moment(due)}, ${span(now - due)} ago${times}`;
    case 'warned':
      return `Due soon: by ${moment(due)}, in ${span(due - now)}${times}`;
    default:
      return `Due by ${moment(due)}${times}`;
  }
}
