import type { Tx } from "#platform/db.ts";
import { declarationKey, isForeignParty, type Declaration } from "../../contract/declaration.ts";
import type { Register } from "../../domain/register.ts";
import type { InMind } from "./books-in-mind.ts";
import type { Because, GroupedFinding } from "./finding-store.sql.ts";
import type { Written } from "./bulk.sql.ts";
import type { AccountEvents } from "./stock-events.ts";
import type { Stocks } from "./standing.ts";

/** What one posting changes in the facts; every settler reads it and touches only its own groups. */
export type Change = {
  readonly tx: Tx;
  readonly now: Date;
  readonly newId: () => string;
  /** Rows that are present now and were not before. */
  readonly added: readonly Declaration[];
  /** Rows that were present before and are voided now, with when that was filed. */
  readonly removed: readonly Removed[];
  readonly register: Register;
  /** Stocks read for this posting so far. */
  readonly stocks: Stocks;
  /** Where what the posting leaves is remembered for the next one. */
  readonly mind?: InMind | undefined;
  /** What the added rows move, where that was worked out before. */
  readonly events?: ReadonlyMap<string, AccountEvents> | undefined;
  /** A write whose answer nobody needs; the next step need not wait for it. */
  readonly write: (write: () => Promise<Written>) => Promise<unknown>;
  /** County-level unit of a party's book; undefined: no book in the city. */
  readonly unitOf: (uscc: string) => string | undefined;
  /** Of the rows, of both parties' books, and of the documents drawn on: where findings can change. */
  readonly units: readonly string[];
};

export type Removed = { readonly row: Declaration; readonly voidReportedAt: number };

/** What a settler found: the groups it judged anew, and everything they say now. */
export type Judged = { readonly groups: readonly string[]; readonly findings: readonly GroupedFinding[] };

export const domesticCounterparty = (row: Declaration): string | null => (row.counterparty === null || isForeignParty(row.counterparty) ? null : row.counterparty);

/** The reason a finding heals or changes by, in words: the newest row of the posting. */
export function becauseOf(change: Change): Because {
  const newest = change.added.reduce<Declaration | undefined>((best, row) => (best === undefined || row.reportedAt > best.reportedAt ? row : best), undefined) ?? change.removed[0]?.row;
  const name = newest === undefined ? "" : declarationKey(newest);
  return change.added.length > 0
    ? {
        healed: { zh: `后续申报使其吻合（本批最新一笔 ${name}）。`, en: `Later declarations made it agree (newest of the posting: ${name}).` },
        changed: { zh: `后续申报使其与办结时不同（本批最新一笔 ${name}）。`, en: `After later declarations it is no longer what was closed (newest of the posting: ${name}).` },
      }
    : {
        healed: { zh: `所依据的申报已作废（${name}）。`, en: `The declaration it rested on was voided (${name}).` },
        changed: { zh: `有申报作废，使其与办结时不同（${name}）。`, en: `After a declaration was voided it is no longer what was closed (${name}).` },
      };
}
