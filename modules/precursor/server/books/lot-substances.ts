import type { Declaration } from "../../contract/declaration.ts";
import { declarationKey } from "../../contract/declaration.ts";
import { keyOf } from "../../domain/key.ts";
import { lotHistory, ownSubstance, type Held, type LotHistory } from "../../domain/lot-history.ts";
import { namesLot } from "../../domain/lot-substance.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { eachInputMove, type InputMove } from "../../domain/timed-movement.ts";
import type { Tx } from "#platform/db.ts";
import type { Removed } from "./change.ts";
import { listTransforms, type WithVoid } from "../declaration.sql.ts";
import { listNamings } from "./stock.sql.ts";

export type LotKnowledge = {
  /** What the input lots of this posting's transforms were known to hold, and when. */
  readonly history: LotHistory;
  /** What becomes of the inputs of all transforms this posting adds, takes away or teaches otherwise: the new bookings, and the earlier ones taken back. */
  readonly moves: readonly InputMove[];
  /** Stocks of earlier transforms whose inputs are booked otherwise than before. */
  readonly accounts: readonly StockAccount[];
};

const isTransform = (row: Declaration): boolean => row.kind === "transform";
/** Nothing was transformed: every row is about its own substance. */
export const NO_TRANSFORMS: LotKnowledge = { history: ownSubstance, moves: [], accounts: [] };

/** Books in which these rows name a lot: what such a row teaches, may change the book's transforms. */
export function booksNamingLots(rows: readonly Declaration[]): { unitCode: string; declarant: string }[] {
  const books = new Map<string, { unitCode: string; declarant: string }>();
  for (const row of rows) if (!books.has(row.declarant) && namesLot(row)) books.set(row.declarant, { unitCode: row.unitCode, declarant: row.declarant });
  return [...books.values()];
}

/**
 * How the inputs of transforms are booked after this posting and how they were before it, each through all of its past; the
 * difference is what the posting moves. So whatever is learned of a lot, in any order, cells and stocks follow from the rows alone.
 * @param beside transforms, voided ones too, of the books these rows name lots in, as they stand with the posting
 */
export async function lotKnowledge(tx: Tx, beside: readonly WithVoid[], added: readonly Declaration[], removed: readonly Removed[]): Promise<LotKnowledge> {
  if (beside.length === 0 && !added.some(isTransform) && !removed.some(({ row }) => isTransform(row))) return NO_TRANSFORMS;
  const isNew = isOneOf(added);
  const isGone = isOneOf(removed.map(({ row }) => row));
  const named = new Set([...added, ...removed.map(({ row }) => row)].filter(namesLot).map((row) => keyOf(row.declarant, row.lot)));
  const concerned: WithVoid[] = [
    ...beside.filter(({ row }) => !isNew(row) && !isGone(row) && row.inputs.some((input) => named.has(keyOf(row.declarant, input.lot)))),
    ...added.filter(isTransform).map((row) => ({ row, voidedAt: null })),
    ...removed.filter(({ row }) => isTransform(row)).map(({ row, voidReportedAt }) => ({ row, voidedAt: voidReportedAt })),
  ];
  if (concerned.length === 0) return NO_TRANSFORMS;
  const namings = await listNamings(tx, lotsUsedBy(concerned));
  const now = lotHistory(namings);
  const was = lotHistory(namings.filter((naming) => !isNew(naming)).map((naming) => (isGone(naming) ? { ...naming, until: Infinity } : naming)));
  const moves: InputMove[] = [];
  const accounts: StockAccount[] = [];
  for (const { row, voidedAt } of concerned) {
    const until = voidedAt ?? Infinity;
    const untilBefore = isGone(row) ? Infinity : until;
    if (!isNew(row) && until === untilBefore && isHeldAlike(row, until, now, was)) continue;
    const first = moves.length;
    eachInputMove(row, until, now, (move) => void moves.push(move));
    if (isNew(row)) continue;
    eachInputMove(row, untilBefore, was, (move) => void moves.push({ ...move, sign: move.sign === 1 ? -1 : 1 }));
    for (const { substanceId } of moves.slice(first)) accounts.push({ unitCode: row.unitCode, enterprise: row.declarant, substanceId });
  }
  return { history: now, moves, accounts };
}

/** What the input lots of every transform of these books were known to hold, for telling whole histories anew. */
export async function lotsOfBooks(tx: Tx, accounts: readonly StockAccount[]): Promise<LotHistory> {
  const books = new Map(accounts.map((account) => [account.enterprise, { unitCode: account.unitCode, declarant: account.enterprise }]));
  return lotHistory(await listNamings(tx, lotsUsedBy(await listTransforms(tx, [...books.values()]))));
}

const lotsUsedBy = (transforms: readonly WithVoid[]) => transforms.flatMap(({ row }) => row.inputs.map((input) => ({ unitCode: row.unitCode, declarant: row.declarant, lot: input.lot })));

type Named = Pick<Declaration, "declarant" | "declarationId">;

function isOneOf(rows: readonly Named[]): (row: Named) => boolean {
  const keys = new Set(rows.map(declarationKey));
  return (row) => keys.has(declarationKey(row));
}

const isHeldAlike = (row: Declaration, until: number, now: LotHistory, was: LotHistory): boolean =>
  row.inputs.every((input) => {
    const [held, before] = [now, was].map((of) => of(row.declarant, input.lot, row.substanceId, row.reportedAt, until));
    return held?.length === before?.length && (held ?? []).every((each, i) => isSameHeld(each, before?.[i]));
  });

const isSameHeld = (one: Held, other: Held | undefined): boolean => one.substanceId === other?.substanceId && one.from === other.from && one.until === other.until;
