// The round that somebody goes: the list as it stood when an incident was opened from it, where in it
// they are, and how far down. It lives in this tab only, and ends with the login.
import {session} from '../ground/session.js';
import {stateName} from '../ground/parts.js';

const KEY = 'seenheard/round';
const NONE = {address: '/', list: [], top: 0, at: '', back: false};
let round = read();

function read() {
  try {
    return {...NONE, ...JSON.parse(sessionStorage.getItem(KEY))};
  } catch {
    return NONE;
  }
}

function keep(change) {
  round = {...round, ...change};
  try {
    sessionStorage.setItem(KEY, JSON.stringify(round));
  } catch {
    // The tab's storage is full: the round is forgotten with the page.
  }
}

session.addEventListener('signed-out', () => (round = NONE));

/** Takes the list as it is shown, for whoever goes through it. */
export function shows(address, cards) {
  keep({address, list: cards.map(({incident, reference}) => ({incident, reference: reference ?? ''}))});
}

/** How far down the list is, and which line was last opened or pointed at by the keyboard. */
export function stands(where) {
  keep(where);
}

/** Where the way back leads: to the list as it was filtered. */
export function wayBack() {
  const state = new URLSearchParams(round.address.split('?')[1] ?? '').get('state');
  return {address: round.address, words: state ? `Back to “${stateName(state)}”` : 'Back to the queue'};
}

/** An incident is left: the list that is opened next, if it is the same, is shown where it was. */
export function leaves(incident) {
  keep({at: incident, back: true});
}

/** Whether somebody comes back to this list, and to what: asked for once. */
export function comesBack(address) {
  const back = round.back && round.address === address ? {...round} : null;
  keep({back: false});
  return back;
}

/** The line after this one, or before it, in the list as it was; null where there is none. */
export function beside(incident, step = 1) {
  const here = round.list.findIndex((one) => one.incident === incident);
  return here < 0 ? null : round.list[here + step] ?? null;
}

/** Which of how many this is: "3 of 47"; empty outside of the list. */
export function placeOf(incident) {
  const here = round.list.findIndex((one) => one.incident === incident);
  return here < 0 ? '' : `${here + 1} of ${round.list.length}`;
}
