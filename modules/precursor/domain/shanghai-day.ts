import { MS_PER_DAY, dayFromNumber, dayNumberOf, startOfDay as startOfCalendarDay } from "#kernel/calendar.ts";

/** Days as whole numbers counted from 1970-01-01 in Asia/Shanghai: the form the hot paths reckon in. */
export { MS_PER_DAY as DAY_MS, dayNumberOf as dayOf } from "#kernel/calendar.ts";

const FIRST_DAY_MS = startOfCalendarDay("1970-01-01");

/** 00:00 of the day, epoch ms. */
export const startOfDay = (day: number): number => day * MS_PER_DAY + FIRST_DAY_MS;
/** Calendar year the moment falls in. */
export const yearOf = (atMs: number): number => new Date(atMs - FIRST_DAY_MS).getUTCFullYear();
/** First day of a calendar year. */
export const firstDayOfYear = (year: number): number => Math.floor(Date.UTC(year, 0, 1) / MS_PER_DAY);
/** `YYYY-MM-DD`. */
export const dayText = (atMs: number): string => dayFromNumber(dayNumberOf(atMs));
