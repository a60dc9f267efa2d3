import type { SubstanceClass } from "../../contract/substance.ts";
import type { Register } from "../register.ts";

const UNITS = [
  { mgPerUnit: 1_000_000_000, digits: 9, zh: "吨", en: "t" },
  { mgPerUnit: 1_000_000, digits: 6, zh: "千克", en: "kg" },
  { mgPerUnit: 1_000, digits: 3, zh: "克", en: "g" },
] as const;

/** Every milligram is kept: a sentence that rounds would contradict the figure beside it. Tolerances, which are computed, come to the next milligram. */
const scaled = (massMg: number): { readonly text: string; readonly zh: string; readonly en: string } => {
  const size = Math.round(Math.abs(massMg));
  const sign = massMg < 0 && size > 0 ? "-" : "";
  const unit = UNITS.find(({ mgPerUnit }) => size >= mgPerUnit);
  if (!unit) return { text: `${sign}${size}`, zh: "毫克", en: "mg" };
  const fraction = String(size % unit.mgPerUnit).padStart(unit.digits, "0").replace(/0+$/, "");
  return { text: `${sign}${Math.floor(size / unit.mgPerUnit)}${fraction && `.${fraction}`}`, zh: unit.zh, en: unit.en };
};

/** A mass with the unit an officer would use. */
export const massZh = (massMg: number): string => {
  const { text, zh } = scaled(massMg);
  return `${text} ${zh}`;
};
export const massEn = (massMg: number): string => {
  const { text, en } = scaled(massMg);
  return `${text} ${en}`;
};

export type PartyWords = { readonly zh: string; readonly en: string };

/** Name as registered, the code where there is none. */
export const partyName = (register: Register, uscc: string): string =>
  uscc === "" ? "（未填写）" : (register.enterprise(uscc)?.name ?? uscc);

export const classWords = (substanceClass: SubstanceClass): PartyWords =>
  substanceClass === null
    ? { zh: "类别未核实", en: "class not verified" }
    : { zh: `第${["一", "二", "三"][substanceClass - 1] ?? ""}类`, en: `class ${substanceClass}` };

export const shipmentZh = (shipment: string | null): string => (shipment === null ? "无运单号" : `运单 ${shipment}`);
export const shipmentEn = (shipment: string | null): string => (shipment === null ? "no shipment number" : `shipment ${shipment}`);

export const DOCUMENT_WORDS = {
  production: { zh: "生产许可（备案）证明", en: "production document" },
  operation: { zh: "经营许可（备案）证明", en: "operation document" },
  purchase: { zh: "购买许可（备案）证明", en: "purchase document" },
  transport: { zh: "运输许可（备案）证明", en: "transport document" },
  import: { zh: "进口许可证", en: "import licence" },
  export: { zh: "出口许可证", en: "export licence" },
} as const;
