/** What the demonstration trades in. Masses are integer milligrams of the controlled substance. */
export type Goods = {
  readonly id: string;
  /** Short Latin code for lots and waybills. */
  readonly code: string;
  readonly class: 1 | 2 | 3;
  /** Mass percent. */
  readonly contentPercent: number;
  /** kg/L; written in litres below `LITRES_UP_TO_MG`. */
  readonly gramsPerLitre?: number;
  /** Usual consumption of one user in a month. */
  readonly monthlyMg: number;
};

export const KG = 1_000_000;
export const T = 1_000 * KG;

const goods = (id: string, code: string, substanceClass: 1 | 2 | 3, monthlyMg: number, contentPercent = 100, gramsPerLitre?: number): Goods => ({
  id, code, class: substanceClass, contentPercent, monthlyMg, ...(gramsPerLitre === undefined ? {} : { gramsPerLitre }),
});

export const TOLUENE = goods("toluene", "JB", 3, 1_800 * KG);
export const ACETONE = goods("acetone", "BT", 3, 1_200 * KG);
export const BUTANONE = goods("methyl-ethyl-ketone", "DT", 3, 600 * KG);
export const SULFURIC = goods("sulfuric-acid", "LS", 3, 2_400 * KG, 98);
export const HYDROCHLORIC = goods("hydrochloric-acid", "YS", 3, 700 * KG, 31);
export const PERMANGANATE = goods("potassium-permanganate", "GM", 3, 90 * KG);
export const ANHYDRIDE = goods("acetic-anhydride", "CG", 2, 320 * KG);
export const ETHER = goods("diethyl-ether", "YM", 2, 60 * KG, 100, 713);
export const CHLOROFORM = goods("chloroform", "LF", 2, 70 * KG, 100, 1_480);
export const PIPERONAL = goods("piperonal", "HJ", 1, 12 * KG);

export const CLASS_THREE = [TOLUENE, ACETONE, BUTANONE, SULFURIC, HYDROCHLORIC, PERMANGANATE] as const;

/** A quantity as somebody would write it down, and what it exactly is. */
export type Written = { readonly quantity: string; readonly unit: "t" | "kg" | "g" | "L"; readonly density: string; readonly content: string; readonly massMg: number; readonly sigma: number };

const WEIGHBRIDGE_FROM_MG = 10 * T;
const LITRES_UP_TO_MG = 500 * KG;

/** Weighbridge, platform scale, balance or flow meter, by the amount. Rounded down to the instrument's step. */
export function measured(of: Goods, wantedMg: number): Written {
  const content = of.contentPercent === 100 ? "" : String(of.contentPercent);
  if (wantedMg < KG) return { quantity: plain(wantedMg / 1_000 / (of.contentPercent / 100), 3), unit: "g", density: "", content, massMg: controlled(of, Number(plain(wantedMg / 1_000 / (of.contentPercent / 100), 3)) * 1_000), sigma: 0.0005 };
  if (of.gramsPerLitre !== undefined && wantedMg < LITRES_UP_TO_MG) {
    const millilitres = Math.floor(wantedMg / of.gramsPerLitre / 10) * 10;
    return { quantity: plain(millilitres / 1_000, 3), unit: "L", density: plain(of.gramsPerLitre / 1_000, 3), content, massMg: millilitres * of.gramsPerLitre, sigma: 0.005 };
  }
  const grams = (wantedMg * 100) / of.contentPercent / 1_000;
  const isLorry = wantedMg >= WEIGHBRIDGE_FROM_MG;
  const step = isLorry ? 10_000 : grams >= 10_000 ? 10 : 1;
  const gross = Math.floor(grams / step) * step;
  const massMg = controlled(of, gross * 1_000);
  return { quantity: isLorry ? plain(gross / 1_000_000, 2) : plain(gross / 1_000, 3), unit: isLorry ? "t" : "kg", density: "", content, massMg, sigma: isLorry ? 0.002 : 0.001 };
}

const controlled = (of: Goods, grossMg: number): number => Math.round((grossMg * of.contentPercent) / 100);
/** Decimal without exponent and trailing zeros. */
export const plain = (value: number, digits: number): string => value.toFixed(digits).replace(/\.?0+$/, "");
export const kilograms = (massMg: number): string => plain(massMg / KG, 6);
