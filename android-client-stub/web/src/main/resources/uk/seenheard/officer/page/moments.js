// Moments and days as people in the United Kingdom read and type them, whatever the zone of the phone. What is no
// moment or no day is not guessed at.
const ZONE = "Europe/London";
const HOUR_MILLIS = 3_600_000;
const YEAR_ONE = -62_135_596_800_000;
const YEAR_9999 = 253_402_300_799_999;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d+)?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const TYPED = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** What clocks in the United Kingdom were ahead by: in winter, in summer, in the summers of 1941 to 1947. */
const NAMES = ["GMT", "BST", "double summer time"];

const format = (parts) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...parts });
const TIME = format({ hour: "2-digit", minute: "2-digit" });
const ON = format({ weekday: "short", day: "numeric", month: "short" });
const ON_OF_YEAR = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const YEAR = format({ year: "numeric" });
const CALENDAR = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
const WALL = format({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

const isShowable = (millis) => millis >= YEAR_ONE && millis <= YEAR_9999;

/** What clocks in the United Kingdom show, as milliseconds of a day that has no zone. */
function shown(millis) {
  const of = {};
  WALL.formatToParts(millis).forEach(({ type, value }) => (of[type] = Number(value)));
  const at = new Date(0);
  at.setUTCFullYear(of.year, of.month - 1, of.day);
  at.setUTCHours(of.hour, of.minute, of.second);
  return at.getTime();
}

/** How many hours clocks in the United Kingdom are ahead of Greenwich. */
const ahead = (millis) => Math.round((shown(millis) - millis) / HOUR_MILLIS);

/** A day of the calendar; undefined for what is none, however much it looks like one. */
function dayOf(text) {
  if (typeof text !== "string" || !DAY.test(text)) {
    return undefined;
  }
  const [year, month, day] = text.split("-").map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : undefined;
}

/** GMT or BST, where the clocks of that night show the time twice; else nothing. */
export function zone(millis) {
  const here = shown(millis);
  const twice = shown(millis + HOUR_MILLIS) === here || shown(millis - HOUR_MILLIS) === here;
  return twice ? NAMES[ahead(millis)] : "";
}

/** A moment: Sun 22 Nov, 03:11; with its year where that is another, and GMT or BST where it has to be said. */
export function clock(millis, now = Date.now()) {
  if (!isShowable(millis)) {
    return "time not known";
  }
  const on = YEAR.format(millis) === YEAR.format(now) ? ON : ON_OF_YEAR;
  return `${on.format(millis)}, ${TIME.format(millis)} ${zone(millis)}`.trimEnd();
}

/** A day without a time; empty for what is none. */
export function date(text) {
  const day = dayOf(text);
  return day === undefined ? "" : CALENDAR.format(day);
}

/** The milliseconds of a moment as forms take it, with its zone; NaN for what is none. */
export const instantOf = (text) => (typeof text === "string" && MOMENT.test(text) && dayOf(text.slice(0, 10)) ? Date.parse(text) : NaN);

/** A moment as a field for one shows it; empty where its year has not four digits. */
export const local = (millis) => (isShowable(millis) ? new Date(shown(millis)).toISOString().slice(0, 16) : "");

const written = (wall, hours) => `${wall}${hours === 0 ? "Z" : `+0${hours}:00`}`;

/** A moment as forms take it, by the clocks of the United Kingdom. */
export const moment = (millis) => written(local(millis), ahead(millis));

/**
 * The moments that somebody may mean who types a day and a time in the United Kingdom: one; none, in the hour that the
 * clocks leave out; two, in the hour that comes twice. The earlier first, each as forms take it.
 */
export function typed(wall) {
  const day = TYPED.test(wall) ? dayOf(wall.slice(0, 10)) : undefined;
  if (day === undefined) {
    return [];
  }
  const [hour, minute] = wall.slice(11).split(":").map(Number);
  const meant = day.setUTCHours(hour, minute);
  return [2, 1, 0]
    .filter((hours) => shown(meant - hours * HOUR_MILLIS) === meant)
    .map((hours) => ({ value: written(wall, hours), zone: NAMES[hours] }));
}
