import { dayNumberOf, MS_PER_DAY } from "#kernel/calendar.ts";

/** Asia/Shanghai has no daylight saving in the years accepted here (2000–2100). */
const SHANGHAI_MS = 8 * 3_600_000;
/** 2000-01-01T00:00+08:00 and 2101-01-01T00:00+08:00. */
export const EARLIEST_MS = Date.UTC(2000, 0, 1) - SHANGHAI_MS;
export const LATEST_MS = Date.UTC(2101, 0, 1) - SHANGHAI_MS;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Epoch ms of `2026-11-03T08:05:00.5+08:00`, `2026-11-03 08:05`, `2026/11/3 8:05`, `2026-11-03` … ; NaN when it is none.
 * Without an offset Asia/Shanghai is meant; a day alone is its 00:00. Fractions finer than 1 ms are cut off.
 */
export function parseInstant(text: string): number {
  const length = text.length;
  const separator = text.charCodeAt(4);
  if (separator !== 45 && separator !== 47) return NaN;
  const year = digits(text, 0, 4);
  const monthEnd = digitsEnd(text, 5, 2);
  const month = digits(text, 5, monthEnd);
  if (text.charCodeAt(monthEnd) !== separator) return NaN;
  const dayEnd = digitsEnd(text, monthEnd + 1, 2);
  const day = digits(text, monthEnd + 1, dayEnd);
  const dayMs = daysSinceEpoch(year, month, day) * MS_PER_DAY;
  if (dayEnd === length) return dayMs - SHANGHAI_MS;
  const mark = text.charCodeAt(dayEnd);
  return mark === 84 || mark === 116 || mark === 32 ? dayMs + timeOfDay(text, dayEnd + 1) : NaN;
}

/** A day without a time of day; only asked of text that `parseInstant` accepts. */
export const isDayOnly = (text: string): boolean => text.length <= 10 && !text.includes(":");

/** 00:00 in Asia/Shanghai of the day a moment falls on. */
export const shanghaiDayStart = (ms: number): number => dayNumberOf(ms) * MS_PER_DAY - SHANGHAI_MS;

/** `8:05`, `08:05:09.123`, then nothing, `Z`, `+08:00`, `+0800` or `+08`. Milliseconds from 00:00 UTC of the day. */
function timeOfDay(text: string, from: number): number {
  const hourEnd = digitsEnd(text, from, 2);
  const hour = digits(text, from, hourEnd);
  if (text.charCodeAt(hourEnd) !== 58) return NaN;
  const minute = digits(text, hourEnd + 1, hourEnd + 3);
  let at = hourEnd + 3;
  let second = 0;
  let fraction = 0;
  if (text.charCodeAt(at) === 58) {
    second = digits(text, at + 1, at + 3);
    at += 3;
    if (text.charCodeAt(at) === 46) {
      const end = digitsEnd(text, at + 1, 9);
      fraction = Math.floor(digits(text, at + 1, end) * 10 ** (3 - (end - at - 1)));
      at = end;
    }
  }
  if (!(hour < 24 && minute < 60 && second < 60)) return NaN;
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offsetMs(text, at);
}

function offsetMs(text: string, from: number): number {
  const at = text.charCodeAt(from) === 32 ? from + 1 : from;
  if (at === text.length) return at === from ? SHANGHAI_MS : NaN;
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return at + 1 === text.length ? 0 : NaN;
  if (sign !== 43 && sign !== 45) return NaN;
  const hour = digits(text, at + 1, at + 3);
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0;
  const minute = at + 3 === text.length ? 0 : digits(text, at + 3 + colon, at + 5 + colon);
  const end = at + 3 === text.length ? at + 3 : at + 5 + colon;
  if (end !== text.length || !(hour <= 14 && minute < 60)) return NaN;
  return (sign === 45 ? -1 : 1) * (hour * 60 + minute) * 60_000;
}

/** Where a run of at most `most` digits ends. */
function digitsEnd(text: string, from: number, most: number): number {
  let at = from;
  for (; at < from + most; at++) {
    const code = text.charCodeAt(at);
    if (!(code >= 48 && code <= 57)) break;
  }
  return at;
}

/** The digits of [from, to) as a number; NaN when there are none or another character is among them. */
function digits(text: string, from: number, to: number): number {
  if (to <= from) return NaN;
  let value = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!(code >= 48 && code <= 57)) return NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

/** Days since 1970-01-01 of the proleptic Gregorian calendar; NaN when there is no such day. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1)) return NaN;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > (MONTH_DAYS[month - 1] ?? 0) + (leap && month === 2 ? 1 : 0)) return NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}
