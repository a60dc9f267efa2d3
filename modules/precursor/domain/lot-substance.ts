import type { Declaration } from "../contract/declaration.ts";
import { compareText, keyOf } from "./key.ts";

/** Which substance an input lot of a `transform` holds. */
export type SubstanceOfLot = (enterprise: string, lot: string, ownSubstanceId: string) => string;

/**
 * A lot known under one substance is that substance; under several, the transform's own if it is among them, else the first by
 * id; unknown, the transform's own. Independent of the order in which rows arrived.
 */
export function resolveLotSubstance(known: Iterable<string>, ownSubstanceId: string): string {
  let first: string | null = null;
  for (const substanceId of known) {
    if (substanceId === ownSubstanceId) return ownSubstanceId;
    if (first === null || compareText(substanceId, first) < 0) first = substanceId;
  }
  return first ?? ownSubstanceId;
}

/** Does the row make its lot known in the declarant's book? Only what brings mass in names a lot. */
export const namesLot = (row: Declaration): boolean =>
  row.lot !== null && (row.kind === "opening" || row.kind === "produce" || row.kind === "receive" || row.kind === "import" || row.kind === "transform");

/** @param present rows as of the moment asked about (see `presentAsOf`) */
export function lotSubstances(present: readonly Declaration[]): SubstanceOfLot {
  const known = new Map<string, Set<string>>();
  for (const row of present) {
    if (!namesLot(row)) continue;
    const key = keyOf(row.declarant, row.lot);
    const substances = known.get(key);
    if (substances === undefined) known.set(key, new Set([row.substanceId]));
    else substances.add(row.substanceId);
  }
  return (enterprise, lot, own) => resolveLotSubstance(known.get(keyOf(enterprise, lot)) ?? [], own);
}
