import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { MAX_FINDING_DECLARATIONS, type Finding, type FindingInput, type FindingRule, type FindingSeverity, type Words } from "../../contract/finding.ts";
import { compareText } from "../key.ts";

/**
 * What one declaration adds to a finding. Several declarations may speak of the same trouble (same `key`): partial receipts,
 * the seller's row and the buyer's row, every sale to one unknown party.
 */
export type Contribution = Omit<Finding, "declarations" | "massMg" | "words" | "until" | "since"> & {
  readonly declaration: string;
  readonly at: number;
  /** The seller's and the buyer's rows state the same goods: each side is summed for itself, the larger sum counts. */
  readonly side: "out" | "in";
  readonly massMg: number;
  readonly words: (massMg: number, count: number, reasons: readonly string[]) => Words;
};

/** Totals over the contributions of one key; the server may keep them instead of the contributions. */
export type ContributionSums = {
  readonly outMg: number;
  readonly inMg: number;
  readonly count: number;
  /** First `MAX_FINDING_DECLARATIONS` by time, then name. */
  readonly declarations: readonly string[];
  readonly dueAt: number;
  readonly reasons: readonly string[];
};

/** @param head the earliest contribution (time, then name) */
export function findingOf(head: Contribution, sums: ContributionSums): Finding {
  const massMg = Math.max(sums.outMg, sums.inMg);
  const inputs: { [name: string]: FindingInput } = { ...head.inputs, declarations: sums.count };
  if (sums.reasons.length > 0) inputs["reasons"] = [...sums.reasons];
  return {
    key: head.key,
    kind: head.kind,
    severity: head.severity,
    rule: head.rule,
    unitCode: head.unitCode,
    enterprise: head.enterprise,
    counterparty: head.counterparty,
    substanceId: head.substanceId,
    lot: head.lot,
    shipment: head.shipment,
    declarations: [...sums.declarations],
    massMg,
    since: head.at,
    dueAt: sums.dueAt,
    until: null,
    inputs,
    words: head.words(massMg, sums.count, sums.reasons),
  };
}

const byTime = (a: Contribution, b: Contribution): number => a.at - b.at || compareText(a.declaration, b.declaration);

/** @param contributions all of one key, any order */
export function mergeContributions(contributions: readonly Contribution[]): Finding | null {
  const sorted = [...contributions].sort(byTime);
  const head = sorted[0];
  if (head === undefined) return null;
  let outMg = 0;
  let inMg = 0;
  let dueAt = Infinity;
  const reasons = new Set<string>();
  for (const part of sorted) {
    if (part.side === "out") outMg += part.massMg;
    else inMg += part.massMg;
    dueAt = Math.min(dueAt, part.dueAt);
    const own = part.inputs["reasons"];
    if (Array.isArray(own)) for (const reason of own) reasons.add(reason);
  }
  const declarations = sorted.slice(0, MAX_FINDING_DECLARATIONS).map((part) => part.declaration);
  return findingOf(head, { outMg, inMg, count: sorted.length, declarations, dueAt, reasons: [...reasons].sort(compareText) });
}

/** Groups by key and merges; keys in order, so the answer does not depend on the order of arrival. */
export function findingsOf(contributions: readonly Contribution[]): Finding[] {
  const byKey = new Map<string, Contribution[]>();
  for (const part of contributions) {
    const list = byKey.get(part.key);
    if (list === undefined) byKey.set(part.key, [part]);
    else list.push(part);
  }
  const findings: Finding[] = [];
  for (const list of byKey.values()) {
    const finding = mergeContributions(list);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}

/** The parts of a contribution that come from the row itself. */
export const contributionFrom = (row: Declaration, rule: FindingRule, severity: FindingSeverity) =>
  ({
    kind: rule.code,
    rule,
    severity,
    unitCode: row.unitCode,
    enterprise: row.declarant,
    counterparty: row.counterparty,
    substanceId: row.substanceId,
    lot: row.lot,
    shipment: row.shipment,
    declaration: declarationKey(row),
    at: row.occurredAt,
    dueAt: row.occurredAt,
    side: row.kind === "receive" || row.kind === "import" ? "in" : "out",
    massMg: row.massMg,
  }) as const;
