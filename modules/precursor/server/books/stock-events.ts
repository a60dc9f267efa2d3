import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import type { SubstanceOfLot } from "../../domain/lot-substance.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { eachStockMovement } from "../../domain/stock-curve.ts";
import type { TimedMovement } from "../../domain/timed-curve.ts";
import { listBookWithVoids } from "../declaration.sql.ts";

/** In the order of filing; what was filed at one moment in the order of events, voids last. */
export const byFiling = (a: TimedMovement, b: TimedMovement): number => a.reportedAt - b.reportedAt || b.sign - a.sign || a.at - b.at || (a.key < b.key ? -1 : 1);

export function movementsOf(row: Declaration, substanceOfLot: SubstanceOfLot, reportedAt: number, sign: 1 | -1, visit: (account: StockAccount, movement: TimedMovement) => void): void {
  eachStockMovement(row, substanceOfLot, (substanceId, movement) => visit({ unitCode: row.unitCode, enterprise: row.declarant, substanceId }, { key: movement.key, at: movement.at, deltaMg: movement.deltaMg, varianceMg2: movement.varianceMg2, countedMg: movement.countedMg, reportedAt, sign }));
}

/** Everything ever filed about one account, for telling its history anew. */
export async function historyOf(tx: Tx, account: StockAccount, substanceOfLot: SubstanceOfLot): Promise<TimedMovement[]> {
  const events: TimedMovement[] = [];
  for (const { row, voidedAt } of await listBookWithVoids(tx, account.unitCode, account.enterprise, account.substanceId)) {
    const take = (reportedAt: number, sign: 1 | -1) =>
      movementsOf(row, substanceOfLot, reportedAt, sign, (of, movement) => {
        if (of.substanceId === account.substanceId) events.push(movement);
      });
    take(row.reportedAt, 1);
    if (voidedAt !== null) take(Math.max(voidedAt, row.reportedAt), -1);
  }
  return events.sort(byFiling);
}

