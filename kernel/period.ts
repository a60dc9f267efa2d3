import { addDays, dayOf, endOfDay, isWorkingDay, type Day, type HolidayCalendar } from "./calendar.ts";

/**
 * How a statutory clock counts.
 * `calendar`: every day counts; a last day off moves to the next working day (Civil Code art. 203, Criminal Procedure Law
 * art. 105) unless the rule's data says `rollsOver: false`. `working`: only working days count (Administrative Licensing
 * Law art. 82). `custody`: every day counts and the end never moves, because a holiday may not lengthen detention
 * (Criminal Procedure Law art. 105).
 */
export const PERIOD_MODES = ["calendar", "working", "custody"] as const;
export type PeriodMode = (typeof PERIOD_MODES)[number];

export type Period = { readonly days: number; readonly mode: PeriodMode; readonly rollsOver?: boolean };

/**
 * The last day of a period. The day it starts on is not counted (Civil Code art. 201).
 * @throws RangeError unless `days` is a whole number of 0 or more
 */
export function addPeriod(start: Day, period: Period, calendar: HolidayCalendar): Day {
  if (!Number.isSafeInteger(period.days) || period.days < 0) throw new RangeError(`not a number of days: ${period.days}`);
  if (period.mode === "custody") return addDays(start, period.days);
  if (period.mode === "working") return addWorkingDays(start, period.days, calendar);
  const last = addDays(start, period.days);
  return period.rollsOver === false ? last : firstWorkingDayFrom(last, calendar);
}

/** Last instant at which an act is still in time, for a clock started by something that happened at `start`. */
export function deadlineOf(start: Date | number, period: Period, calendar: HolidayCalendar): Date {
  return new Date(endOfDay(addPeriod(dayOf(start), period, calendar)));
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: HolidayCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count++;
  return count;
}

export function firstWorkingDayFrom(day: Day, calendar: HolidayCalendar): Day {
  let candidate = day;
  while (!isWorkingDay(candidate, calendar)) candidate = addDays(candidate, 1);
  return candidate;
}

function addWorkingDays(start: Day, days: number, calendar: HolidayCalendar): Day {
  let last = start;
  for (let left = days; left > 0; left--) last = firstWorkingDayFrom(addDays(last, 1), calendar);
  return last;
}
