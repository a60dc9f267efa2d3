import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
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

export type AccountEvents = { readonly account: StockAccount; readonly events: TimedMovement[] };

/** What these rows move, by account (`keyOf` enterprise and substance), each account's in the order of filing. */
export function eventsByAccount(rows: readonly Declaration[], substanceOfLot: SubstanceOfLot): Map<string, AccountEvents> {
  const accounts = new Map<string, AccountEvents>();
  const take = (account: StockAccount, movement: TimedMovement) => {
    const key = keyOf(account.enterprise, account.substanceId);
    const known = accounts.get(key);
    if (known) known.events.push(movement);
    else accounts.set(key, { account, events: [movement] });
  };
  for (const row of rows) movementsOf(row, substanceOfLot, row.reportedAt, 1, take);
  for (const { events } of accounts.values()) events.sort(byFiling);
  return accounts;
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

