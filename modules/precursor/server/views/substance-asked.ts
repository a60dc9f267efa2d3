import { precursorRefusals } from "../../contract/refusals.ts";
import { resolveSubstance } from "../../domain/catalogue.ts";

/** Catalogue id of what a person typed (id, CAS number or name); null when it names nothing. */
export function findSubstanceId(text: string, now: Date): string | null {
  const hit = resolveSubstance(text, now.getTime());
  return hit.found ? hit.id : null;
}

/** @throws Refusal precursor.substance.unknown */
export const getSubstanceId = (text: string, now: Date): string => findSubstanceId(text, now) ?? precursorRefusals.refuse("precursor.substance.unknown", { substance: text });
