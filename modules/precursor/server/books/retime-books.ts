import type { Tx } from "#platform/db.ts";
import type { Change } from "./change.ts";
import { lockBooks } from "./register.sql.ts";
import { namedIn, registerOf } from "./register-of.ts";
import { retellStocks } from "./settle-stocks.ts";
import { listMistimed } from "./stock.sql.ts";

/**
 * Large imports file years of rows out of the order of their filing. Books stay right as of now; what the bookkeeper knew
 * when is told anew here, before the first question "as of" a past moment. Within the city's fence.
 */
export async function retimeBooks(tx: Tx, unit: string | null, now: Date, newId: () => string): Promise<number> {
  const mistimed = await listMistimed(tx, unit);
  if (mistimed.length === 0) return 0;
  await lockBooks(tx, mistimed.map((account) => account.unitCode), newId());
  const accounts = await listMistimed(tx, unit);
  const change: Change = { tx, now, newId, added: [], removed: [], register: await registerOf(tx, namedIn([])), stocks: new Map(), write: async (step) => (await step()).answer, unitOf: () => undefined, units: [] };
  await retellStocks(change, accounts);
  return accounts.length;
}
