import type { Actor } from "#kernel/actor.ts";
import { Refusal } from "#kernel/refusal.ts";
import { LIMITS } from "#platform/config.ts";
import type { JobGate, UseCaseContext } from "#platform/module.ts";
import type { RowRefusal } from "../../contract/import.api.ts";
import { retimeBooks } from "../books/retime-books.ts";
import type { Chunk, ChunkResult, SeenRows } from "./file-kind.ts";
import { failed, plusChunk } from "./import-row.ts";
import { findImportForUpdate, updateImport, type ImportRow } from "./import.sql.ts";
import { BOOK_VIEWS, IMPORT_VIEWS, type ImportParts } from "./parts.ts";
import { oneAhead, openChunks } from "./read-chunks.ts";
import { loadRowLookup } from "./row-lookup.ts";

export type ImportRun = ImportParts & { readonly gate: JobGate; readonly actor: Actor; readonly unitCode: string; readonly id: string; readonly onRefusals?: (refusals: readonly RowRefusal[]) => void; readonly onRows?: (done: number) => void };

type Walk = {
  readonly during: ImportRow["state"];
  readonly after: ImportRow["state"];
  readonly name: string;
  readonly views: readonly string[];
  readonly judge: (chunk: Chunk, context: UseCaseContext) => Promise<ChunkResult>;
};

/** Checks every row against the rules and the database; writes nothing but the result. */
export async function checkImport(run: ImportRun): Promise<void> {
  const seen: SeenRows = new Map();
  await change(run, "precursor.import.check", "staging", (row) => ({ ...row, rowsTotal: 0, accepted: 0, unchanged: 0, refused: 0, done: 0, refusals: [] }));
  await walk(run, { during: "staging", after: "staged", name: "precursor.import.check", views: IMPORT_VIEWS, judge: (chunk, context) => chunk.check(context, seen) });
}

/**
 * Takes the rows, a chunk to a transaction together with the import's progress: what was accepted survives any crash, and a
 * run that was interrupted goes on behind the last chunk.
 */
export async function takeImport(run: ImportRun): Promise<void> {
  await walk(run, { during: "committing", after: "done", name: "precursor.import.take", views: BOOK_VIEWS, judge: (chunk, context) => chunk.take(context, run.id) });
  await run.gate.act(run.actor, "precursor.import.retime", ({ tx, now, newId, withinCity }) => withinCity(() => retimeBooks(tx, null, now, newId)));
  run.tell(BOOK_VIEWS, run.unitCode);
}

async function walk(run: ImportRun, { during, after, name, views, judge }: Walk): Promise<void> {
  const begun = await run.gate.act(run.actor, name, async (context) => {
    const row = await findImportForUpdate(context.tx, run.unitCode, run.id);
    return row?.state === during ? { row, lookup: await loadRowLookup(context.tx, context.now), now: context.now } : undefined;
  });
  if (begun === undefined) return; // somebody else finished it
  try {
    const { chunks } = await openChunks({ kind: begun.row.kind, path: run.files.path(begun.row.sha256), lookup: begun.lookup, now: begun.now, fence: run.actor, chunkRows: LIMITS.importBatchRows, skipRows: begun.row.done });
    for await (const chunk of oneAhead(chunks)) {
      let refusals: readonly RowRefusal[] = [];
      const done = await change(run, name, during, async (row, context) => {
        const result = await judge(chunk, context);
        refusals = result.refusals;
        return plusChunk(row, result);
      });
      run.onRows?.(done);
      if (refusals.length > 0) run.onRefusals?.(refusals);
      run.tell(views, run.unitCode);
    }
    await change(run, name, during, (row) => ({ ...row, state: after, rowsTotal: row.done }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await change(run, name, during, (row) => failed(row, error));
  }
  run.tell(views, run.unitCode);
}

/** One step of the import's row, in the transaction of what it tells of. */
async function change(run: ImportRun, name: string, during: ImportRow["state"], step: (row: ImportRow, context: UseCaseContext) => ImportRow | Promise<ImportRow>): Promise<number> {
  const { done } = await run.gate.act(run.actor, name, async (context) => {
    const row = await findImportForUpdate(context.tx, run.unitCode, run.id);
    if (row?.state !== during) throw new Error(`import ${run.id} is ${row?.state ?? "gone"}, not ${during}`);
    const next = await step(row, context);
    await updateImport(context.tx, next);
    return { done: next.done, accepted: next.accepted, unchanged: next.unchanged, refused: next.refused, state: next.state };
  });
  return done;
}
