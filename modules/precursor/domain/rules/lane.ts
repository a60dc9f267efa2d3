import type { Finding } from "../../contract/finding.ts";
import type { LaneMatch } from "../match-shipments.ts";
import type { Register } from "../register.ts";
import { judgeOverdueTransit } from "./overdue-transit.ts";
import { judgeQuantityMismatch } from "./quantity-mismatch.ts";
import { judgeUnmatchedDispatch } from "./unmatched-dispatch.ts";
import { judgeUnmatchedReceipt } from "./unmatched-receipt.ts";

/** Every rule about what two books say of each other, for the matched groups of one lane (or a part that was matched anew). */
export function judgeLane(match: LaneMatch, register: Register): Finding[] {
  const findings: Finding[] = [];
  for (const group of match.unansweredDispatches) findings.push(judgeOverdueTransit(group, register), judgeUnmatchedDispatch(group, register));
  for (const group of match.unansweredReceipts) findings.push(judgeUnmatchedReceipt(group, register));
  for (const pairing of match.pairings) {
    const finding = judgeQuantityMismatch(pairing, register);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}
