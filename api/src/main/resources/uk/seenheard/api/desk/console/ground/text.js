// How words, times and numbers of the record are shown. Whatever people typed is shown as text,
// kept apart from the text around it, and hidden characters in it are made visible.
import {html, nothing} from 'lit';
import {instantOf, moment, momentExact} from './moments.js';

export {date, moment, momentExact} from './moments.js';

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

const CLOCK_OFF_MILLIS = 60_000;

/** Whether a handset's clock was so wrong that its own time must not stand alone. */
export function isClockOff(clock) {
  return Math.abs(clock?.errorMillis ?? 0) > CLOCK_OFF_MILLIS;
}

/** What the clock of a handset was worth. */
export function clockWorth(clock) {
  if (!clock || (!clock.measured && !isClockOff(clock))) {
    return 'clock not measured';
  }
  const millis = clock.errorMillis;
  if (Math.abs(millis) < 2_000) {
    return 'clock right';
  }
  const way = `${span(millis)} ${millis > 0 ? 'fast' : 'slow'}`;
  return clock.measured ? `clock ${way}` : `clock ${way} when it was sent, restarted since: not certain`;
}

/** When something reached the server; where its own clock was doubted, that says so. */
export function reachedAt({receivedAt, doubtful}) {
  return doubtful
    ? html`<span class="clock-off">about ${momentExact(receivedAt)}: the server’s clock was doubted then</span>`
    : momentExact(receivedAt);
}

/** When something was made: while the handset's clock was wrong, the time that it really was. */
export function madeAt({wall, clock}) {
  if (clock?.trueTime !== undefined) {
    return moment(clock.trueTime);
  }
  return isClockOff(clock) ? `about ${moment(wall - clock.errorMillis)}` : moment(wall);
}

/** The same, and beside it what a wrong clock was worth, and showed. */
export function made(said) {
  return isClockOff(said.clock)
    ? html`${madeAt(said)} <span class="clock-off">(${clockWorth(said.clock)}: it showed ${momentExact(said.wall)})</span>`
    : html`${madeAt(said)}`;
}

const PAPER = table({notebook: 'from the notebook', scrap: 'from a scrap of paper', memory: 'from memory'});

/** From what something was taken that was entered later than it was written. */
export function paper(from) {
  return PAPER[from] ?? html`from notes (${said(from ?? '')})`;
}

/** The same with when it was written, to stand behind who said it; nothing where it was entered as it happened. */
export function noted(note) {
  return note ? html` <span class="noted">${paper(note.from)}, written ${moment(instantOf(note.at))}</span>` : nothing;
}

/** 1 child, 2 children. */
export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** A number of what is shown, where more may follow: at least so many, and of none nothing is claimed. */
export function shownOf(number, more) {
  return more ? number ? `${number}+` : 'none shown' : `${number}`;
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

/** An age of so many months: 7 months, 6 years. */
export function age(months) {
  return months < 24 ? count(months, 'month') : count(Math.floor(months / 12), 'year');
}

/** Words by name, in which nothing is found that was not put there. */
export function table(entries) {
  return Object.assign(Object.create(null), entries);
}

/** What an object of the server's holds under a name, and never what every object has. */
export function own(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
