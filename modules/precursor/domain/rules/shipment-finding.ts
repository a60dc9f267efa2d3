import { MAX_FINDING_DECLARATIONS, type Finding, type FindingInput, type FindingRule, type FindingSeverity, type Words } from "../../contract/finding.ts";
import type { Leg, ShipmentGroup } from "../match-shipments.ts";
import { byTimeThenKey, keyOf, shipmentKeyFromGroup } from "../key.ts";

/** Names of the legs in order of time, at most as many as a finding may list. */
export const declarationsOf = (legs: readonly Leg[]): string[] =>
  [...legs].sort(byTimeThenKey).slice(0, MAX_FINDING_DECLARATIONS).map((leg) => leg.key);

/** A finding about a shipment group, in the book of one of its two parties. */
export function shipmentFinding(
  rule: FindingRule,
  group: ShipmentGroup,
  book: "sender" | "receiver",
  rest: {
    readonly severity: FindingSeverity;
    readonly legs: readonly Leg[];
    readonly massMg: number;
    readonly since: number;
    readonly dueAt: number;
    readonly until: number | null;
    readonly inputs: Readonly<Record<string, FindingInput>>;
    readonly words: Words;
  },
): Finding {
  const own = book === "sender" ? (group.dispatches[0] ?? rest.legs[0]) : (group.receipts[0] ?? rest.legs[0]);
  const other = book === "sender" ? group.receiver : group.sender;
  return {
    key: keyOf(rule.code, group.sender, group.receiver, group.substanceId, shipmentKeyFromGroup(group), group.lot),
    kind: rule.code,
    severity: rest.severity,
    rule,
    unitCode: own?.unitCode ?? "",
    enterprise: book === "sender" ? group.sender : group.receiver,
    counterparty: other === "" ? null : other,
    substanceId: group.substanceId,
    lot: group.lot,
    shipment: group.shipment,
    declarations: declarationsOf(rest.legs),
    massMg: rest.massMg,
    since: rest.since,
    dueAt: rest.dueAt,
    until: rest.until,
    inputs: { ...rest.inputs },
    words: rest.words,
  };
}
