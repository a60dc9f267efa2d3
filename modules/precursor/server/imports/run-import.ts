import type { Actor } from "#kernel/actor.ts";
import { Refusal } from "#kernel/refusal.ts";
import { LIMITS } from "#platform/config.ts";
import type { Tx } from "#platform/db.ts";
import type { JobGate, UseCaseContext } from "#platform/module.ts";
import type { RowRefusal } from "../../contract/import.api.ts";
import { DUTY_JOB } from "../duty-jobs.ts";
import { retimeBooks } from "../books/retime-books.ts";
import type { Chunk, ChunkResult, SeenRows } from "./file-kind.ts";
import { failed, plusChunk } from "./import-row.ts";
import { findImportForUpdate, updateImport, type ImportRow } from "./import.sql.ts";
import { CHANGED_VIEWS, IMPORT_VIEWS, type ImportParts } from "./parts.ts";
import { oneAhead, openChunks } from "./read-chunks.ts";
import { deleteRefusals, insertRefusals } from "./refusals.sql.ts";
import { loadRowLookup } from "./row-lookup.ts";

export type ImportRun = ImportParts & { readonly gate: JobGate; readonly actor: Actor; readonly unitCode: string; readonly id: string; readonly onRefusals?: (refusals: readonly RowRefusal[]) => void; readonly onRows?: (done: number) => void };

type Walk = {
  readonly during: ImportRow["state"];
  readonly after: ImportRow["state"];
  readonly name: string;
  readonly views: readonly string[];
  readonly judge: (chunk: Chunk, context: UseCaseContext, turn: Promise<unknown>) => Promise<ChunkResult>;
  /** How many chunks may be under way; they are finished in order. */
  readonly abreast: 1 | 2;
};

/** Checks every row against the rules and the database; writes nothing but the result. */
export async function checkImport(run: ImportRun): Promise<void> {
  const seen: SeenRows = new Map();
  await change(run, "precursor.import.check", "staging", async (row, tx) => {
    await deleteRefusals(tx, row);
    return { ...row, rowsTotal: 0, accepted: 0, unchanged: 0, voided: 0, refused: 0, done: 0, refusals: [] };
  });
  await walk(run, { during: "staging", after: "staged", name: "precursor.import.check", views: IMPORT_VIEWS, judge: (chunk, context) => chunk.check(context, seen), abreast: 1 });
}

/**
 * Takes the rows, a chunk to a transaction together with the import's progress: what was accepted survives any crash, and a
 * run that was interrupted goes on behind the last chunk. While the books of one chunk are kept, the facts of the next are
 * already being written.
 */
export async function takeImport(run: ImportRun): Promise<void> {
  await walk(run, { during: "committing", after: "done", name: "precursor.import.take", views: CHANGED_VIEWS, judge: (chunk, context, turn) => chunk.take(context, run.id, turn), abreast: 2 });
  await run.gate.act(run.actor, "precursor.import.settled", async ({ tx, now, newId, withinCity, addJob }) => {
    await withinCity(() => retimeBooks(tx, null, now, newId));
    await addJob(DUTY_JOB, { unitCode: run.unitCode }, { jobKey: `${DUTY_JOB}/${run.unitCode}` });
  });
  run.tell(CHANGED_VIEWS, run.unitCode);
}

async function walk(run: ImportRun, { during, after, name, views, judge, abreast }: Walk): Promise<void> {
  const begun = await run.gate.act(run.actor, name, async (context) => {
    const row = await findImportForUpdate(context.tx, run.unitCode, run.id);
    return row?.state === during ? { row, lookup: await loadRowLookup(context.tx, context.now), now: context.now } : undefined;
  });
  if (begun === undefined) return; // somebody else finished it
  try {
    const { chunks } = await openChunks({ kind: begun.row.kind, path: run.files.path(begun.row.sha256), lookup: begun.lookup, now: begun.now, fence: run.actor, chunkRows: LIMITS.importBatchRows, skipRows: begun.row.done });
    const underWay: Promise<void>[] = [];
    let last: Promise<void> = Promise.resolve();
    for await (const chunk of oneAhead(chunks)) {
      const turn = last;
      last = walkOver(run, { during, name, views }, turn, (context) => judge(chunk, context, turn));
      last.catch(() => undefined); // awaited below; a fault must not count as unhandled meanwhile
      underWay.push(last);
      if (underWay.length >= abreast) await underWay.shift();
    }
    await Promise.all(underWay);
    await change(run, name, during, (row) => ({ ...row, state: after, rowsTotal: row.done }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await change(run, name, during, (row) => failed(row, error));
  }
  run.tell(views, run.unitCode);
}

/** One chunk in one transaction: judged first, then, when the chunks before it are committed, counted on the import's row. */
async function walkOver(run: ImportRun, { during, name, views }: Pick<Walk, "during" | "name" | "views">, turn: Promise<unknown>, judge: (context: UseCaseContext) => Promise<ChunkResult>): Promise<void> {
  const touched = new Set([run.unitCode]);
  const judged = await run.gate.act(run.actor, name, async (context) => {
    const result = await judge({ ...context, touches: (unitCode) => void touched.add(unitCode) });
    await turn;
    const row = await getImportDuring(run, during, context);
    const next = plusChunk(row, result);
    await updateImport(context.tx, next);
    await insertRefusals(context.tx, next, result.refusals);
    return { done: next.done, accepted: next.accepted, unchanged: next.unchanged, refused: next.refused, refusals: result.refusals };
  });
  run.onRows?.(judged.done);
  if (judged.refusals.length > 0) run.onRefusals?.(judged.refusals);
  for (const unitCode of touched) run.tell(views, unitCode);
}

async function getImportDuring(run: ImportRun, during: ImportRow["state"], context: UseCaseContext): Promise<ImportRow> {
  const row = await findImportForUpdate(context.tx, run.unitCode, run.id);
  if (row?.state !== during) throw new Error(`import ${run.id} is ${row?.state ?? "gone"}, not ${during}`);
  return row;
}

/** One step of the import's row, in the transaction of what it tells of. */
async function change(run: ImportRun, name: string, during: ImportRow["state"], step: (row: ImportRow, tx: Tx) => ImportRow | Promise<ImportRow>): Promise<void> {
  await run.gate.act(run.actor, name, async (context) => {
    const next = await step(await getImportDuring(run, during, context), context.tx);
    await updateImport(context.tx, next);
    return { done: next.done, accepted: next.accepted, unchanged: next.unchanged, refused: next.refused, state: next.state };
  });
}
