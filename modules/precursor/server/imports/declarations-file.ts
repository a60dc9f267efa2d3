import { Refusal } from "#kernel/refusal.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { declarationContent, declarationParser } from "../../domain/parse/declaration-row.ts";
import { permitVoid } from "../../domain/presence.ts";
import { knownOtherwise, postDeclarations } from "../books/post-declarations.ts";
import { findDeclarations, findVoided } from "../declaration.sql.ts";
import { fileKind, type ReadRow, type RowOutcome, type SeenRows } from "./file-kind.ts";

const REPORTED = 1, OCCURRED = 2;

export const declarationsFile = fileKind<Declaration>({
  keyColumn: "declaration_id",
  ownerColumn: "declarant",
  parser: declarationParser,
  keyOf: declarationKey,
  keyText: (row) => row.declarationId,
  unitOf: (row) => row.unitCode,
  stated: (header) => {
    const reported = statedIn(header, "reported_at");
    const occurred = statedIn(header, "occurred_at");
    return (record) => (reported(record) ? REPORTED : 0) | (occurred(record) ? OCCURRED : 0);
  },
  check: checkDeclarations,
  take: async (context, rows, sourceId, turn) => {
    const posted = await postDeclarations({ ...context, sourceId, turn }, rows.map(({ value, line, stated }) => ({ row: value, line, reportedGiven: (stated & REPORTED) !== 0 })));
    return [...posted.outcomes];
  },
});

/** Was this column filled in? A blank time defaults to the moment of the import and does not make a row another one. */
function statedIn(header: readonly string[], column: string): (record: readonly string[]) => boolean {
  const at = header.findIndex((name) => name.trim().toLowerCase() === column);
  return (record) => at >= 0 && (record[at] ?? "").trim() !== "";
}

async function checkDeclarations(context: UseCaseContext, rows: readonly ReadRow<Declaration>[], seen: SeenRows): Promise<RowOutcome[]> {
  const stored = new Map((await findDeclarations(context.tx, rows.map(({ value }) => value))).map((row) => [declarationKey(row), row]));
  const voided = await findVoided(context.tx, [...stored.values()]);
  const voidRefusals = await checkVoids(context, rows, stored, seen);
  return rows.map(({ value, line, stated }) => {
    const known = stored.get(declarationKey(value));
    if (known) {
      const isReported = (stated & REPORTED) !== 0;
      const isOccurred = (stated & OCCURRED) !== 0;
      if (declarationContent(known, isReported, isOccurred) === declarationContent(value, isReported, isOccurred)) return { line, state: "unchanged", isVoided: voided.has(declarationKey(value)) };
      return { line, state: "refused", refusal: knownOtherwise(value.declarationId, voided.has(declarationKey(value))) };
    }
    const refusal = voidRefusals.get(line);
    return refusal ? { line, state: "refused", refusal } : { line, state: "accepted" };
  });
}

/** A void needs a fact to cancel: one on the books, or one that stands in the file up to here. */
async function checkVoids({ tx }: UseCaseContext, rows: readonly ReadRow<Declaration>[], stored: ReadonlyMap<string, Declaration>, seen: SeenRows): Promise<Map<number, Refusal>> {
  const refused = new Map<number, Refusal>();
  const voids = rows.filter(({ value }) => value.kind === "void" && !stored.has(declarationKey(value)));
  if (voids.length === 0) return refused;
  const names = voids.map(({ value }) => ({ unitCode: value.unitCode, declarant: value.declarant, declarationId: value.ref ?? "" }));
  const targets = new Map((await findDeclarations(tx, names)).map((row) => [declarationKey(row), row]));
  const here = new Map(rows.map(({ value }) => [declarationKey(value), value]));
  const voided = await findVoided(tx, names);
  for (const { value, line } of voids) {
    const key = `${value.declarant}/${value.ref}`;
    const target = targets.get(key) ?? here.get(key);
    try {
      if (target !== undefined || !seen.has(key)) permitVoid(value, target);
      if (voided.has(key)) throw new Refusal("precursor.void.again", { ref: value.ref });
      voided.add(key);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(line, error);
    }
  }
  return refused;
}
