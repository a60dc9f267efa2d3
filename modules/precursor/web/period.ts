import { addDays, addMonths, isDay, type Day } from "#kernel/calendar.ts";
import type { UrlState } from "#ui/frame/url.ts";

export type PeriodKind = "year" | "quarter" | "month" | "custom";
/** Whole days, both inclusive. */
export type Period = { readonly kind: PeriodKind; readonly from: Day; readonly to: Day };

/** The period an address speaks of (`period=2026`, `2026-Q3`, `2026-11`, or `from` and `to`); the year of `today` without one. */
export function readPeriod(state: UrlState, today: Day): Period {
  const named = periodNamed(state["period"] ?? "");
  if (named) return named;
  const { from = "", to = "" } = state;
  if (isDay(from) && isDay(to) && from <= to) return { kind: "custom", from, to };
  return wholeOf("year", today);
}

/** The year, quarter or month a day lies in. */
export function wholeOf(kind: Exclude<PeriodKind, "custom">, day: Day): Period {
  const months = { year: 12, quarter: 3, month: 1 }[kind];
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / months) * months + 1;
  const from = `${day.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
  return { kind, from, to: addDays(addMonths(from, months), -1) };
}

/** The same length of time before (−1) or after (+1). */
export function stepPeriod(period: Period, steps: 1 | -1): Period {
  if (period.kind === "custom") return period;
  return wholeOf(period.kind, steps === 1 ? addDays(period.to, 1) : addDays(period.from, -1));
}

/** What the address carries for a period; the names that do not apply are emptied. */
export function writePeriod({ kind, from, to }: Period): { readonly period: string | undefined; readonly from: string | undefined; readonly to: string | undefined } {
  if (kind === "custom") return { period: undefined, from, to };
  const named = { year: from.slice(0, 4), quarter: `${from.slice(0, 4)}-Q${quarterOf(from)}`, month: from.slice(0, 7) }[kind];
  return { period: named, from: undefined, to: undefined };
}

export function periodLabel({ kind, from, to }: Period): { readonly zh: string; readonly en: string } {
  const year = from.slice(0, 4);
  if (kind === "year") return { zh: `${year} 年`, en: year };
  if (kind === "quarter") return { zh: `${year} 年第 ${quarterOf(from)} 季度`, en: `${year} Q${quarterOf(from)}` };
  if (kind === "month") return { zh: `${year} 年 ${Number(from.slice(5, 7))} 月`, en: from.slice(0, 7) };
  return { zh: `${from} 至 ${to}`, en: `${from} – ${to}` };
}

const quarterOf = (day: Day): number => Math.ceil(Number(day.slice(5, 7)) / 3);

function periodNamed(name: string): Period | undefined {
  const [, year, quarter, month] = /^(20\d\d)(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(name) ?? [];
  if (!year) return undefined;
  if (quarter) return wholeOf("quarter", `${year}-${String(Number(quarter) * 3).padStart(2, "0")}-01`);
  return month ? wholeOf("month", `${year}-${month}-01`) : wholeOf("year", `${year}-01-01`);
}
