// What an incident is returned with: a note for each question that is open and each contradiction,
// written beforehand, pinned to whom it is about.
import {parts} from './form.js';
import {person} from '../ground/text.js';

/** The most notes of one return. */
export const MOST_NOTES = 60;

const ISOLATES = /[\u2068\u2069]/g;

/**
 * The notes that may go with a return, what is required first: {key, about, prompt, words, must,
 * finding}. What is not required is offered and not chosen.
 */
export function proposals(reading) {
  const open = reading.incident.prompts.filter((prompt) => prompt.status === 'open' || prompt.reason?.refused);
  const musts = open.filter((prompt) => prompt.weight === 'must');
  return [
    ...musts.map((prompt) => asked(reading, prompt)),
    ...reading.incident.contradicted.map((field) => differing(reading, field)),
    ...open.filter((prompt) => prompt.weight !== 'must').map((prompt) => asked(reading, prompt)),
  ];
}

function asked(reading, prompt) {
  const why = prompt.reason?.refused
    ? ` Your reason was not accepted: ${reading.form.reason(prompt.reason.code)}.`
    : prompt.fault ? ` ${prompt.fault}` : '';
  return {
    key: `ask/${prompt.subject ?? ''}/${prompt.prompt}`, about: prompt.subject, prompt: prompt.prompt,
    finding: prompt.finding, must: prompt.weight === 'must', words: `${prompt.question}${why}`,
  };
}

function differing(reading, field) {
  const {collection, entry, name} = parts(field.at);
  const {label} = reading.title(field.at);
  const value = (answer) => reading.names.get(answer.value) ?? reading.form.plain(collection, name, answer.value);
  const answers = field.answers.map((answer) => `“${value(answer)}” (${person(answer.by)})`).join(' and ');
  return {
    key: `differ/${field.at}`, about: entry || undefined, must: true, differs: true,
    words: `You differ about “${label}”: ${answers}. Talk to each other: which is right?`.replace(ISOLATES, ''),
  };
}
