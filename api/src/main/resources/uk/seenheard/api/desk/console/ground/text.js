// How words, times and numbers of the record are shown. Whatever people typed is shown as text,
// kept apart from the text around it, and hidden characters in it are made visible.
import {html} from 'lit';

const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

// Joiners belong to emoji and to several scripts; anywhere else they only hide.
const JOINED = /[\p{Extended_Pictographic}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}]$/u;

/** Pieces of a text: strings, and the hidden characters in it as {hidden: 'U+200B'}. */
export function pieces(value) {
  const text = String(value);
  const found = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const joiner = match[0] === '\u200d' || match[0] === '\u200c';
    if (joiner && JOINED.test(text.slice(0, match.index))) {
      continue;
    }
    if (match.index > from) {
      found.push(text.slice(from, match.index));
    }
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    found.push({hidden: `U+${code}`});
    from = match.index + match[0].length;
  }
  if (from < text.length) {
    found.push(text.slice(from));
  }
  return found;
}

/** What somebody typed. */
export function said(value) {
  return html`<bdi class="said">${pieces(value).map((piece) =>
    typeof piece === 'string'
      ? piece
      : html`<span class="hidden-char" title="A hidden character: ${piece.hidden}">${piece.hidden}</span>`,
  )}</bdi>`;
}

/** What somebody typed, where only plain text can stand: titles, labels, options. */
export function plain(value) {
  const text = pieces(value)
    .map((piece) => (typeof piece === 'string' ? piece : `[${piece.hidden}]`))
    .join('');
  return `\u2068${text}\u2069`;
}

const ZONE = 'Europe/London';
const clock = new Intl.DateTimeFormat('en-GB', {timeZone: ZONE, hour: '2-digit', minute: '2-digit'});
const exact = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', {timeZone: ZONE, weekday: 'short', day: 'numeric', month: 'short'});
const born = new Intl.DateTimeFormat('en-GB', {timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric'});

/** A moment: Sun 22 Nov, 03:11. */
export function moment(millis) {
  return `${day.format(millis)}, ${clock.format(millis)}`;
}

/** A moment to the second. */
export function momentExact(millis) {
  return `${day.format(millis)}, ${exact.format(millis)}`;
}

/** A date without a time. */
export function date(text) {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : born.format(at);
}

/** How long: 4 min, 1 h 20 min, 3 days. */
export function span(millis) {
  const seconds = Math.round(Math.abs(millis) / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return seconds % 60 && minutes < 10 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  }
  return `${Math.floor(hours / 24)} days`;
}

/** Since when somebody waits, coarse: what matters at a glance. */
export function waited(millis) {
  const minutes = Math.floor(millis / 60_000);
  return minutes < 1 ? 'just now' : span(minutes * 60_000);
}

/** What the clock of a handset was worth. */
export function clockWorth(clockError) {
  if (!clockError || !clockError.measured) {
    return 'clock not measured';
  }
  const millis = clockError.errorMillis;
  if (Math.abs(millis) < 2_000) {
    return 'clock right';
  }
  return `clock ${span(millis)} ${millis > 0 ? 'fast' : 'slow'}`;
}

/** 1 child, 2 children. */
export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** The last characters of a device's name: enough to tell two apart. */
export function device(name) {
  return name.startsWith('server-') ? 'the supervisors’ page' : `handset …${name.slice(-4)}`;
}

/** A person: their name, or their id where the roster does not know them. */
export function person(by) {
  if (by?.id?.startsWith('server-')) {
    return 'The server, by itself';
  }
  return by?.name ?? by?.id ?? 'somebody';
}

/** The full text of an age: 7 months, 6 years. */
export function age(dob, at) {
  const from = new Date(dob);
  const to = new Date(at);
  const months =
    (to.getUTCFullYear() - from.getUTCFullYear()) * 12 +
    to.getUTCMonth() - from.getUTCMonth() - (to.getUTCDate() < from.getUTCDate() ? 1 : 0);
  if (Number.isNaN(months) || months < 0) {
    return '';
  }
  return months < 24 ? count(months, 'month') : count(Math.floor(months / 12), 'year');
}
