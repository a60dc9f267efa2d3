import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
import type { Register } from "../../domain/register.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { dayOf } from "../../domain/shanghai-day.ts";
import type { TimedMovement } from "../../domain/timed-curve.ts";
import { listTransforms, type WithVoid } from "../declaration.sql.ts";
import type { InMind, Recalled } from "./books-in-mind.ts";
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
export type Before = { readonly asked: Questions; readonly register: Register; /** Voided ones too. */ readonly transforms: readonly WithVoid[]; readonly stocks: Stocks; /** Where the posting remembers what it leaves. */ readonly mind?: InMind };

/** From which month on an account was asked for, and what was found. */
export type KnownStock = { readonly fromMonth: string; readonly found: Standing | undefined };
export type Stocks = ReadonlyMap<string, KnownStock>;
export type AskedAccount = StockAccount & { readonly fromMonth: string };

export const questionsOf = (rows: readonly Declaration[]): Questions => ({ rows: rows.length, named: namedIn(rows), books: booksNamingLots(rows), events: eventsByAccount(rows, NO_TRANSFORMS.history) });

/** @param recalled what need not be read, if the lock finds that it still holds */
export async function readBefore(tx: Tx, asked: Questions, recalled?: Recalled): Promise<Before> {
  const known = new Map(recalled?.stocks);
  const missing: AskedAccount[] = [];
  for (const [key, { account, events }] of asked.events) {
    const fromMonth = firstMonth(events);
    if ((known.get(key)?.fromMonth ?? "9999") > fromMonth) missing.push({ ...account, fromMonth });
  }
  const books = recalled ? asked.books.filter(({ declarant }) => !recalled.plainBooks.has(declarant)) : asked.books;
  const [register, transforms, read] = await Promise.all([registerOf(tx, asked.named, [], recalled?.enterprises), books.length > 0 ? listTransforms(tx, books) : [], readStocks(tx, missing)]);
  for (const [key, stock] of read) known.set(key, stock);
  return { asked, register, transforms, stocks: known };
}

/** Puts what was read into mind, and what the posting itself brings: a book that gets a transform is plain no longer. */
export function keepInMind(mind: InMind, { asked, register, transforms, stocks }: Before, filed: readonly Declaration[]): void {
  for (const uscc of asked.named.parties) {
    const enterprise = register.enterprise(uscc);
    if (enterprise) mind.enterprise(enterprise);
  }
  for (const [key, stock] of stocks) {
    const account = asked.events.get(key)?.account;
    if (account) mind.stock(account, stock);
  }
  const transformed = new Set([...transforms.map(({ row }) => row), ...filed.filter((row) => row.kind === "transform")].map((row) => row.declarant));
  for (const { unitCode, declarant } of asked.books) mind.plainBook(unitCode, declarant, !transformed.has(declarant));
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
