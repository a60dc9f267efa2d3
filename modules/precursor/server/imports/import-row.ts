import { maskedNames } from "#access";
import { Refusal, wordsOf, type RefusalCatalogue } from "#kernel/refusal.ts";
import { one } from "#platform/db.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { tableFileRefusals } from "#platform/table-file/refusals.ts";
import type { ImportKind, ImportView, RowRefusal } from "../../contract/import.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { rowRefusals } from "../../contract/row-refusals.ts";
import type { ChunkResult } from "./file-kind.ts";
import { findImport, type ImportRow } from "./import.sql.ts";

/** The rest is in the returned workbook. */
export const KEPT_REFUSALS = 1_000;
export const UNDO_WITHIN_MS = 24 * 3_600_000;

export type NamedFile = { readonly id: string | null; readonly name: string; readonly sha256: string };

export const newImport = ({ actor, newId, now }: UseCaseContext, kind: ImportKind, file: NamedFile, state: ImportRow["state"]): ImportRow => ({
  unitCode: actor.unitCode, id: newId(), kind, fileId: file.id, fileName: file.name, sha256: file.sha256, accountId: actor.accountId, state,
  rowsTotal: 0, accepted: 0, unchanged: 0, voided: 0, refused: 0, done: 0, refusals: [], stagedAt: now, committedAt: state === "committing" ? now : null, undoneAt: null,
});

/** The import with the rows of one more chunk. */
export const plusChunk = (row: ImportRow, chunk: ChunkResult): ImportRow => ({
  ...row,
  rowsTotal: Math.max(row.rowsTotal, row.done + chunk.rows),
  accepted: row.accepted + chunk.accepted,
  unchanged: row.unchanged + chunk.unchanged,
  voided: row.voided + chunk.voided,
  refused: row.refused + chunk.refused,
  done: row.done + chunk.rows,
  refusals: keepFirst(row.refusals, chunk.refusals),
});

function keepFirst(kept: readonly RowRefusal[], more: readonly RowRefusal[]): readonly RowRefusal[] {
  const room = KEPT_REFUSALS - kept.length;
  if (room <= 0 || more.length === 0) return kept;
  // Through JSON: a cell's text is a piece of the file's text and would keep a megabyte of it in memory.
  return [...kept, ...(JSON.parse(JSON.stringify(more.slice(0, room))) as RowRefusal[])]; // what it was before
}

type Asking = Pick<UseCaseContext, "tx" | "now" | "withinCity">;

/** With the masked names of who made them. */
export async function importViews(context: Asking, rows: readonly ImportRow[]): Promise<ImportView[]> {
  const names = await maskedNames(context, rows.map(({ unitCode, accountId }) => ({ unitCode, id: accountId })));
  return rows.map((row) => viewOf(row, names.get(row.accountId) ?? null, context.now));
}

export const importView = async (context: Asking, row: ImportRow): Promise<ImportView> => one(await importViews(context, [row]), () => precursorRefusals.refuse("precursor.import.unknown"));

const viewOf = (row: ImportRow, accountName: string | null, now: Date): ImportView => ({
  id: row.id, unitCode: row.unitCode, kind: row.kind, fileName: row.fileName, sha256: row.sha256, accountName, state: row.state,
  rowsTotal: row.rowsTotal, accepted: row.accepted, unchanged: row.unchanged, voided: row.voided, refused: row.refused, done: row.done, refusals: [...row.refusals],
  stagedAt: row.stagedAt.toISOString(), committedAt: row.committedAt?.toISOString() ?? null, undoneAt: row.undoneAt?.toISOString() ?? null,
  can: { commit: row.state === "staged" && row.accepted > 0, undo: row.state === "done" && row.accepted > 0 && isUndoable(row, now) },
});

export const isUndoable = (row: ImportRow, now: Date): boolean => row.committedAt !== null && now.getTime() - row.committedAt.getTime() <= UNDO_WITHIN_MS;

/** Within the actor's fence. Refuses `precursor.import.unknown`. */
export const getImportRow = async ({ tx }: Pick<UseCaseContext, "tx">, id: string): Promise<ImportRow> => (await findImport(tx, id)) ?? precursorRefusals.refuse("precursor.import.unknown");

const FILE_WORDS: RefusalCatalogue = { ...tableFileRefusals.words, ...rowRefusals.words };

/** Why a file as a whole is refused, as the import says it: its header, or its bytes. */
export function fileRefusal(error: Refusal): Refusal {
  const words = FILE_WORDS[error.code];
  if (!words) return error;
  const data = { reason: error.code, zh: wordsOf(words, "zh", error.data), en: wordsOf(words, "en", error.data) };
  return new Refusal(error.code.startsWith("precursor.file.") ? "precursor.import.columns" : "precursor.import.unreadable", data);
}

/** The same as a line of the import, for work that nobody waits for. */
export function failed(row: ImportRow, error: Refusal): ImportRow {
  const words = FILE_WORDS[error.code] ?? precursorRefusals.words[error.code] ?? { status: 422, zh: error.code, en: error.code };
  return { ...row, state: "failed", refusals: [{ line: 0, column: null, code: error.code, value: null, words: { zh: wordsOf(words, "zh", error.data), en: wordsOf(words, "en", error.data) } }, ...row.refusals].slice(0, KEPT_REFUSALS) };
}
