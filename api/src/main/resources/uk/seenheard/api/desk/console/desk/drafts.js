// Half-written notes: they survive the end of a login and a reload, in this tab, for their writer.
import {session} from '../ground/session.js';

const memory = new Map();

function key(incident, what) {
  return `seenheard/draft/${session.person?.person ?? ''}/${incident}/${what}`;
}

session.addEventListener('signed-out', () => memory.clear());

export function draft(incident, what) {
  const at = key(incident, what);
  return memory.get(at) ?? sessionStorage.getItem(at) ?? '';
}

export function keep(incident, what, text) {
  const at = key(incident, what);
  memory.delete(at);
  try {
    if (text) {
      sessionStorage.setItem(at, text);
    } else {
      sessionStorage.removeItem(at);
    }
  } catch {
    // The tab's storage is full: this page still holds it.
    memory.set(at, text);
  }
}

export function forget(incident, whats) {
  whats.forEach((what) => keep(incident, what, ''));
}
