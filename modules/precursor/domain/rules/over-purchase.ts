import { MAX_FINDING_DECLARATIONS, type Finding } from "../../contract/finding.ts";
import type { Permit } from "../../contract/permit.ts";
import { keyOf } from "../key.ts";
import { crossingDraw, type Draw } from "../permit-draw.ts";
import type { Register } from "../register.ts";
import { dayText, yearOf } from "../shanghai-day.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { massEn, massZh, partyName } from "./wording.ts";

export const OVER_PURCHASE = defineRule("over-purchase", "1", regulation("第十四条至第十七条、第四十条第三项", "Arts. 14-17, 40(3)"));

/** Purchase documents valid on at least one day of the calendar year. */
export const documentsOfYear = (documents: readonly Permit[], year: number): Permit[] =>
  documents.filter((permit) => permit.kind === "purchase" && yearOf(permit.validFrom) <= year && yearOf(permit.validTo) >= year);

/**
 * A buyer received more of a substance in a calendar year than all its purchase documents of that year allow together.
 * Silent when it has none: then every receipt is a `no-permit`. What came before the substance was listed needed no document.
 * @param receipts all receipts of this buyer, substance and year, sorted by time, then name
 */
export function judgeOverPurchase(buyer: string, substanceId: string, year: number, receipts: readonly Draw[], register: Register): Finding | null {
  const documents = documentsOfYear(register.purchasePermits(buyer, substanceId), year);
  if (documents.length === 0) return null;
  const allowedMg = documents.reduce((sum, permit) => sum + permit.quantityMg, 0);
  const listed = receipts.filter((receipt) => register.substance(substanceId, receipt.at) !== null);
  const receivedMg = listed.reduce((sum, receipt) => sum + receipt.massMg, 0);
  const beyond = crossingDraw(listed, allowedMg);
  const head = beyond[0];
  if (receivedMg <= allowedMg || head === undefined) return null;
  const name = register.substanceName(substanceId);
  return {
    key: keyOf("over-purchase", buyer, substanceId, year),
    kind: "over-purchase",
    severity: severityFor("medium", register.substance(substanceId, head.at)?.class ?? null),
    rule: OVER_PURCHASE,
    unitCode: head.unitCode,
    enterprise: buyer,
    counterparty: null,
    substanceId,
    lot: null,
    shipment: null,
    declarations: beyond.slice(0, MAX_FINDING_DECLARATIONS).map((receipt) => receipt.key),
    massMg: receivedMg - allowedMg,
    since: head.at,
    dueAt: head.at,
    until: null,
    inputs: { year, receivedMg, allowedMg, excessMg: receivedMg - allowedMg, documents: documents.map((permit) => permit.number).sort() },
    words: {
      zh: `${partyName(register, buyer)} ${year} 年收到${name.zh} ${massZh(receivedMg)}，当年有效的 ${documents.length} 份购买证明合计 ${massZh(allowedMg)}，自 ${dayText(head.at)} 起超出 ${massZh(receivedMg - allowedMg)}。`,
      en: `${partyName(register, buyer)} received ${massEn(receivedMg)} of ${name.en} in ${year}; its ${documents.length} purchase document(s) valid that year allow ${massEn(allowedMg)}, exceeded by ${massEn(receivedMg - allowedMg)} since ${dayText(head.at)}.`,
    },
  };
}
