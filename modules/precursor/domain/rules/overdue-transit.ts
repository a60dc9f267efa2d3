import type { Finding } from "../../contract/finding.ts";
import { sumLegs, type ShipmentGroup } from "../match-shipments.ts";
import type { Register } from "../register.ts";
import { DAY_MS, dayText } from "../shanghai-day.ts";
import { PARAMETERS } from "./parameters.ts";
import { cite, defineRule, severityFor } from "./rule.ts";
import { shipmentFinding } from "./shipment-finding.ts";
import { massEn, massZh, partyName, shipmentEn, shipmentZh } from "./wording.ts";

export const OVERDUE_TRANSIT = defineRule(
  "overdue-transit",
  "1",
  cite(
    "本系统规则（在途期限没有法定天数）；监管依据《易制毒化学品管理条例》（2018年修订）第十九条、第二十四条",
    "Rule of this program (no statutory transit time); supervised under the Regulation (rev. 2018), Arts. 19 and 24",
    "house",
  ),
);

/** Sent 10 days ago and not received; at 30 days it closes itself and becomes `unmatched-dispatch` (升级). Null where the substance was not listed on the day. */
export function judgeOverdueTransit(group: ShipmentGroup, register: Register): Finding | null {
  const { massMg, firstAt } = sumLegs([group], "dispatches");
  const version = register.substance(group.substanceId, firstAt);
  if (version === null) return null;
  const { overdueDays, unmatchedDays } = PARAMETERS.transit;
  const name = register.substanceName(group.substanceId);
  const sender = partyName(register, group.sender);
  const receiver = partyName(register, group.receiver);
  return shipmentFinding(OVERDUE_TRANSIT, group, "sender", {
    severity: severityFor("low", version.class),
    legs: group.dispatches,
    massMg,
    since: firstAt + overdueDays * DAY_MS,
    dueAt: firstAt + overdueDays * DAY_MS,
    until: firstAt + unmatchedDays * DAY_MS,
    inputs: { dispatchedMg: massMg, receivedMg: 0, overdueDays, unmatchedDays, dispatchedOn: dayText(firstAt) },
    words: {
      zh: `${sender} ${dayText(firstAt)} 发往 ${receiver} 的${name.zh} ${massZh(massMg)}（${shipmentZh(group.shipment)}）已超过 ${overdueDays} 日未见收货申报；满 ${unmatchedDays} 日将升级为“发货未见收货”。`,
      en: `${massEn(massMg)} of ${name.en} dispatched by ${sender} to ${receiver} on ${dayText(firstAt)} (${shipmentEn(group.shipment)}) has not been declared received for more than ${overdueDays} days; at ${unmatchedDays} days it becomes an unmatched dispatch.`,
    },
  });
}
