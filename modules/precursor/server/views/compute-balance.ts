import { addDays, dayNumber, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import type { Balance } from "../../contract/balance.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { balanceOfBook } from "../../domain/balance.ts";
import { lotSubstances } from "../../domain/lot-substance.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { eachStockMovement } from "../../domain/stock-curve.ts";
import { listBook } from "../declaration.sql.ts";
import { balanceOfUnit } from "./balance-of-unit.ts";
import { inTransitBySubstance } from "./in-transit.ts";
import { findUnitOf } from "./names.sql.ts";

/** `unit` null and `enterprise` null: the whole city. Days inclusive. `asOf` null: everything filed until now. */
export type BalanceQuery = { readonly unit: string | null; readonly enterprise: string | null; readonly substance: string | null; readonly from: Day; readonly to: Day; readonly asOf: Date | null };

/**
 * Balances by substance, in order of their ids; closing = opening + Σ in − Σ out exactly. One enterprise's book is replayed
 * from its rows; a unit is summed from cells, so its cost does not grow with its rows. Run within the city's fence (a receipt
 * ends a transit in another unit's book); the caller has checked that the actor may see these books.
 */
export async function computeBalance(tx: Tx, query: BalanceQuery): Promise<Balance[]> {
  const balances = query.enterprise === null ? await balanceOfUnit(tx, query) : await balanceOfEnterprise(tx, { ...query, enterprise: query.enterprise });
  return balances.filter((balance) => query.substance === null || balance.substanceId === query.substance).sort((a, b) => (a.substanceId < b.substanceId ? -1 : 1));
}

async function balanceOfEnterprise(tx: Tx, query: BalanceQuery & { readonly enterprise: string }): Promise<Balance[]> {
  const unit = await findUnitOf(tx, query.enterprise);
  if (unit === null) return [];
  const toDay = dayNumber(query.to);
  const transit = await inTransitBySubstance(tx, { unit, sender: query.enterprise, substance: query.substance, until: addDays(query.to, 1), asOf: query.asOf });
  const present = presentAsOf(await listBook(tx, unit, query.enterprise, null), query.asOf?.getTime() ?? Infinity);
  const substanceOfLot = lotSubstances(present);
  return [...substancesOf(present)].map((substanceId) => balanceOfBook(present, { substanceId, fromDay: dayNumber(query.from), toDay, inTransitMg: transit.get(substanceId) ?? 0 }, substanceOfLot));
}

function substancesOf(present: readonly Declaration[]): Set<string> {
  const substances = new Set<string>();
  const substanceOfLot = lotSubstances(present);
  for (const row of present) eachStockMovement(row, substanceOfLot, (substanceId) => void substances.add(substanceId));
  return substances;
}
