import { declarationKey, type Declaration, type DeclarationKind } from "../contract/declaration.ts";
import { precursorRefusals } from "../contract/refusals.ts";
import { keyOf } from "./key.ts";
import type { SubstanceOfLot } from "./lot-substance.ts";
import { startOfDay } from "./shanghai-day.ts";
import type { StockClose, StockStep } from "./stock-curve.ts";

/** Mass moved from one account to another: taken from one and put on the other, so all accounts of a substance sum to zero. */
export type Posting = {
  readonly from: string;
  readonly to: string;
  readonly substanceId: string;
  readonly massMg: number;
  readonly at: number;
  /** Declaration it comes from; for shortfalls, the account and day. */
  readonly source: string;
};

export const stockAccount = (enterprise: string, substanceId: string): string => keyOf("stock", enterprise, substanceId);
export const clearingAccount = (enterprise: string, counterparty: string, substanceId: string): string =>
  keyOf("clearing", enterprise, counterparty, substanceId);
export const unaccountedAccount = (enterprise: string, substanceId: string): string => keyOf("unaccounted", enterprise, substanceId);
export const worldAccount = (kind: DeclarationKind): string => `world:${kind}`;

/** +1 mass comes into the stock, −1 it leaves; 0 for `stocktake` and `void`. A transform's inputs are separate. */
export function stockSign(kind: DeclarationKind): -1 | 0 | 1 {
  switch (kind) {
    case "opening":
    case "produce":
    case "import":
    case "receive":
    case "transform":
      return 1;
    case "dispatch":
    case "consume":
    case "export":
    case "destroy":
    case "loss":
      return -1;
    default:
      return 0;
  }
}

/** Integer milligrams that can be booked exactly, or a refusal: stop rather than be wrong. */
export function safeMg(massMg: number): number {
  if (!Number.isSafeInteger(massMg)) precursorRefusals.refuse("precursor.mass.not-safe", { massMg });
  return massMg;
}

/** Calls back for every stock a declaration changes, without building anything: the import path. */
export function eachStockChange(row: Declaration, substanceOfLot: SubstanceOfLot, visit: (substanceId: string, deltaMg: number) => void): void {
  const sign = stockSign(row.kind);
  if (sign !== 0) visit(row.substanceId, sign * safeMg(row.massMg));
  if (row.kind !== "transform") return;
  for (const input of row.inputs) visit(substanceOfLot(row.declarant, input.lot, row.substanceId), -safeMg(input.massMg));
}

/** The double entry of one declaration. A stocktake posts only its difference, which the stock curve finds (`curvePostings`). */
export function postingsOf(row: Declaration, substanceOfLot: SubstanceOfLot): Posting[] {
  const postings: Posting[] = [];
  const source = declarationKey(row);
  eachStockChange(row, substanceOfLot, (substanceId, deltaMg) => {
    const stock = stockAccount(row.declarant, substanceId);
    const other =
      row.kind === "dispatch" || row.kind === "receive"
        ? clearingAccount(row.declarant, row.counterparty ?? "", substanceId)
        : worldAccount(row.kind);
    postings.push({
      from: deltaMg < 0 ? stock : other,
      to: deltaMg < 0 ? other : stock,
      substanceId,
      massMg: Math.abs(deltaMg),
      at: row.occurredAt,
      source,
    });
  });
  return postings;
}

/** What the curve adds to the books: shortfalls unaccounted → stock, MUF stock → unaccounted (reversed when the count is above the book). */
export function curvePostings(enterprise: string, substanceId: string, steps: readonly StockStep[], closes: readonly StockClose[]): Posting[] {
  const stock = stockAccount(enterprise, substanceId);
  const unaccounted = unaccountedAccount(enterprise, substanceId);
  const postings: Posting[] = [];
  closes.forEach((close, index) => {
    const step = steps[index];
    if (step === undefined) return;
    const base = { substanceId, at: step.count?.at ?? startOfDay(step.day), source: step.count?.key ?? keyOf(enterprise, substanceId, step.day) };
    if (close.shortfallMg > 0) postings.push({ ...base, from: unaccounted, to: stock, massMg: close.shortfallMg });
    if (close.mufMg > 0) postings.push({ ...base, from: stock, to: unaccounted, massMg: close.mufMg });
    if (close.mufMg < 0) postings.push({ ...base, from: unaccounted, to: stock, massMg: -close.mufMg });
  });
  return postings;
}
