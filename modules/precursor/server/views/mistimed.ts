import { dayNumber, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import { lotSubstances } from "../../domain/lot-substance.ts";
import { presentAsOf } from "../../domain/presence.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { eachStockMovement, replay, stepsOf, type StockMovement } from "../../domain/stock-curve.ts";
import { listMistimed } from "../books/stock.sql.ts";
import { listBook } from "../declaration.sql.ts";
import type { AdjustmentSum } from "./balance.sql.ts";

type Past = { readonly unit: string | null; readonly substance: string | null; readonly from: Day; readonly to: Day; readonly asOf: Date; /** These books only; absent: all of the unit. */ readonly usccs?: readonly string[] };
type MistimedSum = AdjustmentSum & { readonly enterprise: string };

/**
 * Accounts whose rows came out of the order of their filing do not yet say what was known when (`retimeBooks` tells them
 * anew). Until then a past moment is replayed for them row by row: slower, and right.
 */
export async function replayMistimed(tx: Tx, past: Past): Promise<MistimedSum[]> {
  const byBook = new Map<string, StockAccount[]>();
  for (const account of await listMistimed(tx, past.unit)) {
    const isAsked = (past.substance === null || account.substanceId === past.substance) && (past.usccs?.includes(account.enterprise) ?? true);
    if (isAsked) byBook.set(account.enterprise, [...(byBook.get(account.enterprise) ?? []), account]);
  }
  const sums: MistimedSum[] = [];
  for (const accounts of byBook.values()) sums.push(...(await replayBook(tx, accounts, past)));
  return sums;
}

async function replayBook(tx: Tx, accounts: readonly StockAccount[], past: Past): Promise<MistimedSum[]> {
  const [first] = accounts;
  if (first === undefined) return [];
  const present = presentAsOf(await listBook(tx, first.unitCode, first.enterprise, null), past.asOf.getTime());
  const movements = new Map<string, StockMovement[]>(accounts.map(({ substanceId }) => [substanceId, []]));
  const substanceOfLot = lotSubstances(present);
  for (const row of present) eachStockMovement(row, substanceOfLot, (substanceId, movement) => void movements.get(substanceId)?.push(movement));
  return [...movements].flatMap(([substanceId, own]) => adjustmentsOf(substanceId, own, dayNumber(past.from), dayNumber(past.to)).map((sum) => ({ ...sum, enterprise: first.enterprise })));
}

function adjustmentsOf(substanceId: string, movements: readonly StockMovement[], fromDay: number, toDay: number): AdjustmentSum[] {
  const steps = stepsOf(movements);
  return replay(steps).flatMap(({ shortfallMg, mufMg }, i) => {
    const day = steps[i]?.day ?? Infinity;
    if (day > toDay) return [];
    const placed = (massMg: number) => (day < fromDay ? { beforeMg: massMg, withinMg: 0 } : { beforeMg: 0, withinMg: massMg });
    return [{ substanceId, kind: "shortfall" as const, ...placed(shortfallMg) }, { substanceId, kind: "stocktake" as const, ...placed(-mufMg) }];
  });
}
