import { declarationKey, type Declaration } from "../contract/declaration.ts";
import type { Permit, PermitBalance, PermitKind } from "../contract/permit.ts";
import { drawnDocument, drawnNumber, movementKeyOf } from "./rules/document.ts";

/** One declaration that uses up part of a document. */
export type Draw = {
  readonly key: string;
  readonly unitCode: string;
  /** The shipment it belongs to: partial receipts of one shipment share it. */
  readonly movement: string;
  readonly substanceId: string;
  readonly massMg: number;
  readonly at: number;
};

export const drawOf = (row: Declaration): Draw => ({
  key: declarationKey(row),
  unitCode: row.unitCode,
  movement: movementKeyOf(row),
  substanceId: row.substanceId,
  massMg: row.massMg,
  at: row.occurredAt,
});

/** A document by its key. */
export type DrawTarget = { readonly kind: PermitKind; readonly number: string };

/** The document a declaration draws on: receive → purchase, dispatch → transport, import, export, produce when cited. */
export function drawTarget(row: Declaration): DrawTarget | null {
  const kind = drawnDocument(row);
  const number = drawnNumber(row);
  return kind === null || number === null ? null : { kind, number };
}

/** What is left of a document. Goods of another substance do not use it up (they are a mismatch). */
export function permitBalance(permit: Permit, draws: readonly Draw[]): PermitBalance {
  let drawnMg = 0;
  const movements = new Set<string>();
  for (const draw of draws) {
    movements.add(draw.movement);
    if (draw.substanceId === permit.substanceId) drawnMg += draw.massMg;
  }
  return { quantityMg: permit.quantityMg, drawnMg, leftMg: permit.quantityMg - drawnMg, shipments: movements.size };
}

/** The draws from the one that exceeds the quantity on; empty when none does. @param draws sorted by time, then name */
export function crossingDraw(draws: readonly Draw[], quantityMg: number): readonly Draw[] {
  let sumMg = 0;
  for (let i = 0; i < draws.length; i++) {
    sumMg += draws[i]?.massMg ?? 0;
    if (sumMg > quantityMg) return draws.slice(i);
  }
  return [];
}
