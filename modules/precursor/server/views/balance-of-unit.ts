import { addDays, addMonths, dayNumber, dayOf, startOfDay, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import type { Balance, InKind, OutKind } from "../../contract/balance.ts";
import { balanceFrom } from "../../domain/balance.ts";
import { selectMonthsFiledOn, sumAdjustments, sumCells, sumFiled, sumInputs, sumRows, type AdjustmentSum, type FiledBefore, type Range } from "./balance.sql.ts";
import type { BalanceQuery } from "./compute-balance.ts";
import { inTransitBySubstance } from "./in-transit.ts";
import { replayMistimed } from "./mistimed.ts";

/** Mass by substance and kind of all events before a boundary. */
type Sums = Map<string, Map<string, { fromMg: number; toMg: number }>>;

/**
 * A boundary in time as whole months of cells, plus or minus the rows of the month it cuts: of the two parts of that month
 * the shorter one is read.
 */
export type Boundary = { readonly monthsBefore: Day; readonly rows: (Range & { readonly sign: 1 | -1 }) | null };

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;
const instant = (day: Day): Date => new Date(startOfDay(day));

export function boundaryAt(day: Day): Boundary {
  const month = monthOf(day);
  if (day === month) return { monthsBefore: month, rows: null };
  const next = addMonths(month, 1);
  const isEarly = dayNumber(day) - dayNumber(month) <= dayNumber(next) - dayNumber(day);
  if (isEarly) return { monthsBefore: month, rows: { from: instant(month), to: instant(day), sign: 1 } };
  return { monthsBefore: next, rows: { from: instant(day), to: instant(next), sign: -1 } };
}

export async function balanceOfUnit(tx: Tx, query: BalanceQuery): Promise<Balance[]> {
  const end = addDays(query.to, 1);
  const [from, to] = [boundaryAt(query.from), boundaryAt(end)];
  const period = { from: instant(query.from), to: instant(end) };
  const [sums, kept, replayed, transit] = await Promise.all([
    flowSums(tx, query, from, to),
    sumAdjustments(tx, query.unit, query.substance, period, query.asOf),
    query.asOf === null ? [] : replayMistimed(tx, { ...query, asOf: query.asOf }),
    inTransitBySubstance(tx, { unit: query.unit, sender: null, substance: query.substance, until: end, asOf: query.asOf }),
  ]);
  const adjustments = [...kept, ...replayed];
  const substances = new Set([...sums.keys(), ...adjustments.map((row) => row.substanceId)]);
  return [...substances].map((substanceId) => balanceOf(substanceId, sums, adjustments, transit.get(substanceId) ?? 0));
}

async function flowSums(tx: Tx, { unit, asOf }: BalanceQuery, from: Boundary, to: Boundary): Promise<Sums> {
  const sums: Sums = new Map();
  const filed = asOf === null ? null : filedBefore(asOf);
  const cells = sumCells(tx, unit, from.monthsBefore, to.monthsBefore, filed);
  const edges = ([["fromMg", from], ["toMg", to]] as const).map(async ([side, { rows }]) => {
    if (rows === null) return;
    const parts = await Promise.all([sumRows(tx, unit, rows, asOf), sumInputs(tx, unit, rows, asOf)]);
    for (const { substanceId, kind, massMg } of parts.flat()) entry(sums, substanceId, kind)[side] += rows.sign * massMg;
  });
  const filedToday = asOf !== null && filed !== null ? changesOfDay(tx, unit, asOf, filed.day, from, to) : [];
  // All at once: a promise left alone while another fails would end the program.
  const [kept, changed] = await Promise.all([cells, filedToday, ...edges]);
  for (const { substanceId, kind, fromMg, toMg } of [...kept, ...changed]) {
    const sum = entry(sums, substanceId, kind);
    sum.fromMg += fromMg;
    sum.toMg += toMg;
  }
  return sums;
}

/** Whole days filed up to and with the moment. */
export function filedBefore(asOf: Date): FiledBefore {
  const day = dayOf(asOf.getTime() + 1); // the last millisecond of a day closes it
  return { month: monthOf(day), day };
}

/** A moment within a day: the rows filed that day until then, looked for in the months that day's filings speak of. */
async function changesOfDay(tx: Tx, unit: string | null, asOf: Date, day: Day, from: Boundary, to: Boundary) {
  const filed = { from: instant(day), to: asOf };
  if (filed.from > asOf) return [];
  const months = await selectMonthsFiledOn(tx, unit, day);
  const sums = await Promise.all(monthRanges(months.map((row) => row.month)).map((range) => sumFiled(tx, unit, range, filed, instant(from.monthsBefore), instant(to.monthsBefore))));
  return sums.flat();
}

/** Neighbouring months as one range. */
function monthRanges(months: readonly Day[]): Range[] {
  const ranges: { from: Date; to: Date }[] = [];
  for (const month of months) {
    const range = { from: instant(month), to: instant(addMonths(month, 1)) };
    const last = ranges.at(-1);
    if (last?.to.getTime() === range.from.getTime()) last.to = range.to;
    else ranges.push(range);
  }
  return ranges;
}

function entry(sums: Sums, substanceId: string, kind: string): { fromMg: number; toMg: number } {
  const kinds = sums.get(substanceId) ?? new Map<string, { fromMg: number; toMg: number }>();
  sums.set(substanceId, kinds);
  const sum = kinds.get(kind) ?? { fromMg: 0, toMg: 0 };
  kinds.set(kind, sum);
  return sum;
}

const IN_KINDS: { readonly [kind: string]: InKind } = { opening: "opening", produce: "produce", import: "import", receive: "receive", transform: "transform" };
const OUT_KINDS: { readonly [kind: string]: OutKind } = { dispatch: "dispatch", consume: "consume", "transform-in": "transform", export: "export", destroy: "destroy", loss: "loss" };

function balanceOf(substanceId: string, sums: Sums, adjustments: readonly AdjustmentSum[], inTransitMg: number): Balance {
  const own = adjustments.filter((row) => row.substanceId === substanceId);
  const inMg: Partial<Record<InKind, number>> = {};
  const outMg: Partial<Record<OutKind, number>> = {};
  let openingMg = own.reduce((sum, row) => sum + row.beforeMg, 0);
  for (const [kind, { fromMg, toMg }] of sums.get(substanceId) ?? []) {
    const into = IN_KINDS[kind];
    const out = OUT_KINDS[kind];
    openingMg += into === undefined ? -fromMg : fromMg;
    if (into !== undefined) inMg[into] = toMg - fromMg;
    else if (out !== undefined) outMg[out] = toMg - fromMg;
    else throw new Error(`flow of unknown kind ${kind}`);
  }
  const shortfallMg = own.reduce((sum, row) => (row.kind === "shortfall" ? sum + row.withinMg : sum), 0);
  const mufsMg = own.flatMap((row) => (row.kind === "stocktake" && row.withinMg !== 0 ? [-row.withinMg] : []));
  return balanceFrom({ substanceId, openingMg, inMg, outMg, shortfallMg, mufsMg, inTransitMg });
}
