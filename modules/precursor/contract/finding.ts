import { z } from "zod";
import { massMg } from "#kernel/contract.ts";

/** Every kind the room knows, in the order of INTERFACES.md §2; this slice judges the deterministic ones. */
export const FindingKind = z.enum([
  "unmatched-dispatch",
  "unmatched-receipt",
  "quantity-mismatch",
  "overdue-transit",
  "no-permit",
  "permit-expired",
  "permit-overdrawn",
  "permit-reused",
  "permit-mismatch",
  "unlicensed-party",
  "negative-stock",
  "late-report",
  "stocktake-variance",
  "slow-loss",
  "norm-drift",
  "structured-orders",
  "over-purchase",
  "circular-trade",
  "ghost-buyer",
  "customs-mismatch",
  "dormant-permit",
  "frozen-stock",
  "annual-mismatch",
]);
export type FindingKind = z.infer<typeof FindingKind>;

export const FindingSeverity = z.enum(["info", "low", "medium", "high"]);
export type FindingSeverity = z.infer<typeof FindingSeverity>;

export const Words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** V = read in a stored copy, L = full text read, R = recall only (shown as 未核实), house = a rule of this program. */
export const EvidenceGrade = z.enum(["V", "L", "R", "house"]);
export type EvidenceGrade = z.infer<typeof EvidenceGrade>;

export const Citation = z.object({ zh: z.string(), en: z.string(), grade: EvidenceGrade, verified: z.boolean() });
export type Citation = z.infer<typeof Citation>;

/** The rule a finding was judged by; `code` is the kind. */
export const FindingRule = z.object({ code: FindingKind, version: z.string(), citation: Citation });
export type FindingRule = z.infer<typeof FindingRule>;

/** Inputs of a rule as it was applied: names end in their unit (`…Mg`, `…Ms`, `…Days`, `…Ppm`). */
export const FindingInput = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export type FindingInput = z.infer<typeof FindingInput>;

export const Finding = z.object({
  /** Stable identity: the same trouble always has the same key. The id is the first 16 bytes of its SHA-256, made by the server. */
  key: z.string(),
  kind: FindingKind,
  severity: FindingSeverity,
  rule: FindingRule,
  /** Unit of the enterprise's book in which it shows. */
  unitCode: z.string(),
  enterprise: z.string(),
  counterparty: z.string().nullable(),
  substanceId: z.string(),
  lot: z.string().nullable(),
  shipment: z.string().nullable(),
  /** `uscc/declaration_id`, sorted by time of the event; at most `MAX_FINDING_DECLARATIONS` of them. */
  declarations: z.array(z.string()),
  massMg,
  /** Epoch ms: since when the trouble exists, from when it is shown, and (exclusive) until when; null = until healed. */
  since: z.number(),
  dueAt: z.number(),
  until: z.number().nullable(),
  inputs: z.record(z.string(), FindingInput),
  words: Words,
});
export type Finding = z.infer<typeof Finding>;

export const MAX_FINDING_DECLARATIONS = 100;

export const FindingStatus = z.enum(["open", "assigned", "explained", "closed", "healed"]);
export type FindingStatus = z.infer<typeof FindingStatus>;

/** The form of INTERFACES.md §2, printed by `qingyu precursor findings --json`. */
export const FindingView = z.object({
  id: z.string(),
  kind: FindingKind,
  severity: FindingSeverity,
  enterprise: z.string(),
  counterparty: z.string().nullable(),
  substance: z.string(),
  lot: z.string().nullable(),
  shipment: z.string().nullable(),
  declarations: z.array(z.string()),
  mass_mg: massMg,
  since: z.string(),
  rule: FindingRule,
  inputs: z.record(z.string(), FindingInput),
  words: Words,
  status: FindingStatus,
});
export type FindingView = z.infer<typeof FindingView>;

/** Is the finding shown at this moment? */
export const isShownAt = (finding: Pick<Finding, "dueAt" | "until">, atMs: number): boolean =>
  finding.dueAt <= atMs && (finding.until === null || atMs < finding.until);

/** @param id made by the server from `finding.key` */
export const findingToInterface = (finding: Finding, id: string, status: FindingStatus): FindingView => ({
  id,
  kind: finding.kind,
  severity: finding.severity,
  enterprise: finding.enterprise,
  counterparty: finding.counterparty,
  substance: finding.substanceId,
  lot: finding.lot,
  shipment: finding.shipment,
  declarations: finding.declarations,
  mass_mg: finding.massMg,
  since: shanghaiIso(finding.since),
  rule: finding.rule,
  inputs: finding.inputs,
  words: finding.words,
  status,
});

const SHANGHAI_MS = 8 * 3_600_000;
/** ISO 8601 with the offset of Asia/Shanghai. */
export const shanghaiIso = (atMs: number): string => `${new Date(atMs + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;
