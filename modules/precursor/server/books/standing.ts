import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
import type { Register } from "../../domain/register.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { dayOf } from "../../domain/shanghai-day.ts";
import { transformsBeside } from "./lot-substances.ts";
import { registerOf } from "./register-of.ts";
import { movementsOf } from "./stock-events.ts";
import { listStandings, monthOf, type Standing } from "./stock.sql.ts";

/** How the books stand before a posting: what nearly every posting needs, asked for in one go and under the lock. */
export type Before = { readonly register: Register; readonly transforms: readonly Declaration[]; readonly stocks: Stocks };

/** Accounts that were asked for, from which month on, and what was found. */
export type Stocks = ReadonlyMap<string, { readonly fromMonth: string; readonly found: Standing | undefined }>;
export type AskedAccount = StockAccount & { readonly fromMonth: string };

export async function readBefore(tx: Tx, rows: readonly Declaration[]): Promise<Before> {
  const [register, transforms, stocks] = await Promise.all([registerOf(tx, rows), transformsBeside(tx, rows), readStocks(tx, accountsOf(rows))]);
  return { register, transforms, stocks };
}

/** What is known of these accounts; only what was not asked for before, or not far enough back, is read. */
export async function stocksOf(tx: Tx, known: Stocks, asked: readonly AskedAccount[]): Promise<Stocks> {
  const missing = asked.filter((each) => (known.get(keyOf(each.enterprise, each.substanceId))?.fromMonth ?? "9999") > each.fromMonth);
  return missing.length === 0 ? known : new Map([...known, ...(await readStocks(tx, missing))]);
}

async function readStocks(tx: Tx, asked: readonly AskedAccount[]): Promise<Stocks> {
  const found = new Map((await listStandings(tx, asked)).map((row) => [keyOf(row.enterprise, row.substanceId), row]));
  return new Map(asked.map((each) => [keyOf(each.enterprise, each.substanceId), { fromMonth: each.fromMonth, found: found.get(keyOf(each.enterprise, each.substanceId)) }]));
}

/** The accounts these rows touch as far as that can be told without knowing what their input lots hold. */
function accountsOf(rows: readonly Declaration[]): AskedAccount[] {
  const asked = new Map<string, AskedAccount>();
  for (const row of rows) {
    movementsOf(row, (_enterprise, _lot, ownSubstance) => ownSubstance, row.reportedAt, 1, (account, movement) => {
      const key = keyOf(account.enterprise, account.substanceId);
      const fromMonth = monthOf(dayOf(movement.at));
      const known = asked.get(key);
      if (known === undefined || fromMonth < known.fromMonth) asked.set(key, { ...account, fromMonth });
    });
  }
  return [...asked.values()];
}
