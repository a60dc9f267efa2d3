import type { Declaration } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
import { namesLot, resolveLotSubstance, type SubstanceOfLot } from "../../domain/lot-substance.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import type { Tx } from "#platform/db.ts";
import type { Removed } from "./change.ts";
import { listTransforms } from "../declaration.sql.ts";
import { listLotSubstances } from "./stock.sql.ts";

export type LotKnowledge = {
  readonly now: SubstanceOfLot;
  /** Earlier transforms whose input lots turn out to hold another substance because of this posting. */
  readonly remapped: readonly { readonly row: Declaration; readonly was: SubstanceOfLot }[];
  readonly accounts: readonly StockAccount[];
};

const isTransform = (row: Declaration): boolean => row.kind === "transform";
/** Nothing was transformed: every row is about its own substance. */
export const NO_TRANSFORMS: LotKnowledge = { now: (_enterprise, _lot, ownSubstance) => ownSubstance, remapped: [], accounts: [] };

/** Books in which these rows name a lot: what such a row teaches, may change the book's transforms. */
export function booksNamingLots(rows: readonly Declaration[]): { unitCode: string; declarant: string }[] {
  const books = new Map<string, { unitCode: string; declarant: string }>();
  for (const row of rows) if (!books.has(row.declarant) && namesLot(row)) books.set(row.declarant, { unitCode: row.unitCode, declarant: row.declarant });
  return [...books.values()];
}

/**
 * Which substance the input lots of transforms hold, and which earlier transforms this posting teaches otherwise.
 * @param beside present transforms of the books these rows name lots in
 */
export async function lotKnowledge(tx: Tx, beside: readonly Declaration[], added: readonly Declaration[], removed: readonly Removed[]): Promise<LotKnowledge> {
  if (beside.length === 0 && !added.some(isTransform) && !removed.some(({ row }) => isTransform(row))) return NO_TRANSFORMS;
  const naming = [...added, ...removed.map(({ row }) => row)].filter(namesLot);
  const own = new Set(added.map((row) => keyOf(row.declarant, row.declarationId)));
  const named = new Set(naming.map((row) => keyOf(row.declarant, row.lot)));
  const earlier = beside.filter((row) => !own.has(keyOf(row.declarant, row.declarationId)));
  const concerned = earlier.filter((row) => row.inputs.some((input) => named.has(keyOf(row.declarant, input.lot))));
  const transforms = [...added, ...removed.map(({ row }) => row), ...concerned].filter(isTransform);
  if (transforms.length === 0) return NO_TRANSFORMS;
  const rows = await listLotSubstances(tx, transforms.flatMap((row) => row.inputs.map((input) => ({ unitCode: row.unitCode, declarant: row.declarant, lot: input.lot }))));
  const now = substances(rows);
  const was = substances([...rows.filter((row) => !own.has(keyOf(row.declarant, row.declarationId))), ...removed.map(({ row }) => row).filter(namesLot).map((row) => ({ declarant: row.declarant, lot: row.lot ?? "", substanceId: row.substanceId }))]);
  const remapped = concerned.filter((row) => row.inputs.some((input) => now(row.declarant, input.lot, row.substanceId) !== was(row.declarant, input.lot, row.substanceId)));
  const accounts = remapped.flatMap((row) => row.inputs.flatMap((input) => [now, was].map((of) => ({ unitCode: row.unitCode, enterprise: row.declarant, substanceId: of(row.declarant, input.lot, row.substanceId) }))));
  return { now, remapped: remapped.map((row) => ({ row, was })), accounts };
}

/** What the input lots of every transform of these books hold, for telling whole histories anew. */
export async function lotsOfBooks(tx: Tx, accounts: readonly StockAccount[]): Promise<SubstanceOfLot> {
  const books = new Map(accounts.map((account) => [account.enterprise, { unitCode: account.unitCode, declarant: account.enterprise }]));
  const transforms = await listTransforms(tx, [...books.values()]);
  return substances(await listLotSubstances(tx, transforms.flatMap((row) => row.inputs.map((input) => ({ unitCode: row.unitCode, declarant: row.declarant, lot: input.lot })))));
}

function substances(rows: readonly { declarant: string; lot: string; substanceId: string }[]): SubstanceOfLot {
  const known = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = keyOf(row.declarant, row.lot);
    known.set(key, (known.get(key) ?? new Set()).add(row.substanceId));
  }
  return (enterprise, lot, ownSubstance) => resolveLotSubstance(known.get(keyOf(enterprise, lot)) ?? [], ownSubstance);
}
