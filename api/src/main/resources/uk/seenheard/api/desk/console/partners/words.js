// What the codes of notices are called.
import {html} from 'lit';
import {table} from '../ground/text.js';

export const KINDS = table({
  ppn: 'Public protection notice',
  encompass: 'Operation Encompass, to the school',
  'encompass-authority': 'Operation Encompass, to the local authority',
  'encompass-early-years': 'Operation Encompass, under school age',
  'encompass-force': 'Operation Encompass, to the force where the child lives',
  'missing-education': 'Child missing education, to the local authority',
  'social-care': 'Social care told at once',
  mechanism: 'National Referral Mechanism',
  guardian: 'Child trafficking guardian',
  unborn: 'Unborn child, to social care',
  lado: 'Position of trust, to the LADO',
  marac: 'Multi-agency risk assessment conference',
  prevent: 'Prevent',
  'sudden-death': 'Sudden death of a child',
  'private-fostering': 'Private fostering, to the local authority',
  recovery: 'Recovery order asked for',
});

export const STATES = table({
  written: 'Written', submitted: 'Handed in', read: 'Read', triaged: 'Triaged', sent: 'Sent, no receipt', delivered: 'Delivered',
  acknowledged: 'Acknowledged', decided: 'Decided', refused: 'Refused', challenged: 'Challenged', closed: 'Ended',
});

export const GRADES = table({red: 'Red', amber: 'Amber', green: 'Green', 'not-graded': 'Not graded'});

export const CHANNELS = table({api: 'to their system', 'secure-mail': 'by secure mail', portal: 'through their portal', phone: 'by telephone'});

export const DECISIONS = table({
  enquiry: 'Enquiry (section 47)', assessment: 'Assessment', 'family-help': 'Family help', 'already-open': 'Already open to them',
  'no-further-action': 'No further action', 'not-ours': 'Not theirs', 'not-enough': 'Too little to act on', other: 'Something else',
});

const EDGES = table({red: 3, amber: 2, green: 1, 'not-graded': 0});

export function gradeTag(grade) {
  return html`<strong class="govuk-tag risk-${EDGES[grade] ?? 0}">${GRADES[grade] ?? grade}</strong>`;
}

/** The options of a choice, with nothing chosen unless it is known. */
export function pickOf(options, chosen = '') {
  const given = options.some(([value]) => value === '') ? options : [['', 'Choose'], ...options];
  return given.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`);
}
