import type { Finding } from "../../contract/finding.ts";
import { sumLegs, type Pairing, type PairingHow } from "../match-shipments.ts";
import type { Register } from "../register.ts";
import { SIGMA_FACTOR, toleranceMg } from "../tolerance.ts";
import { dayText } from "../shanghai-day.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { shipmentFinding } from "./shipment-finding.ts";
import { massEn, massZh, partyName, shipmentEn, shipmentZh } from "./wording.ts";

export const QUANTITY_MISMATCH = defineRule("quantity-mismatch", "1", regulation("第十九条、第二十四条、第四十一条", "Arts. 19, 24, 41"));

/** How a pair was found, in words. */
export const HOW_WORDS: { readonly [how in PairingHow]: { readonly zh: string; readonly en: string } } = {
  exact: { zh: "运单号与批号一致", en: "same shipment and lot" },
  "lot-differs": { zh: "运单号一致、批号不同", en: "same shipment, lot differs" },
  "shipment-differs": { zh: "运单号不同，批号、数量与时间相符", en: "shipment number differs; lot, mass and time fit" },
};

/** The two books state different masses for one shipment, by more than measurement explains; a further partial receipt heals it. Null also where the substance was not listed on the day it was sent. */
export function judgeQuantityMismatch(pairing: Pairing, register: Register): Finding | null {
  const out = sumLegs(pairing.sent, "dispatches");
  const into = sumLegs(pairing.received, "receipts");
  const differenceMg = out.massMg - into.massMg;
  const allowedMg = toleranceMg(out.varianceMg2 + into.varianceMg2);
  const group = pairing.sent[0];
  if (Math.abs(differenceMg) <= allowedMg || group === undefined) return null;
  const version = register.substance(group.substanceId, out.firstAt);
  if (version === null) return null;
  const name = register.substanceName(group.substanceId);
  const sender = partyName(register, group.sender);
  const receiver = partyName(register, group.receiver);
  const since = Math.max(out.firstAt, into.firstAt);
  return shipmentFinding(QUANTITY_MISMATCH, group, "sender", {
    severity: severityFor(differenceMg > 0 ? "medium" : "low", version.class),
    legs: [...pairing.sent.flatMap((each) => each.dispatches), ...pairing.received.flatMap((each) => each.receipts)],
    massMg: Math.abs(differenceMg),
    since,
    dueAt: since,
    until: null,
    inputs: { dispatchedMg: out.massMg, receivedMg: into.massMg, differenceMg, toleranceMg: allowedMg, sigmaFactor: SIGMA_FACTOR, how: pairing.how },
    words: {
      zh: `${sender} 发出${name.zh} ${massZh(out.massMg)}（${dayText(out.firstAt)}，${shipmentZh(group.shipment)}），${receiver} 收到 ${massZh(into.massMg)}，${differenceMg > 0 ? "少" : "多"} ${massZh(Math.abs(differenceMg))}，超出计量允差 ${massZh(allowedMg)}。配对依据：${HOW_WORDS[pairing.how].zh}。`,
      en: `${sender} dispatched ${massEn(out.massMg)} of ${name.en} (${dayText(out.firstAt)}, ${shipmentEn(group.shipment)}), ${receiver} received ${massEn(into.massMg)}: ${massEn(Math.abs(differenceMg))} ${differenceMg > 0 ? "less" : "more"}, beyond the measurement tolerance of ${massEn(allowedMg)}. Paired by: ${HOW_WORDS[pairing.how].en}.`,
    },
  });
}
