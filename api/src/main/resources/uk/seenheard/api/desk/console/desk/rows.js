// What lines say beyond their counts: the children by name, where it was, what is due for whom. Asked
// for when the lines stand there already, a few at a time, and again only of what has moved.
import {html, nothing} from 'lit';
import {ask, session} from '../ground/session.js';
import {age, count, own, plain, said, table, waited} from '../ground/text.js';

const AT_ONCE = 25;
// The lines at the top first: they are looked at, and whoever goes on to another list waits for few.
const AT_FIRST = 10;
const MOST_NAMED = 4;
const WEEK_MILLIS = 7 * 86_400_000;
const known = new Map();
let running = null;

session.addEventListener('change', () => known.clear());

/** Brings the lines of these incidents: [{incident, frontier}]; tells each time that some have come. */
export function bring(cards, tell) {
  running = {cards, tell};
  go(running);
}

async function go(mine) {
  const wanted = mine.cards.filter((card) => known.get(card.incident)?.frontier !== (card.frontier ?? ''));
  let some;
  for (let i = 0; i < wanted.length && running === mine; i += some.length) {
    some = wanted.slice(i, i + (i ? AT_ONCE : AT_FIRST));
    const page = await ask(`/v1/rows?incidents=${some.map((card) => card.incident).join()}`).catch(() => null);
    if (!page) {
      // The list itself says that the server is not reached, or what it refuses.
      return;
    }
    const rows = new Map(page.rows.map((row) => [row.incident, row]));
    some.forEach((card) => known.set(card.incident, {...rows.get(card.incident), frontier: card.frontier ?? ''}));
    mine.tell();
  }
}

/** What is known of a line, or nothing yet. */
export function rowOf(incident) {
  return known.get(incident);
}

/** "Tilly, 6 years · Bo, 7 months". */
export function children(row) {
  const all = row?.children ?? [];
  const one = ({name, months, estimated}) => html`${name ? said(name) : 'a child without a name'}${months === undefined ? nothing : `, ${estimated ? 'about ' : ''}${age(months)}`}`;
  return all.length
    ? html`<span class="row-children">${all.slice(0, MOST_NAMED).map((child, i) => html`${i ? ' · ' : ''}${one(child)}`)}${all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : ''}</span>`
    : nothing;
}

/** A mark for each child: full where the child was heard, a hole where not. */
export function voices(card) {
  const heard = card.children - card.unheard;
  const marks = Math.min(card.children, 12);
  return html`${card.children
    ? html`<span class="voices" aria-hidden="true">${Array.from({length: marks}, (_, i) => html`<i class=${i < heard ? 'heard' : 'unheard'}></i>`)}</span>
      <span>${count(card.children, 'child', 'children')}${card.unheard ? html`, <strong class="hole-word">${card.unheard} not heard</strong>` : ', all heard'}</span>`
    : html`<strong class="hole-word">No child recorded</strong>`}`;
}

/** "1 of 2 on camera"; nothing where no evidence system was looked at. */
export function onCamera(officers, met) {
  const words = `${met} of ${officers} on camera`;
  return met < officers ? html`<strong class="hole-word">${words}</strong>` : words;
}

/** What is due for whom: "Public protection notice about Tilly, 41 h late"; nothing where that is beyond a week. */
export function due(row, now, small = false) {
  const first = row?.due?.[0];
  if (!first || first.at - now > WEEK_MILLIS) {
    return nothing;
  }
  const late = now - first.at;
  return html`<span class=${late > 0 ? 'differ' : ''}>${small ? brief(first) : said(first.sentence)}, ${late > 0 ? `${waited(Math.max(60_000, late))} late` : `due in ${waited(Math.max(60_000, -late))}`}</span>`;
}

const BRIEF = table({notice: 'PPN', encompass: 'Encompass', strategy: 'Strategy discussion', referral: 'Referral'});

/** In a small row: whom it is about stands where it is not cut off. */
function brief({duty, name, sentence}) {
  if (!name) {
    return said(sentence);
  }
  return BRIEF[duty] ? html`${BRIEF[duty]} for ${said(name)}` : html`${said(name)}: ${said(sentence)}`;
}

/** What an alert about a duty is about, in the words of the form, and the way to where it is done. */
export function dutyOf(incident, {duty, subject}) {
  const found = known.get(incident)?.due?.find((one) => one.duty === duty && (one.subject ?? '') === (subject ?? ''));
  return found && {
    sentence: found.sentence,
    prompt: found.prompt,
    subject: found.subject,
    at: `/incidents/${incident}${found.prompt ? `#ask-${found.prompt.replaceAll('.', '-')}-${(found.subject ?? 'incident').replaceAll('/', '-')}` : '#children'}`,
  };
}

let force = null;

session.addEventListener('change', () => (force = null));

/** The people and teams of the force, asked for once a login; nobody for whom that is not. */
export function colleagues() {
  force ??= session.decides ? ask('/v1/people').catch(() => {
    force = null;
    return NOBODY;
  }) : Promise.resolve(NOBODY);
  return force;
}

const NOBODY = {teams: [], people: []};

/** A team by its name, where that is known. */
export function teamName(from, id) {
  return own(Object.fromEntries(from.teams.map((team) => [team.id, team.name])), id) ?? id;
}

/** Asked anew: somebody was moved, is away, or came back. */
export function forgetColleagues() {
  force = null;
}

/** Options of a picker of people alone, by team, rank and name; who is away says so. */
export function who(from, {first = 'Choose', but = ''} = {}) {
  return html`<option value="">${first}</option>${people(from, '', but)}`;
}

/** Options of a picker: teams first, then the people of each team by rank and name; who is away says so. */
export function whom(from) {
  return html`<option value="">Choose</option>
    <optgroup label="A whole team">${from.teams.map((team) => html`<option value="team ${team.id}">${plain(team.name)}</option>`)}</optgroup>
    ${people(from, 'person ')}`;
}

/** Said before words are shown to somebody who has not read them. */
export const READ = 'What somebody has read cannot be taken back: withdrawn later, it is only forgotten on handsets.';

const RANK = {inspector: 0, supervisor: 1, officer: 2};

/** The people of a team, the highest rank first. */
export function ofTeam(from, team) {
  return from.people.filter((one) => one.teams[0] === team.id)
    .sort((one, other) => RANK[one.role] - RANK[other.role] || one.name.localeCompare(other.name));
}

function people(from, kind, but = '') {
  return from.teams.map((team) => [team, ofTeam(from, team).filter((one) => one.id !== but)]).filter(([, some]) => some.length)
    .map(([team, some]) => html`<optgroup label=${plain(team.name)}>${some.map((one) => html`<option value="${kind}${one.id}">${plain(one.name)}${one.role === 'officer' ? '' : ` (${one.role})`}${one.away ? ', away' : ''}</option>`)}</optgroup>`);
}
