import { ownCity } from "#territory";
import { Refusal } from "#kernel/refusal.ts";
import { LIMITS } from "#platform/config.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { Declaration } from "../../contract/declaration.ts";
import type { ImportView } from "../../contract/import.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { postDeclarations } from "../books/post-declarations.ts";
import { findPermits, lockBooks } from "../books/register.sql.ts";
import { settleRegisters } from "../books/settle-registers.ts";
import { failed, getImportRow, importView, isUndoable } from "./import-row.ts";
import { findImportForUpdate, updateImport, type ImportRow } from "./import.sql.ts";
import type { ImportRun } from "./run-import.ts";
import { CHANGED_VIEWS } from "./parts.ts";
import { AT_ONCE_ROWS } from "./stage-import.ts";
import { countBuiltOnDeclarations, countUsedEnterprises, countUsedPermits, deleteEnterprises, deleteNorms, deletePermits, listPermitNumbers, listStanding, listUnitsOf, undoPrefix } from "./undo.sql.ts";

/**
 * Takes an import back within 24 hours where nothing rests on it. Declarations are voided by new rows (nothing is erased);
 * register entries nobody refers to are removed, and what they explained is judged again.
 */
export const undoWhole: UseCase<{ id: string; reason: string }, ImportView> = async (context, { id, reason }) => {
  const { unitCode } = await getImportRow(context, id);
  const found = await findImportForUpdate(context.tx, unitCode, id);
  if (found?.state !== "done") return precursorRefusals.refuse("precursor.import.not-done");
  const row = { ...found, refusals: found.refusals.filter(({ line }) => line > 0) }; // why an undo before this one stopped
  if (!isUndoable(row, context.now)) precursorRefusals.refuse("precursor.import.too-late");
  const count = await context.withinCity(() => countBuiltOn(context, row));
  if (count > 0) precursorRefusals.refuse("precursor.import.built-on", { count });
  if (row.kind === "declarations" && row.accepted > AT_ONCE_ROWS) {
    const undoing = { ...row, state: "undoing" as const, done: 0 };
    await updateImport(context.tx, undoing);
    await context.addJob("precursor.import.undo", { unitCode, id, reason }, { jobKey: `precursor.import.${id}` });
    return importView(context, undoing);
  }
  if (row.kind === "declarations") await voidSome(context, row, reason, AT_ONCE_ROWS);
  else await removeEntries(context, row);
  const undone = { ...row, state: "undone" as const, undoneAt: context.now };
  await updateImport(context.tx, undone);
  return importView(context, undone);
};

/**
 * Goes on with an undo too large for one transaction; an interrupted one continues with the rows that still stand. Where something
 * was filed on these between two steps, it stops and says so: the import is as it was, less the rows that are voided already.
 */
export async function undoInSteps(run: ImportRun, reason: string): Promise<void> {
  for (let isOver = false; !isOver;) {
    const touched = new Set([run.unitCode]);
    isOver = await run.gate.act(run.actor, "precursor.import.undo", async (given) => {
      const context: UseCaseContext = { ...given, touches: (unitCode) => void touched.add(unitCode) };
      const row = await findImportForUpdate(context.tx, run.unitCode, run.id);
      if (row?.state !== "undoing") return true;
      const count = await context.withinCity(() => countBuiltOn(context, row));
      if (count > 0) {
        await updateImport(context.tx, { ...failed(row, new Refusal("precursor.import.built-on", { count })), state: "done" });
        return true;
      }
      const done = await voidSome(context, row, reason, LIMITS.undoBatchRows);
      await updateImport(context.tx, done === 0 ? { ...row, state: "undone", undoneAt: context.now } : { ...row, done: row.done + done });
      return done === 0;
    });
    for (const unitCode of touched) run.tell(CHANGED_VIEWS, unitCode);
  }
}

/** Of declarations under the lock of their books, so that nothing is filed on them between this and their voids. */
async function countBuiltOn({ tx, newId }: UseCaseContext, row: ImportRow): Promise<number> {
  if (row.kind === "declarations") {
    const units = await listUnitsOf(tx, unitOfRows(row), row.id);
    await lockBooks(tx, units.map(({ unitCode }) => unitCode), newId());
    return countBuiltOnDeclarations(tx, unitOfRows(row), row.id);
  }
  if (row.kind === "enterprises") return countUsedEnterprises(tx, row.id);
  return row.kind === "permits" ? countUsedPermits(tx, row.id) : 0;
}

/** An import of the city may hold rows of every unit. */
const unitOfRows = (row: ImportRow): string | null => (row.unitCode === ownCity().code ? null : row.unitCode);

async function voidSome(context: UseCaseContext, row: ImportRow, reason: string, limit: number): Promise<number> {
  const standing = await listStanding(context.tx, unitOfRows(row), row.id, limit);
  if (standing.length === 0) return 0;
  const rows = standing.map((each, i) => ({ row: voidOf(each, row, reason, context.now.getTime()), line: i + 1, reportedGiven: true }));
  const { outcomes } = await postDeclarations({ ...context, sourceId: context.newId() }, rows);
  const refused = outcomes.find((outcome) => outcome.state === "refused");
  if (refused?.state === "refused") throw refused.refusal;
  return standing.length;
}

const voidOf = (target: Declaration, row: ImportRow, reason: string, nowMs: number): Declaration => ({
  unitCode: target.unitCode, declarant: target.declarant, declarationId: `${undoPrefix(row.id)}${target.declarationId}`, kind: "void", substanceId: "", lot: null, massMg: 0, grossMg: 0, quantityText: "", unit: "kg",
  contentPpm: 1_000_000, sigmaPpm: 0, occurredAt: nowMs, reportedAt: Math.max(nowMs, target.reportedAt), counterparty: null, shipment: null, permit: null, transportPermit: null, customsNo: null, inputs: [], process: null,
  outputMg: null, ref: target.declarationId, note: `撤销导入：${reason}`,
});

async function removeEntries(context: UseCaseContext, row: ImportRow): Promise<void> {
  const { tx } = context;
  if (row.kind === "norms") return void (await deleteNorms(tx, row.id));
  if (row.kind === "enterprises") return void (await deleteEnterprises(tx, row.id));
  const numbers = (await listPermitNumbers(tx, row.id)).map(({ number }) => number);
  const permits = await findPermits(tx, numbers);
  await deletePermits(tx, row.id);
  await settleRegisters({ ...context, sourceId: row.id }, { enterprises: [], permits });
}
