import type { UseCase } from "#platform/module.ts";
import type { ImportView } from "../../contract/import.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { getImportRow, importView } from "./import-row.ts";
import { findImportForUpdate, updateImport } from "./import.sql.ts";
import { deleteRefusals } from "./refusals.sql.ts";

/** Sets a checked import going; a job takes its rows and tells how far it is. */
export const beginCommit: UseCase<{ id: string }, ImportView> = async (context, { id }) => {
  const { unitCode } = await getImportRow(context, id);
  const staged = await findImportForUpdate(context.tx, unitCode, id);
  if (staged?.state !== "staged") return precursorRefusals.refuse("precursor.import.not-staged");
  const row = { ...staged, state: "committing" as const, accepted: 0, unchanged: 0, voided: 0, refused: 0, done: 0, refusals: [], committedAt: context.now };
  await updateImport(context.tx, row);
  await deleteRefusals(context.tx, row);
  await context.addJob("precursor.import.take", { unitCode, id }, { jobKey: `precursor.import.${id}` });
  return importView(context, row);
};
