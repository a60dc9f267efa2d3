import { addMonths, dayFromNumber, dayNumber, type Day } from "#kernel/calendar.ts";

/** Days are numbers here (days since 1970-01-01 in Asia/Shanghai); texts are made when a file is written. */
export const instantText = (day: number, minute: number): string => {
  const hours = String(Math.floor(minute / 60)).padStart(2, "0");
  return `${dayFromNumber(day)}T${hours}:${String(minute % 60).padStart(2, "0")}:00+08:00`;
};

export const monthOf = (day: number): number => Number(dayFromNumber(day).slice(5, 7));
export const yearOf = (day: number): number => Number(dayFromNumber(day).slice(0, 4));
export const isMonthEnd = (day: number): boolean => monthOf(day) !== monthOf(day + 1);
export const isQuarterEnd = (day: number): boolean => isMonthEnd(day) && monthOf(day) % 3 === 0;
export const monthsLater = (day: number, months: number): number => dayNumber(addMonths(dayFromNumber(day), months));
export const dayText = (day: number): Day => dayFromNumber(day);


/** Less in the Spring Festival month, more in spring and autumn. */
export const season = (day: number): number => [0.9, 0.55, 1.05, 1.15, 1.1, 1, 0.9, 0.85, 1.05, 1.2, 1.15, 1][monthOf(day) - 1] ?? 1;
