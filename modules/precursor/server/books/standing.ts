import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
import type { Register } from "../../domain/register.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { dayOf } from "../../domain/shanghai-day.ts";
import type { TimedMovement } from "../../domain/timed-curve.ts";
import { listTransforms } from "../declaration.sql.ts";
import { booksNamingLots, NO_TRANSFORMS } from "./lot-substances.ts";
import { namedIn, registerOf, type Named } from "./register-of.ts";
import { eventsByAccount, type AccountEvents } from "./stock-events.ts";
import { listStandings, monthOf, type Standing } from "./stock.sql.ts";

/** What a posting will ask of the books, told by its rows alone: worked out while postings before it still hold the books. */
export type Questions = {
  readonly rows: number;
  readonly named: Named;
  readonly books: readonly { readonly unitCode: string; readonly declarant: string }[];
  /** As if every row were about its own substance; what input lots hold is not known yet. */
  readonly events: ReadonlyMap<string, AccountEvents>;
};

/** How the books stand before a posting: what nearly every posting needs, asked for in one go and under the lock. */
export type Before = { readonly asked: Questions; readonly register: Register; readonly transforms: readonly Declaration[]; readonly stocks: Stocks };

/** Accounts that were asked for, from which month on, and what was found. */
export type Stocks = ReadonlyMap<string, { readonly fromMonth: string; readonly found: Standing | undefined }>;
export type AskedAccount = StockAccount & { readonly fromMonth: string };

export const questionsOf = (rows: readonly Declaration[]): Questions => ({ rows: rows.length, named: namedIn(rows), books: booksNamingLots(rows), events: eventsByAccount(rows, NO_TRANSFORMS.now) });

export async function readBefore(tx: Tx, asked: Questions): Promise<Before> {
  const accounts = [...asked.events.values()].map(({ account, events }) => ({ ...account, fromMonth: firstMonth(events) }));
  const [register, transforms, stocks] = await Promise.all([registerOf(tx, asked.named), asked.books.length > 0 ? listTransforms(tx, asked.books) : [], readStocks(tx, accounts)]);
  return { asked, register, transforms, stocks };
}

/** What is only told anew needs no month as it was. */
export const firstMonth = (events: readonly TimedMovement[]): string => (events.length === 0 ? "9999-01-01" : monthOf(events.reduce((day, event) => Math.min(day, dayOf(event.at)), Infinity)));

/** What is known of these accounts; only what was not asked for before, or not far enough back, is read. */
export async function stocksOf(tx: Tx, known: Stocks, asked: readonly AskedAccount[]): Promise<Stocks> {
  const missing = asked.filter((each) => (known.get(keyOf(each.enterprise, each.substanceId))?.fromMonth ?? "9999") > each.fromMonth);
  return missing.length === 0 ? known : new Map([...known, ...(await readStocks(tx, missing))]);
}

async function readStocks(tx: Tx, asked: readonly AskedAccount[]): Promise<Stocks> {
  const found = new Map((await listStandings(tx, asked)).map((row) => [keyOf(row.enterprise, row.substanceId), row]));
  return new Map(asked.map((each) => [keyOf(each.enterprise, each.substanceId), { fromMonth: each.fromMonth, found: found.get(keyOf(each.enterprise, each.substanceId)) }]));
}
