import type { Tx } from "#platform/db.ts";
import type { ImportKind, ImportView, RowRefusal } from "../../contract/import.api.ts";

export type ImportState = ImportView["state"];
export type ImportRow = {
  readonly unitCode: string;
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileId: string | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly accountId: string;
  readonly state: ImportState;
  readonly rowsTotal: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly voided: number;
  readonly refused: number;
  /** Rows of the file that were dealt with in the present state: where a run that was interrupted goes on. */
  readonly done: number;
  readonly refusals: readonly RowRefusal[];
  readonly stagedAt: Date;
  readonly committedAt: Date | null;
  readonly undoneAt: Date | null;
};

const columns = (tx: Tx) => tx`
  i.unit_code as "unitCode", i.id, i.kind, i.file_id as "fileId", i.file_name as "fileName", i.sha256, i.account_id as "accountId", i.state, i.rows_total as "rowsTotal",
  i.accepted, i.unchanged, i.voided, i.refused, i.done, i.refusals, i.staged_at as "stagedAt", i.committed_at as "committedAt", i.undone_at as "undoneAt"`;

export const insertImport = (tx: Tx, row: ImportRow) =>
  tx`
    insert into precursor.import (unit_code, id, kind, file_id, file_name, sha256, account_id, state, rows_total, accepted, unchanged, voided, refused, done, refusals, staged_at, committed_at)
    values (${row.unitCode}, ${row.id}, ${row.kind}, ${row.fileId}, ${row.fileName}, ${row.sha256}, ${row.accountId}, ${row.state}, ${row.rowsTotal}, ${row.accepted}, ${row.unchanged}, ${row.voided}, ${row.refused},
      ${row.done}, ${JSON.stringify(row.refusals)}::text::jsonb, ${row.stagedAt}, ${row.committedAt})`;

export async function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const [row] = await tx<ImportRow[]>`select ${columns(tx)} from precursor.import i where i.id = ${id}`;
  return row;
}

export async function findImportForUpdate(tx: Tx, unitCode: string, id: string): Promise<ImportRow | undefined> {
  const [row] = await tx<ImportRow[]>`select ${columns(tx)} from precursor.import i where i.unit_code = ${unitCode} and i.id = ${id} for update`;
  return row;
}

export const updateImport = (tx: Tx, row: ImportRow) =>
  tx`
    update precursor.import set state = ${row.state}, rows_total = ${row.rowsTotal}, accepted = ${row.accepted}, unchanged = ${row.unchanged}, voided = ${row.voided}, refused = ${row.refused}, done = ${row.done},
      refusals = ${JSON.stringify(row.refusals)}::text::jsonb, committed_at = ${row.committedAt}, undone_at = ${row.undoneAt}
    where unit_code = ${row.unitCode} and id = ${row.id}`;

/** Newest first; ids are made in order of time. */
export const selectImports = (tx: Tx, kind: ImportKind | null, after: string | null, limit: number) =>
  tx<ImportRow[]>`
    select ${columns(tx)} from precursor.import i
    where (${kind}::text is null or i.kind = ${kind}) and (${after}::uuid is null or i.id < ${after}::uuid)
    order by i.id desc limit ${limit}`;
