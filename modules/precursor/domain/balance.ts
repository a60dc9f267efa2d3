import { InKind, OutKind, totalMg, type Balance } from "../contract/balance.ts";
import type { Declaration } from "../contract/declaration.ts";
import type { SubstanceOfLot } from "./lot-substance.ts";
import { safeMg, stockSign, eachStockChange } from "./posting.ts";
import { dayOf } from "./shanghai-day.ts";
import { eachStockMovement, replay, stepsOf, type StockClose, type StockMovement, type StockStep } from "./stock-curve.ts";

/** Sums of one or more books over a period, before they are a balance. */
export type BalanceParts = {
  readonly substanceId: string;
  readonly openingMg: number;
  readonly inMg: Partial<Readonly<Record<InKind, number>>>;
  readonly outMg: Partial<Readonly<Record<OutKind, number>>>;
  /** Shortfalls of the period, and MUF per count (book − physical). */
  readonly shortfallMg: number;
  readonly mufsMg: readonly number[];
  readonly inTransitMg: number;
};

const inOf = (kinds: BalanceParts["inMg"]): Record<InKind, number> => {
  const sums = { opening: 0, produce: 0, import: 0, receive: 0, transform: 0, shortfall: 0, stocktake: 0 };
  for (const kind of InKind.options) sums[kind] = kinds[kind] ?? 0;
  return sums;
};
const outOf = (kinds: BalanceParts["outMg"]): Record<OutKind, number> => {
  const sums = { dispatch: 0, consume: 0, transform: 0, export: 0, destroy: 0, loss: 0, stocktake: 0 };
  for (const kind of OutKind.options) sums[kind] = kinds[kind] ?? 0;
  return sums;
};

/** Closes a balance from sums: closing = opening + Σ in − Σ out, exactly, or it refuses (a mass beyond exact integers). */
export function balanceFrom(parts: BalanceParts): Balance {
  const inMg = inOf(parts.inMg);
  const outMg = outOf(parts.outMg);
  inMg.shortfall += parts.shortfallMg;
  let mufMg = 0;
  for (const muf of parts.mufsMg) {
    mufMg += muf;
    if (muf > 0) outMg.stocktake += muf;
    else inMg.stocktake -= muf;
  }
  const closingMg = safeMg(parts.openingMg + safeMg(totalMg(inMg)) - safeMg(totalMg(outMg)));
  return { substanceId: parts.substanceId, openingMg: parts.openingMg, inMg, outMg, closingMg, inTransitMg: parts.inTransitMg, mufMg };
}

/** One balance of several books of the same substance (a unit). */
export function sumBalances(substanceId: string, balances: readonly Balance[]): Balance {
  const inMg = inOf({});
  const outMg = outOf({});
  let openingMg = 0;
  let closingMg = 0;
  let inTransitMg = 0;
  let mufMg = 0;
  for (const balance of balances) {
    openingMg += balance.openingMg;
    closingMg += balance.closingMg;
    inTransitMg += balance.inTransitMg;
    mufMg += balance.mufMg;
    for (const kind of InKind.options) inMg[kind] += balance.inMg[kind];
    for (const kind of OutKind.options) outMg[kind] += balance.outMg[kind];
  }
  return { substanceId, openingMg, inMg, outMg, closingMg: safeMg(closingMg), inTransitMg, mufMg };
}

/** Stock at the end of a day, from a curve. */
export function closingOn(steps: readonly StockStep[], closes: readonly StockClose[], day: number): number {
  let closingMg = 0;
  for (let i = 0; i < steps.length; i++) {
    if ((steps[i]?.day ?? Infinity) > day) break;
    closingMg = closes[i]?.closingMg ?? closingMg;
  }
  return closingMg;
}

/**
 * Balance of one substance in one enterprise's book over whole days.
 * @param present rows of this enterprise as of the moment asked about (see `presentAsOf`)
 * @param fromDay,toDay days of Asia/Shanghai, both inclusive
 */
export function balanceOfBook(
  present: readonly Declaration[],
  query: { readonly substanceId: string; readonly fromDay: number; readonly toDay: number; readonly inTransitMg?: number },
  substanceOfLot: SubstanceOfLot,
): Balance {
  const movements: StockMovement[] = [];
  const inMg: Partial<Record<InKind, number>> = {};
  const outMg: Partial<Record<OutKind, number>> = {};
  for (const row of present) {
    eachStockMovement(row, substanceOfLot, (substanceId, movement) => {
      if (substanceId === query.substanceId) movements.push(movement);
    });
    const day = dayOf(row.occurredAt);
    if (day < query.fromDay || day > query.toDay || stockSign(row.kind) === 0) continue;
    eachStockChange(row, substanceOfLot, (substanceId, deltaMg) => {
      if (substanceId === query.substanceId) addByKind(row, deltaMg, inMg, outMg);
    });
  }
  const steps = stepsOf(movements);
  const closes = replay(steps);
  const within = closes.filter((_, index) => {
    const day = steps[index]?.day ?? -Infinity;
    return day >= query.fromDay && day <= query.toDay;
  });
  return balanceFrom({
    substanceId: query.substanceId,
    openingMg: closingOn(steps, closes, query.fromDay - 1),
    inMg,
    outMg,
    shortfallMg: within.reduce((sum, close) => sum + close.shortfallMg, 0),
    mufsMg: within.map((close) => close.mufMg),
    inTransitMg: query.inTransitMg ?? 0,
  });
}

function addByKind(row: Declaration, deltaMg: number, inMg: Partial<Record<InKind, number>>, outMg: Partial<Record<OutKind, number>>): void {
  const { kind } = row;
  if (kind === "transform") {
    // A transform may bring in and take out; a zero-mass input is neither.
    if (deltaMg >= 0) inMg.transform = (inMg.transform ?? 0) + deltaMg;
    else outMg.transform = (outMg.transform ?? 0) - deltaMg;
  } else if (kind === "opening" || kind === "produce" || kind === "import" || kind === "receive") inMg[kind] = (inMg[kind] ?? 0) + deltaMg;
  else if (kind === "dispatch" || kind === "consume" || kind === "export" || kind === "destroy" || kind === "loss") outMg[kind] = (outMg[kind] ?? 0) - deltaMg;
}
