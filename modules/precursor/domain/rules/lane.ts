import type { Finding } from "../../contract/finding.ts";
import type { LaneMatch } from "../match-shipments.ts";
import type { Register } from "../register.ts";
import { judgeOverdueTransit } from "./overdue-transit.ts";
import { judgeQuantityMismatch } from "./quantity-mismatch.ts";
import { judgeUnmatchedDispatch } from "./unmatched-dispatch.ts";
import { judgeUnmatchedReceipt } from "./unmatched-receipt.ts";

/** Every rule about what two books say of each other, for the matched groups of one lane (or a part that was matched anew). */
export function judgeLane(match: LaneMatch, register: Register): Finding[] {
  const findings = [
    ...match.unansweredDispatches.flatMap((group) => [judgeOverdueTransit(group, register), judgeUnmatchedDispatch(group, register)]),
    ...match.unansweredReceipts.map((group) => judgeUnmatchedReceipt(group, register)),
    ...match.pairings.map((pairing) => judgeQuantityMismatch(pairing, register)),
  ];
  return findings.filter((finding) => finding !== null);
}
