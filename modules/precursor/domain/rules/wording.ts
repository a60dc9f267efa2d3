import type { SubstanceClass } from "../../contract/substance.ts";
import type { Register } from "../register.ts";

const scaled = (massMg: number): { readonly text: string; readonly zh: string; readonly en: string } => {
  const size = Math.abs(massMg);
  const [perUnit, digits, zh, en] =
    size >= 1_000_000_000 ? ([1_000_000_000, 6, "吨", "t"] as const)
    : size >= 1_000_000 ? ([1_000_000, 3, "千克", "kg"] as const)
    : size >= 1_000 ? ([1_000, 3, "克", "g"] as const)
    : ([1, 0, "毫克", "mg"] as const);
  const fixed = (massMg / perUnit).toFixed(digits);
  return { text: digits > 0 ? fixed.replace(/\.?0+$/, "") : fixed, zh, en };
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
