import { LIMITS } from "#platform/config.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import { keyOf } from "../../domain/key.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import type { KnownStock, Questions } from "./standing.ts";

/** The marks found under lock, by unit: who posted last. */
export type Marks = ReadonlyMap<string, string | null>;

/** What is remembered of some units, as it stood at these marks; of use only where the lock finds the same marks. */
export type Recalled = { readonly marks: ReadonlyMap<string, string>; readonly enterprises: readonly Enterprise[]; readonly stocks: ReadonlyMap<string, KnownStock>; /** Books without a transform. */ readonly plainBooks: ReadonlySet<string> };

type Unit = { readonly mark: string; readonly enterprises: Map<string, Enterprise>; readonly stocks: Map<string, KnownStock>; readonly plainBooks: Set<string> };

/**
 * How the books stood when this program last posted to a unit, so that a busy unit's books are not read again for every batch.
 * A posting takes what is remembered away with it and puts back what it leaves, under its own mark, before it is committed: if it
 * never is, the next lock finds another mark and nothing of it is used.
 */
export class BooksInMind {
  private readonly units = new Map<string, Unit>();

  recall(units: readonly string[], { named, books, events }: Questions): Recalled {
    const marks = new Map<string, string>();
    const enterprises: Enterprise[] = [];
    const stocks = new Map<string, KnownStock>();
    const plainBooks = new Set<string>();
    for (const code of new Set(units)) {
      const unit = this.units.get(code);
      if (unit === undefined) continue;
      marks.set(code, unit.mark);
      for (const uscc of named.parties) push(enterprises, unit.enterprises.get(uscc));
      for (const key of events.keys()) put(stocks, key, unit.stocks.get(key));
      for (const { declarant } of books) if (unit.plainBooks.has(declarant)) plainBooks.add(declarant);
    }
    return { marks, enterprises, stocks, plainBooks };
  }

  /** @param mark the posting's own, now on the lock of these units @param before what was recalled, where it still holds */
  take(units: readonly string[], mark: string, before: Recalled | undefined): InMind {
    const taken = new Map<string, Unit>();
    for (const code of units) {
      const known = this.units.get(code);
      const holds = known !== undefined && before?.marks.get(code) === known.mark && known.enterprises.size + known.stocks.size < LIMITS.rememberedBooks;
      taken.set(code, holds ? { ...known, mark } : { mark, enterprises: new Map(), stocks: new Map(), plainBooks: new Set() });
      this.units.delete(code);
    }
    return new InMind(taken, () => {
      for (const [code, unit] of taken) this.units.set(code, unit);
    });
  }
}

/** What one posting has to remember. */
export class InMind {
  private readonly units: ReadonlyMap<string, Unit>;
  /** To be called when the posting has worked out all it leaves. */
  readonly putBack: () => void;

  constructor(units: ReadonlyMap<string, Unit>, putBack: () => void) {
    this.units = units;
    this.putBack = putBack;
  }

  enterprise(enterprise: Enterprise): void {
    this.units.get(enterprise.unitCode)?.enterprises.set(enterprise.uscc, enterprise);
  }

  plainBook(unitCode: string, declarant: string, isPlain: boolean): void {
    const books = this.units.get(unitCode)?.plainBooks;
    if (isPlain) books?.add(declarant);
    else books?.delete(declarant);
  }

  /** @param stock undefined: to be read again */
  stock({ unitCode, enterprise, substanceId }: StockAccount, stock: KnownStock | undefined): void {
    const stocks = this.units.get(unitCode)?.stocks;
    const key = keyOf(enterprise, substanceId);
    if (stock === undefined) stocks?.delete(key);
    else stocks?.set(key, stock);
  }
}

/** Of this process: of several that serve one database each remembers what it posted itself. */
export const booksInMind = new BooksInMind();

/** Does the lock find what is recalled to be the last word on every unit? */
export const stillHolds = (recalled: Recalled, found: Marks): boolean => [...recalled.marks].every(([code, mark]) => found.get(code) === mark);

function push<V>(list: V[], value: V | undefined): void {
  if (value !== undefined) list.push(value);
}

function put<V>(map: Map<string, V>, key: string, value: V | undefined): void {
  if (value !== undefined) map.set(key, value);
}
