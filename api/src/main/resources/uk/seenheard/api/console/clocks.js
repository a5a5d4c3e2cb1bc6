// What has to be done by when: each duty with its clock, in words. No state is told by colour alone.
import {html, nothing} from 'lit';
import {finding} from './parts.js';
import {moment, person, said, span} from './text.js';

/** The duties that are running, late or done for one of these subjects, the earliest deadline first. */
export function dutiesOf(reading, wanted) {
  return (reading.incident.duties ?? []).filter((duty) => duty.state !== 'waiting' && wanted(duty.subject));
}

/** A list of duties; each names whom it is about where that is not plain from its place. */
export function clocks(reading, duties, {named = false} = {}) {
  return html`<ul class="clocks">${duties.map((duty) => html`<li class="clock is-${duty.state}">
    ${named && duty.subject ? html`<span class="faint">${said(reading.about(duty.subject))}</span> ` : nothing}<strong class="clock-state">${state(duty)}</strong>
    <span class="clock-what">${said(duty.sentence)}</span>${duty.state === 'settled' ? nothing : html` ${finding(duty.finding)}`}
  </li>`)}</ul>`;
}

function state({state: now, due, settled, late, missed}) {
  const left = due - Date.now();
  const times = missed > 1 ? `, ${missed} times missed` : '';
  switch (now) {
    case 'settled':
      return html`Done ${moment(settled.at)} by ${person(settled.by)}${late ? ', after its time' : ''}`;
    case 'breached':
      return due === undefined ? `Late${times}` : `Late: was due ${moment(due)}, ${span(left)} ago${times}`;
    case 'warned':
      return due === undefined ? 'Due soon' : `Due soon: by ${moment(due)}, in ${span(left)}`;
    default:
      return due === undefined ? 'To be done' : `Due by ${moment(due)}`;
  }
}
