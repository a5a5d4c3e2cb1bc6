// A notice as its recipient is handed it.
import {html, nothing} from 'lit';
import {moment, said, table} from '../ground/text.js';
import {instantOf} from '../ground/moments.js';

const LABELS = table({
  dob: 'Date of birth', toldAt: 'Police were told', happened: 'It happened', said: 'What the child said', present: 'Who was there', worry: 'What we are worried about', withdrawn: 'Withdrawn',
});
const WITHDRAWN = table({'crossed-out': 'The force crossed it out', 'not-yours': 'It is not for you'});
const MOST_DEPTH = 8;
// What it is about first; who else was there last.
const ORDER = ['reference', 'notice', 'said', 'children', 'incident', 'adults', 'name', 'dob', 'worry', 'summary', 'words'];

function label(name) {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return LABELS[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function inOrder(given) {
  const place = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.entries(given).sort(([one], [other]) => place(one) - place(other) || one.localeCompare(other));
}

/** Everything that stands in it, by the names of its members. */
export function content(given) {
  const plain = inOrder(given).filter(([name, value]) => typeof value !== 'object' && name !== 'kind' && value !== '');
  const parts = inOrder(given).filter(([, value]) => typeof value === 'object' && Object.keys(value).length);
  return html`${plain.length ? html`<dl class="facts">${plain.map(([name, value]) => fact(name, name === 'withdrawn' ? WITHDRAWN[value] ?? value : value, 0))}</dl>` : nothing}
    ${parts.map(([name, value]) => html`<h3 class="govuk-heading-s">${label(name)}</h3>${shown(value, 0)}`)}`;
}

function fact(name, value, depth) {
  return html`<div><dt>${label(name)}</dt><dd>${shown(value, depth)}</dd></div>`;
}

function shown(value, depth) {
  if (depth > MOST_DEPTH) {
    return '…';
  }
  if (Array.isArray(value)) {
    return html`<ul class="notice-facts">${value.map((one) => html`<li>${shown(one, depth + 1)}</li>`)}</ul>`;
  }
  if (value && typeof value === 'object') {
    return html`<dl class="facts">${inOrder(value).map(([name, inner]) => fact(name, inner, depth + 1))}</dl>`;
  }
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? instantOf(value) : Number.NaN;
  return Number.isNaN(at) || at === undefined ? said(value) : moment(at);
}
