import type { Tx } from "#platform/db.ts";
import { Refusal } from "#kernel/refusal.ts";
import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { drawTarget, type DrawTarget } from "../../domain/permit-draw.ts";
import { permitVoid } from "../../domain/presence.ts";
import { findDeclarations, findStagedKnown, findVoided, insertStaged, insertVoids, stageDeclarations, type FiledRow } from "../declaration.sql.ts";
import { booksInMind, stillHolds, type BooksInMind } from "./books-in-mind.ts";
import { travelTogether } from "./bulk.sql.ts";
import { domesticCounterparty, type Removed } from "./change.ts";
import { findPermitUnits, findUnits, lockBooks } from "./register.sql.ts";
import { settle } from "./settle.ts";
import { keepInMind, questionsOf, readBefore, type Before } from "./standing.ts";

export type Posting = {
  readonly tx: Tx;
  readonly now: Date;
  readonly newId: () => string;
  /** The import or command these rows came by. */
  readonly sourceId: string;
  /** Facts stay within the actor's fence; what is derived from them crosses it. */
  readonly withinCity: <T>(work: () => Promise<T>) => Promise<T>;
  readonly send: (write: Promise<unknown>) => void;
  /** Told of every unit whose books or findings the posting changed. */
  readonly touches?: (unitCode: string) => void;
  /** Resolves when the posting before this one is committed: facts may be written meanwhile, books are kept in order. */
  readonly turn?: Promise<unknown>;
  /** What the posting need not read again; of this process unless given. */
  readonly mind?: BooksInMind;
};

export type Outcome = { readonly line: number; readonly state: "accepted" } | { readonly line: number; readonly state: "unchanged"; /** Voided since it was filed: not on the books. */ readonly isVoided: boolean } | { readonly line: number; readonly state: "refused"; readonly refusal: Refusal };
export type Posted = { readonly outcomes: readonly Outcome[]; readonly findings: readonly string[] };

/**
 * Takes rows that were parsed and checked one by one, and in one transaction: keeps the facts, brings books, shipments,
 * documents and findings up to date. Idempotent by declarant and declaration id: the same row again is `unchanged`, the same
 * key with other content refused `precursor.declaration.conflict` (`….voided` where it was voided); a void that cancels nothing is refused. One bad row costs
 * that row.
 */
export async function postDeclarations(posting: Posting, rows: readonly FiledRow[]): Promise<Posted> {
  const { tx } = posting;
  const refused = new Map<number, Refusal>();
  const unique = dropRepeated(rows, refused);
  const hasVoids = unique.some(({ row }) => row.kind === "void");
  if (hasVoids) await lockFirst(posting, rows);
  const voids = await admitVoids(tx, unique, refused);
  const filed = unique.filter(({ line }) => !refused.has(line));
  const staged = await stageDeclarations(tx, filed, posting.sourceId);
  // Facts go in before the books are locked, so one posting's facts are written while another's books are kept.
  const inserting = insertStaged(tx, staged);
  return posting.withinCity(async () => {
    const { inserted, before } = hasVoids ? { inserted: await inserting, before: undefined } : await lockAndRead(posting, filed, inserting);
    const known = inserted === filed.length ? [] : await findStagedKnown(tx, staged);
    const unchanged = new Map(known.filter(({ same }) => same).map(({ line, isVoided }) => [line, isVoided]));
    for (const { line, same, isVoided } of known) if (!same) refused.set(line, knownOtherwise(filed.find((each) => each.line === line)?.row.declarationId ?? "", isVoided));
    const accepted = known.length === 0 ? filed : filed.filter(({ line }) => !unchanged.has(line) && !refused.has(line));
    const findings = accepted.length === 0 ? [] : await settleAccepted(posting, accepted, voids, before);
    before?.mind?.putBack();
    return { outcomes: rows.map(({ line }) => outcomeOf(line, unchanged, refused)), findings };
  });
}

/** Why a row is refused whose id was filed before with other content. */
export const knownOtherwise = (declarationId: string, isVoided: boolean): Refusal =>
  isVoided ? new Refusal("precursor.declaration.voided", { declarationId }) : new Refusal("precursor.declaration.conflict", { declarationId });

/** @param unchanged by line: was it voided? */
function outcomeOf(line: number, unchanged: ReadonlyMap<number, boolean>, refused: ReadonlyMap<number, Refusal>): Outcome {
  const refusal = refused.get(line);
  if (refusal) return { line, state: "refused", refusal };
  const isVoided = unchanged.get(line);
  return isVoided === undefined ? { line, state: "accepted" } : { line, state: "unchanged", isVoided };
}

/** What a void cancels is judged under the lock, in all the books that the cancelled row touched. */
async function lockFirst(posting: Posting, rows: readonly FiledRow[]): Promise<void> {
  await posting.turn;
  await posting.withinCity(async () => {
    const voids = rows.map(({ row }) => row).filter((row) => row.kind === "void");
    const cancelled = await findDeclarations(posting.tx, voids.map(targetOf));
    await lockBooks(posting.tx, await unitsOf(posting.tx, [...rows.map(({ row }) => row), ...cancelled]), posting.newId());
  });
}

const targetOf = (row: Declaration) => ({ unitCode: row.unitCode, declarant: row.declarant, declarationId: row.ref ?? "" });

/** Takes the lock and reads how the books stand, as far as it is not in mind, in one go behind the statement that writes the facts. */
async function lockAndRead(posting: Posting, filed: readonly FiledRow[], inserting: Promise<number>): Promise<{ inserted: number; before: Before | undefined }> {
  posting.send(inserting); // awaited below, or, when the lock fails first, with the transaction
  if (!travelTogether(filed.length) && (await inserting) === 0) return { inserted: 0, before: undefined }; // a file sent again
  const rows = filed.map(({ row }) => row);
  const units = await unitsOf(posting.tx, rows);
  const asked = questionsOf(rows);
  await posting.turn;
  const mark = posting.newId();
  const mind = posting.mind ?? booksInMind;
  const recalled = travelTogether(filed.length) ? mind.recall(units, asked) : undefined;
  const [inserted, marks, read] = await Promise.all([inserting, lockBooks(posting.tx, units, mark).execute(), readBefore(posting.tx, asked, recalled)]);
  if (recalled === undefined) return { inserted, before: read };
  const holds = stillHolds(recalled, new Map(marks.map(({ unitCode, markBefore }) => [unitCode, markBefore])));
  const before = holds ? read : await readBefore(posting.tx, asked);
  const taken = mind.take(units, mark, holds ? recalled : undefined);
  keepInMind(taken, before, rows);
  return { inserted, before: { ...before, mind: taken } };
}

/** Where the books of both parties lie, and the documents drawn on: all that these rows change. */
async function unitsOf(tx: Tx, rows: readonly Declaration[]): Promise<string[]> {
  const others = new Set<string>();
  const documents = new Map<string, DrawTarget>();
  const units = new Set<string>();
  for (const row of rows) {
    units.add(row.unitCode);
    const other = domesticCounterparty(row);
    if (other !== null) others.add(other);
    const target = drawTarget(row);
    if (target !== null) documents.set(`${target.kind} ${target.number}`, target);
  }
  const [books, holders] = await Promise.all([others.size > 0 ? findUnits(tx, [...others]) : new Map<string, string>(), documents.size > 0 ? findPermitUnits(tx, [...documents.values()]) : []]);
  return [...new Set([...units, ...books.values(), ...holders])];
}

/** The same key twice in one posting: the first stands, the second is judged against it like against any earlier row. */
function dropRepeated(rows: readonly FiledRow[], refused: Map<number, Refusal>): FiledRow[] {
  const seen = new Map<string, FiledRow>();
  return rows.filter((filed) => {
    const key = declarationKey(filed.row);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, filed);
      return true;
    }
    refused.set(filed.line, new Refusal("precursor.declaration.repeated", { declarationId: filed.row.declarationId, line: first.line }));
    return false;
  });
}

/** Voids whose target is a fact of the same book, in the posting or before it, and not voided yet. */
async function admitVoids(tx: Tx, rows: readonly FiledRow[], refused: Map<number, Refusal>): Promise<Map<string, Declaration>> {
  const voids = rows.filter(({ row }) => row.kind === "void");
  const targets = new Map<string, Declaration>();
  if (voids.length === 0) return targets;
  const names = voids.map(({ row }) => targetOf(row));
  const stored = new Map((await findDeclarations(tx, names)).map((row) => [declarationKey(row), row]));
  const here = new Map(rows.map(({ row }) => [declarationKey(row), row]));
  const voided = await findVoided(tx, names);
  const repeated = new Set((await findDeclarations(tx, voids.map(({ row }) => row))).map(declarationKey));
  const claimed = new Set<string>();
  for (const { row, line } of voids) {
    const key = `${row.declarant}/${row.ref}`;
    const target = stored.get(key) ?? here.get(key);
    try {
      permitVoid(row, target);
      if (!repeated.has(declarationKey(row)) && (voided.has(key) || claimed.has(key))) throw new Refusal("precursor.void.again", { ref: row.ref });
      claimed.add(key);
      if (target) targets.set(declarationKey(row), target);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(line, error);
    }
  }
  return targets;
}

async function settleAccepted(posting: Posting, accepted: readonly FiledRow[], targets: ReadonlyMap<string, Declaration>, before: Before | undefined): Promise<readonly string[]> {
  const voids = accepted.map(({ row }) => row).filter((row) => row.kind === "void");
  const removed: Removed[] = [];
  for (const row of voids) {
    const target = targets.get(declarationKey(row));
    if (target) removed.push({ row: target, voidReportedAt: row.reportedAt });
  }
  const facts = accepted.map(({ row }) => row).filter((row) => row.kind !== "void");
  // A row filed and voided in one posting was there in between: first it is settled, then it is taken back.
  const here = new Set(removed.length > 0 ? accepted.map(({ row }) => declarationKey(row)) : []);
  const both = removed.some(({ row }) => here.has(declarationKey(row)));
  const cancel = async () => void (voids.length > 0 && (await insertVoids(posting.tx, voids)));
  if (!both) {
    await cancel();
    return settle({ ...posting, added: facts, removed }, before);
  }
  const first = await settle({ ...posting, added: facts, removed: [] });
  await cancel();
  return [...first, ...(await settle({ ...posting, added: [], removed }))];
}
