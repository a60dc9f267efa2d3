import { Refusal } from "#kernel/refusal.ts";
import { getFile } from "#platform/files.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { ImportKind, ImportView, RowRefusal } from "../../contract/import.api.ts";
import type { SeenRows } from "./file-kind.ts";
import { fileRefusal, importView, newImport, plusChunk } from "./import-row.ts";
import { insertImport, type ImportRow } from "./import.sql.ts";
import { importParts } from "./parts.ts";
import { openChunks } from "./read-chunks.ts";
import { insertRefusals } from "./refusals.sql.ts";
import { loadRowLookup } from "./row-lookup.ts";

/** Files up to this size and these rows are answered at once; larger ones are checked by a job. */
const AT_ONCE_BYTES = 2_000_000;
export const AT_ONCE_ROWS = 5_000;

/** Checks all rows of an uploaded file and keeps the result; nothing of the file is taken yet. */
export const checkFile: UseCase<{ kind: ImportKind; fileId: string }, ImportView> = async (context, { kind, fileId }) => {
  const file = await getFile(context.tx, context.actor.unitCode, fileId);
  const begun = newImport(context, kind, file, "staging");
  const staged = file.sizeBytes <= AT_ONCE_BYTES ? await checkAtOnce(context, begun) : null;
  const row = staged?.row ?? begun;
  await insertImport(context.tx, row);
  await insertRefusals(context.tx, row, staged?.refusals ?? []);
  if (staged === null) await context.addJob("precursor.import.check", { unitCode: row.unitCode, id: row.id }, { jobKey: `precursor.import.${row.id}` });
  return importView(context, row);
};

/** @returns null when the file turns out to be too long for that. Refuses `precursor.import.unreadable`, `precursor.import.columns`. */
async function checkAtOnce(context: UseCaseContext, begun: ImportRow): Promise<{ row: ImportRow; refusals: readonly RowRefusal[] } | null> {
  const seen: SeenRows = new Map();
  let row = begun;
  const refusals: RowRefusal[] = [];
  try {
    const lookup = await loadRowLookup(context.tx, context.now);
    const { chunks } = await openChunks({ kind: begun.kind, path: importParts().files.path(begun.sha256), lookup, now: context.now, fence: context.actor, chunkRows: AT_ONCE_ROWS });
    for await (const chunk of chunks) {
      if (row.done + chunk.rows > AT_ONCE_ROWS) return null;
      const result = await chunk.check(context, seen);
      row = plusChunk(row, result);
      refusals.push(...result.refusals);
    }
  } catch (error) {
    if (error instanceof Refusal) throw fileRefusal(error);
    throw error;
  }
  return { row: { ...row, state: "staged" }, refusals };
}
