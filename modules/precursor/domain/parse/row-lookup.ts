/** What a row parser asks about the world; answered from memory, at once. */
export type RowLookup = {
  /** Catalogue id for an id, CAS number or Chinese name, by the version in force at `atMs`. */
  resolveSubstance(text: string, atMs: number): string | null;
  /** The county-level unit in whose register the enterprise stands; null when it is not registered. */
  unitOfEnterprise(uscc: string): string | null;
  /** The county-level unit a district code of the day `atMs` belongs to now; null when it was no valid code then. */
  unitOfDistrict(code: string, atMs: number): string | null;
};

/**
 * Stable text of a normalised row: two rows say the same iff their texts are equal. Values hold no control character
 * 0x1F, so joining by it is unambiguous.
 */
export function contentText(parts: readonly (string | number | null)[]): string {
  return parts.join("\u001f");
}
