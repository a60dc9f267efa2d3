import type { Finding } from "../../contract/finding.ts";
import { sumLegs, type ShipmentGroup } from "../match-shipments.ts";
import type { Register } from "../register.ts";
import { dayText } from "../shanghai-day.ts";
import { reportDeadline, reportingDays } from "./late-report.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { shipmentFinding } from "./shipment-finding.ts";
import { classWords, massEn, massZh, partyName, shipmentEn, shipmentZh } from "./wording.ts";

export const UNMATCHED_RECEIPT = defineRule("unmatched-receipt", "1", regulation("第十九条、第三十六条", "Arts. 19, 36"));

/** Received, and the seller's own filing deadline has passed without a dispatch. Null where the substance was not listed on the day. */
export function judgeUnmatchedReceipt(group: ShipmentGroup, register: Register): Finding | null {
  const { massMg, firstAt } = sumLegs([group], "receipts");
  const version = register.substance(group.substanceId, firstAt);
  if (version === null) return null;
  const substanceClass = version.class;
  const days = reportingDays(substanceClass, firstAt);
  const name = register.substanceName(group.substanceId);
  const sender = partyName(register, group.sender);
  const receiver = partyName(register, group.receiver);
  return shipmentFinding(UNMATCHED_RECEIPT, group, "receiver", {
    severity: severityFor("medium", substanceClass),
    legs: group.receipts,
    massMg,
    since: firstAt,
    dueAt: reportDeadline(firstAt, substanceClass),
    until: null,
    inputs: { dispatchedMg: 0, receivedMg: massMg, class: substanceClass, periodDays: days, receivedOn: dayText(firstAt) },
    words: {
      zh: `${receiver} ${dayText(firstAt)} 收到${name.zh}（${classWords(substanceClass).zh}）${massZh(massMg)}（${shipmentZh(group.shipment)}），${sender} 在 ${days} 日备案期内没有发货申报。`,
      en: `${receiver} received ${massEn(massMg)} of ${name.en} (${classWords(substanceClass).en}) on ${dayText(firstAt)} (${shipmentEn(group.shipment)}); ${sender} has declared no dispatch within its ${days}-day filing period.`,
    },
  });
}
