// Moments and days as people in the United Kingdom read and type them, whatever the zone of the
// browser. What is no moment or no day is not guessed at.
const ZONE = 'Europe/London';
const HOUR_MILLIS = 3_600_000;
const YEAR_ONE = -62_135_596_800_000;
const LAST = 8.64e15;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d+)?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const TYPED = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const format = (parts) => new Intl.DateTimeFormat('en-GB', {timeZone: ZONE, ...parts});
const clock = format({hour: '2-digit', minute: '2-digit'});
const exact = format({hour: '2-digit', minute: '2-digit', second: '2-digit'});
const day = format({weekday: 'short', day: 'numeric', month: 'short'});
const dayOfYear = format({weekday: 'short', day: 'numeric', month: 'short', year: 'numeric'});
const year = format({year: 'numeric'});
const born = new Intl.DateTimeFormat('en-GB', {timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric'});
const wall = format({
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});

function isShowable(millis) {
  return typeof millis === 'number' && millis >= YEAR_ONE && millis <= LAST;
}

/** What clocks in the United Kingdom show, as milliseconds of a day that has no zone. */
function shown(millis) {
  const of = {};
  wall.formatToParts(millis).forEach(({type, value}) => (of[type] = Number(value)));
  return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute, of.second);
}

function isSummer(millis) {
  return shown(millis) - Math.floor(millis / 1000) * 1000 === HOUR_MILLIS;
}

/** GMT or BST, where the clocks of that night show the time twice; else nothing. */
function zone(millis) {
  const here = shown(millis);
  const twice = shown(millis + HOUR_MILLIS) === here || shown(millis - HOUR_MILLIS) === here;
  return twice ? (isSummer(millis) ? ' BST' : ' GMT') : '';
}

function written(millis, time) {
  if (!isShowable(millis)) {
    return 'time not known';
  }
  const on = year.format(millis) === year.format(Date.now()) ? day : dayOfYear;
  return `${on.format(millis)}, ${time.format(millis)}${zone(millis)}`;
}

/** A moment: Sun 22 Nov, 03:11; with its year where that is another, and GMT or BST where it has to be said. */
export function moment(millis) {
  return written(millis, clock);
}

/** A moment to the second. */
export function momentExact(millis) {
  return written(millis, exact);
}

/** The milliseconds of a moment as forms take it, with its zone; NaN for what is none. */
export function instantOf(text) {
  return typeof text === 'string' && MOMENT.test(text) && dayOf(text.slice(0, 10)) ? Date.parse(text) : NaN;
}

/** A day of the calendar as [year, month, day]; null for what is none, however much it looks like one. */
function dayOf(text) {
  if (typeof text !== 'string' || !DAY.test(text)) {
    return null;
  }
  const [y, m, d] = text.split('-').map(Number);
  const at = new Date(0);
  at.setUTCFullYear(y, m - 1, d);
  return at.getUTCMonth() === m - 1 && at.getUTCDate() === d ? [y, m, d] : null;
}

/** A day without a time; empty for what is none. */
export function date(text) {
  return dayOf(text) ? born.format(Date.parse(text)) : '';
}

/**
 * The moments that somebody may mean who types a day and a time in the United Kingdom: one; none, in
 * the hour that the clocks leave out; two, in the hour that comes twice. Each as forms take it.
 */
export function typed(local) {
  if (!TYPED.test(local) || !dayOf(local.slice(0, 10))) {
    return [];
  }
  const meant = Date.parse(`${local}Z`);
  return [meant - HOUR_MILLIS, meant]
    .filter((millis) => shown(millis) === meant)
    .map((millis) => ({value: `${new Date(millis).toISOString().slice(0, 16)}Z`, zone: isSummer(millis) ? 'BST' : 'GMT'}));
}

/** The present moment as forms take it. */
export function instantNow() {
  return `${new Date().toISOString().slice(0, 16)}Z`;
}

/** A moment as an input for a day and a time shows it. */
export function typable(millis) {
  return new Date(shown(millis)).toISOString().slice(0, 16);
}
