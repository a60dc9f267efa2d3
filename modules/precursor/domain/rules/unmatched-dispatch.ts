import type { Finding } from "../../contract/finding.ts";
import { sumLegs, type ShipmentGroup } from "../match-shipments.ts";
import type { Register } from "../register.ts";
import { DAY_MS, dayText } from "../shanghai-day.ts";
import { PARAMETERS } from "./parameters.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { shipmentFinding } from "./shipment-finding.ts";
import { massEn, massZh, partyName, shipmentEn, shipmentZh } from "./wording.ts";

export const UNMATCHED_DISPATCH = defineRule("unmatched-dispatch", "1", regulation("第十九条、第三十四条、第三十六条", "Arts. 19, 34, 36"));

/** Sent, and after 30 days nobody has declared receiving it. Null where the substance was not listed on the day. */
export function judgeUnmatchedDispatch(group: ShipmentGroup, register: Register): Finding | null {
  const { massMg, firstAt } = sumLegs([group], "dispatches");
  const version = register.substance(group.substanceId, firstAt);
  if (version === null) return null;
  const days = PARAMETERS.transit.unmatchedDays;
  const name = register.substanceName(group.substanceId);
  const sender = partyName(register, group.sender);
  const receiver = partyName(register, group.receiver);
  return shipmentFinding(UNMATCHED_DISPATCH, group, "sender", {
    severity: severityFor("medium", version.class),
    legs: group.dispatches,
    massMg,
    since: firstAt,
    dueAt: firstAt + days * DAY_MS,
    until: null,
    inputs: { dispatchedMg: massMg, receivedMg: 0, afterDays: days, dispatchedOn: dayText(firstAt) },
    words: {
      zh: `${sender} ${dayText(firstAt)} 发出${name.zh} ${massZh(massMg)}（${shipmentZh(group.shipment)}），已满 ${days} 日，${receiver} 没有收货申报。`,
      en: `${sender} dispatched ${massEn(massMg)} of ${name.en} on ${dayText(firstAt)} (${shipmentEn(group.shipment)}); after ${days} days ${receiver} has declared no receipt.`,
    },
  });
}
