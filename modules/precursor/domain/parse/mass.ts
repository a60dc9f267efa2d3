import { MassUnit } from "../../contract/declaration.ts";
import { divHalfEven, mulDivHalfEven } from "./decimal.ts";
import type { RowReader } from "./row-reader.ts";

/** 10⁶ t, the largest quantity of one row. */
export const MASS_MAX_MG = 1e15;
/** Decimals a unit may carry: nothing finer than 1 mg (1 µL for litres). */
const UNIT_DECIMALS: Readonly<Record<MassUnit, number>> = { t: 9, kg: 6, g: 3, mg: 0, L: 6 };
const DENSITY_DECIMALS = 6;
/** kg/L; osmium, the densest element, has 22.6. */
const DENSITY_MAX = 25e6;
export const PPM = 1_000_000;

export type RowMass = { readonly unit: MassUnit; readonly grossMg: number; readonly massMg: number; readonly contentPpm: number };

/**
 * Quantity × content of a row in whole milligrams, exact and rounded half-even once at the end.
 * Content is a mass percentage with up to 4 decimals (1 ppm), 100 when blank; `L` takes the density in kg/L.
 */
export function readMass(row: RowReader<"quantity" | "unit" | "density" | "content">, zeroAllowed: boolean): RowMass | null {
  if (row.text("quantity") === "") row.missing("quantity");
  const unit = row.choice("unit", MassUnit.options);
  const contentPpm = row.text("content") === "" ? PPM : row.decimal("content", 4, PPM);
  const quantity = unit === null ? null : row.decimal("quantity", UNIT_DECIMALS[unit], MASS_MAX_MG, zeroAllowed);
  if (unit === "L" && row.text("density") === "") row.fault("density", "precursor.row.density-needed");
  const density = unit === "L" ? row.decimal("density", DENSITY_DECIMALS, DENSITY_MAX) : PPM;
  if (unit === null || quantity === null || contentPpm === null || density === null) return null;
  const mass = unit === "L" ? litres(quantity, density, contentPpm) : { grossMg: quantity, massMg: contentPpm === PPM ? quantity : mulDivHalfEven(quantity, contentPpm, PPM) };
  if (mass.grossMg > MASS_MAX_MG) return row.fault("quantity", "precursor.row.number-too-large");
  if (mass.massMg === 0 && quantity !== 0) return row.fault("quantity", "precursor.row.mass-below-1mg");
  return { unit, contentPpm, ...mass };
}

/** A mass without content or density, such as a permit's quantity. */
export function readPlainMass(row: RowReader<"quantity" | "unit">): { unit: MassUnit; massMg: number } | null {
  if (row.text("quantity") === "") row.missing("quantity");
  const unit = row.choice("unit", MassUnit.options);
  if (unit === "L") return row.fault("unit", "precursor.row.unit-not-mass");
  const massMg = unit === null ? null : row.decimal("quantity", UNIT_DECIMALS[unit], MASS_MAX_MG);
  return unit === null || massMg === null ? null : { unit, massMg };
}

/** µL × 10⁻⁶ kg/L = 10⁻⁶ mg; the controlled mass is rounded from the exact product, not from the rounded gross mass. */
function litres(microlitres: number, density: number, contentPpm: number): { grossMg: number; massMg: number } {
  const product = BigInt(microlitres) * BigInt(density);
  return {
    grossMg: Number(divHalfEven(product, 1_000_000n)),
    massMg: Number(divHalfEven(product * BigInt(contentPpm), 1_000_000_000_000n)),
  };
}
