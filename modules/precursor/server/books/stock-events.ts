import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
import type { LotHistory } from "../../domain/lot-history.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import type { TimedMovement } from "../../domain/timed-curve.ts";
import { eachTimedMovement } from "../../domain/timed-movement.ts";
import { listBookWithVoids } from "../declaration.sql.ts";

/** In the order of filing; what was filed at one moment in the order of events, voids last. */
export const byFiling = (a: TimedMovement, b: TimedMovement): number => a.reportedAt - b.reportedAt || b.sign - a.sign || a.at - b.at || (a.key < b.key ? -1 : 1);

export type AccountEvents = { readonly account: StockAccount; readonly events: TimedMovement[] };

/** What these rows move, by account (`keyOf` enterprise and substance), each account's in the order of filing. */
export function eventsByAccount(rows: readonly Declaration[], lots: LotHistory): Map<string, AccountEvents> {
  const accounts = new Map<string, AccountEvents>();
  for (const row of rows) {
    eachTimedMovement(row, null, lots, (substanceId, movement) => {
      const key = keyOf(row.declarant, substanceId);
      const known = accounts.get(key);
      if (known) known.events.push(movement);
      else accounts.set(key, { account: { unitCode: row.unitCode, enterprise: row.declarant, substanceId }, events: [movement] });
    });
  }
  for (const { events } of accounts.values()) events.sort(byFiling);
  return accounts;
}

/** Everything ever filed about one account, for telling its history anew. */
export async function historyOf(tx: Tx, account: StockAccount, lots: LotHistory): Promise<TimedMovement[]> {
  const events: TimedMovement[] = [];
  for (const { row, voidedAt } of await listBookWithVoids(tx, account.unitCode, account.enterprise, account.substanceId)) {
    eachTimedMovement(row, voidedAt, lots, (substanceId, movement) => {
      if (substanceId === account.substanceId) events.push(movement);
    });
  }
  return events.sort(byFiling);
}
