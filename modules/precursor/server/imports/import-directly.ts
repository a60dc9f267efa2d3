import { createReadStream } from "node:fs";
import { basename, extname } from "node:path";
import type { Actor } from "#kernel/actor.ts";
import { operatorActor } from "#access";
import { ownCity } from "#territory";
import { keepFile, type Files } from "#platform/files.ts";
import type { JobGate } from "#platform/module.ts";
import type { ImportKind, ImportView, RowRefusal } from "../../contract/import.api.ts";
import { getImportRow, importView, newImport } from "./import-row.ts";
import { insertImport } from "./import.sql.ts";
import { takeImport } from "./run-import.ts";

/** All refusals of one file a command prints; beyond this the returned workbook has them. */
const PRINTED_REFUSALS = 100_000;

export type ImportedFile = Omit<ImportView, "refusals"> & { readonly refusals: readonly RowRefusal[] };

/**
 * Imports a file of this machine at once: checked and taken in one go, kept with its history like an uploaded one. Rows are
 * refused one by one; a file that cannot be read ends as `failed` with the reason as refusal of line 0.
 */
export async function importPath(house: { readonly gate: JobGate; readonly files: Files; readonly tell?: (refreshes: readonly string[], unitCode: string) => void }, actor: Actor, kind: ImportKind, path: string, onRows: (done: number) => void = () => undefined): Promise<ImportedFile> {
  const { gate, files, tell = () => undefined } = house;
  const stored = await files.store(createReadStream(path));
  const name = basename(path);
  const begun = await gate.act(actor, "precursor.import.begin", async (context) => {
    const file = { id: context.newId(), name, sha256: stored.sha256 };
    await keepFile(context.tx, { unitCode: actor.unitCode, id: file.id, accountId: actor.accountId, name, mediaType: extname(name) === ".xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv", sizeBytes: stored.sizeBytes, sha256: stored.sha256, storedAt: context.now });
    const row = newImport(context, kind, file, "committing");
    await insertImport(context.tx, row);
    return { id: row.id };
  }, { sha256: stored.sha256, sizeBytes: stored.sizeBytes });
  const refusals: RowRefusal[] = [];
  await takeImport({ gate, files, tell, actor, unitCode: actor.unitCode, id: begun.id, onRows, onRefusals: (more) => void refusals.push(...more.slice(0, PRINTED_REFUSALS - refusals.length)) });
  return gate.act(actor, "precursor.import.read", async (context) => {
    const view = await importView(context, await getImportRow(context, begun.id));
    return view.refused > view.refusals.length && refusals.length > view.refusals.length ? { ...view, refusals } : view;
  });
}

/** A declarations file as the local operator imports it, telling how many rows are done. */
export const importDeclarationsFile = (house: { readonly gate: JobGate; readonly files: Files }, path: string, onRows: (done: number) => void): Promise<ImportedFile> =>
  importPath(house, operatorActor(ownCity().code), "declarations", path, onRows);
