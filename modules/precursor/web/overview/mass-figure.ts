import { formatKg, formatMass, formatNumber } from "#ui/words/format.ts";

const KG = 1_000_000;
const TONNES_FROM = 100_000 * KG;

/** Whole kilograms for a headline, every digit where it is less than one; the table below has them all. */
export function massFigure(massMg: number): { readonly value: string; readonly unit: string } {
  if (Math.abs(massMg) >= TONNES_FROM) return { value: formatNumber(massMg / (1_000 * KG), 1), unit: "t" };
  const [value = "", unit = ""] = formatMass(massMg).split(" ");
  if (Math.abs(massMg) < KG) return { value, unit };
  return { value: massMg % KG === 0 ? formatKg(massMg) : formatNumber(massMg / KG, 1), unit: "kg" };
}
