import { declarationKey, type Declaration } from "../contract/declaration.ts";
import { compareText } from "./key.ts";
import type { SubstanceOfLot } from "./lot-substance.ts";
import { eachStockChange } from "./posting.ts";
import { dayOf } from "./shanghai-day.ts";
import { varianceOf } from "./tolerance.ts";

/**
 * A stretch of a book as a map of the stock at its start to the stock at its end: s ↦ max(s + addMg, floorMg).
 * Maps of this form compose to maps of this form, so any run of days is one map and a backdated row is cheap.
 */
export type StockMap = { readonly addMg: number; readonly floorMg: number };

export const IDENTITY_MAP: StockMap = { addMg: 0, floorMg: -Infinity };
export const applyMap = (map: StockMap, stockMg: number): number => Math.max(stockMg + map.addMg, map.floorMg);
/** First `earlier`, then `later`. */
export const composeMaps = (earlier: StockMap, later: StockMap): StockMap => ({
  addMg: earlier.addMg + later.addMg,
  floorMg: Math.max(earlier.floorMg + later.addMg, later.floorMg),
});

/** One change of one stock, or one count of it. */
export type StockMovement = {
  readonly key: string;
  readonly at: number;
  readonly deltaMg: number;
  readonly varianceMg2: number;
  /** Set for a stocktake (then `deltaMg` is 0 and the variance is the count's own). */
  readonly countedMg: number | null;
};

/** Everything up to a count, or up to the end of a day; the stock is judged once per step. */
export type StockStep = {
  readonly day: number;
  /** 0, 1, … within the day; the last one without a count is the day's end. */
  readonly seq: number;
  readonly netMg: number;
  readonly flowVarianceMg2: number;
  readonly count: { readonly key: string; readonly at: number; readonly massMg: number; readonly varianceMg2: number } | null;
};

export type StockClose = {
  /** Book before the count, after the shortfall was put in. */
  readonly bookMg: number;
  readonly shortfallMg: number;
  /** Book − counted, positive is missing; 0 without a count. */
  readonly mufMg: number;
  /** Variance of the MUF: the previous count, the flows since, this count. 0 without a count. */
  readonly mufVarianceMg2: number;
  readonly closingMg: number;
  /** Variance of the book since (and with) the last count. */
  readonly varianceMg2: number;
};

export type StockState = { readonly closingMg: number; readonly varianceMg2: number };
export const EMPTY_STOCK: StockState = { closingMg: 0, varianceMg2: 0 };

export const mapOfStep = (step: StockStep): StockMap =>
  step.count === null ? { addMg: step.netMg, floorMg: 0 } : { addMg: -Infinity, floorMg: step.count.massMg };

/** Adds the declaration's movements to `visit`, one per stock it changes. */
export function eachStockMovement(row: Declaration, substanceOfLot: SubstanceOfLot, visit: (substanceId: string, movement: StockMovement) => void): void {
  if (row.kind === "void") return;
  const key = declarationKey(row);
  if (row.kind === "stocktake") {
    visit(row.substanceId, { key, at: row.occurredAt, deltaMg: 0, varianceMg2: varianceOf(row.massMg, row.sigmaPpm), countedMg: row.massMg });
    return;
  }
  eachStockChange(row, substanceOfLot, (substanceId, deltaMg) =>
    visit(substanceId, { key, at: row.occurredAt, deltaMg, varianceMg2: varianceOf(Math.abs(deltaMg), row.sigmaPpm), countedMg: null }),
  );
}

/** At the same instant movements come before the count: rows dated only by their day are counted at its end. */
const byOrderOfBook = (a: StockMovement, b: StockMovement): number =>
  a.at - b.at || Number(a.countedMg !== null) - Number(b.countedMg !== null) || compareText(a.key, b.key);

/** @param movements of one enterprise and substance, any order */
export function stepsOf(movements: readonly StockMovement[]): StockStep[] {
  const sorted = [...movements].sort(byOrderOfBook);
  const steps: StockStep[] = [];
  let index = 0;
  while (index < sorted.length) index = addDay(sorted, index, steps);
  return steps;
}

function addDay(sorted: readonly StockMovement[], start: number, steps: StockStep[]): number {
  const day = dayOf(sorted[start]?.at ?? 0);
  let seq = 0;
  let netMg = 0;
  let flowVarianceMg2 = 0;
  let open = false;
  let index = start;
  for (; index < sorted.length; index++) {
    const movement = sorted[index];
    if (movement === undefined || dayOf(movement.at) !== day) break;
    if (movement.countedMg === null) {
      netMg += movement.deltaMg;
      flowVarianceMg2 += movement.varianceMg2;
      open = true;
      continue;
    }
    const count = { key: movement.key, at: movement.at, massMg: movement.countedMg, varianceMg2: movement.varianceMg2 };
    steps.push({ day, seq: seq++, netMg, flowVarianceMg2, count });
    netMg = 0;
    flowVarianceMg2 = 0;
    open = false;
  }
  if (open) steps.push({ day, seq, netMg, flowVarianceMg2, count: null });
  return index;
}

/** The stock after one step. Shortfall = what had to be put in so that the book is not below zero. */
export function closeStep(before: StockState, step: StockStep): StockClose {
  const plainMg = before.closingMg + step.netMg;
  const bookMg = Math.max(plainMg, 0);
  const shortfallMg = bookMg - plainMg;
  const varianceMg2 = before.varianceMg2 + step.flowVarianceMg2;
  if (step.count === null) return { bookMg, shortfallMg, mufMg: 0, mufVarianceMg2: 0, closingMg: bookMg, varianceMg2 };
  return {
    bookMg,
    shortfallMg,
    mufMg: bookMg - step.count.massMg,
    mufVarianceMg2: varianceMg2 + step.count.varianceMg2,
    closingMg: step.count.massMg,
    varianceMg2: step.count.varianceMg2,
  };
}

/** The whole curve from an empty (or given) stock. */
export function replay(steps: readonly StockStep[], start: StockState = EMPTY_STOCK): StockClose[] {
  const closes: StockClose[] = [];
  let state = start;
  for (const step of steps) {
    const close = closeStep(state, step);
    closes.push(close);
    state = close;
  }
  return closes;
}

/**
 * After a row was added or voided: recomputes from the first changed step until the curve meets its old values again.
 * @param before state after the last unchanged step
 * @param steps from the first changed step on
 * @param oldStates what was stored after each of these steps; null where the step is new or has changed
 * @returns closes of the steps that had to be looked at; all later stored ones stay true
 */
export function recompute(before: StockState, steps: readonly StockStep[], oldStates: readonly (StockState | null)[]): StockClose[] {
  let lastChanged = -1;
  for (let i = 0; i < steps.length; i++) if ((oldStates[i] ?? null) === null) lastChanged = i;
  const closes: StockClose[] = [];
  let state = before;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (step === undefined) break;
    const close = closeStep(state, step);
    closes.push(close);
    state = close;
    const old = oldStates[i] ?? null;
    if (i > lastChanged && old !== null && old.closingMg === close.closingMg && old.varianceMg2 === close.varianceMg2) break;
  }
  return closes;
}
