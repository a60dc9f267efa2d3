import { declarationKey, type Declaration } from "../contract/declaration.ts";
import { precursorRefusals } from "../contract/refusals.ts";

/**
 * The facts as of a moment: rows reported by then and not voided by then. Void rows themselves are no facts.
 * @param atMs epoch ms; Infinity for everything that is known
 */
export function presentAsOf(declarations: readonly Declaration[], atMs: number): Declaration[] {
  const voided = new Set<string>();
  for (const row of declarations) {
    if (row.kind === "void" && row.reportedAt <= atMs && row.ref !== null) voided.add(`${row.declarant}/${row.ref}`);
  }
  return declarations.filter((row) => row.kind !== "void" && row.reportedAt <= atMs && (voided.size === 0 || !voided.has(declarationKey(row))));
}

/**
 * Refuses a void that cancels nothing of its own book, or another void (file the fact again instead).
 * @param target the declaration named by `ref` in the same book, if there is one
 */
export function permitVoid(voidRow: Declaration, target: Declaration | undefined): void {
  if (target === undefined || target.declarant !== voidRow.declarant) return precursorRefusals.refuse("precursor.void.ref-unknown", { ref: voidRow.ref });
  if (target.kind === "void") precursorRefusals.refuse("precursor.void.of-void", { ref: voidRow.ref });
}
