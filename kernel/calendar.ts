/**
 * Days of Asia/Shanghai. The zone is UTC+8 without daylight saving for every date this product judges (since 1992),
 * so a day is arithmetic, not a time-zone library.
 */

/** `YYYY-MM-DD` in Asia/Shanghai. Comparing two days as text compares them in time. */
export type Day = string;

export const MS_PER_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day on which an instant falls. */
export function dayOf(instant: Date | number): Day {
  return dayFromNumber(dayNumberOf(instant));
}

/** Days since 1970-01-01 (Shanghai) of an instant: the cheap form for hot paths. */
export function dayNumberOf(instant: Date | number): number {
  return Math.floor((Number(instant) + SHANGHAI_OFFSET_MS) / MS_PER_DAY);
}

export function dayFromNumber(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** @throws RangeError when the text is not a day that exists; parse foreign text with `isDay` first. */
export function dayNumber(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** True for a day that exists: 2023-02-29 does not. */
export function isDay(text: string): boolean {
  if (!DAY_SHAPE.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** First instant of a day, in ms. */
export function startOfDay(day: Day): number {
  return dayNumber(day) * MS_PER_DAY - SHANGHAI_OFFSET_MS;
}

/** Last millisecond of a day. */
export function endOfDay(day: Day): number {
  return startOfDay(day) + MS_PER_DAY - 1;
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of another month, or that month's last day where it has no such day (31 January + 1 = 28 February). */
export function addMonths(day: Day, months: number): Day {
  const from = new Date(dayNumber(day) * MS_PER_DAY);
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDate = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDate));
  return target.toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return ((dayNumber(day) + 3) % 7 + 7) % 7 + 1;
}

export type HolidayEntry = { readonly date: Day; readonly kind: "holiday" | "make-up-workday" };

/** The State Council's arrangement of holidays; outside `years` only weekends are known. */
export type HolidayCalendar = {
  readonly holidays: ReadonlySet<Day>;
  readonly makeUpWorkdays: ReadonlySet<Day>;
  readonly years: ReadonlySet<number>;
};

export function holidayCalendar(entries: readonly HolidayEntry[]): HolidayCalendar {
  const of = (kind: HolidayEntry["kind"]) => new Set(entries.filter((entry) => entry.kind === kind).map((entry) => entry.date));
  return { holidays: of("holiday"), makeUpWorkdays: of("make-up-workday"), years: new Set(entries.map((entry) => Number(entry.date.slice(0, 4)))) };
}

export function isWorkingDay(day: Day, calendar: HolidayCalendar): boolean {
  if (calendar.makeUpWorkdays.has(day)) return true;
  return weekdayOf(day) <= 5 && !calendar.holidays.has(day);
}

/** False when some year between the two days has no published arrangement: say so beside any date counted through it. */
export function isArrangementKnown(from: Day, to: Day, calendar: HolidayCalendar): boolean {
  const last = Number(to.slice(0, 4));
  for (let year = Number(from.slice(0, 4)); year <= last; year++) if (!calendar.years.has(year)) return false;
  return true;
}
