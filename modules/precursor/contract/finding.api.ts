import { z } from "zod";
import { endpoint, FileAnswer, isoInstant, pageInput, pageOf, StoredFileAnswer, unitCode } from "#kernel/contract.ts";
import { Finding, FindingKind, FindingSeverity, Words } from "./finding.ts";
import { uscc } from "./register.api.ts";

export const FindingState = z.enum(["open", "assigned", "closed", "healed"]);
export type FindingState = z.infer<typeof FindingState>;

export const FindingRow = Finding.omit({ key: true, since: true, dueAt: true, until: true }).extend({
  id: z.string(),
  since: isoInstant,
  dueAt: isoInstant,
  state: FindingState,
  assignee: z.string().nullable(),
  /** Masked; null also when the account is gone. */
  assigneeName: z.string().nullable(),
  enterpriseName: z.string().nullable(),
  counterpartyName: z.string().nullable(),
  endedAt: isoInstant.nullable(),
  endedReason: z.object({ zh: z.string(), en: z.string() }).nullable(),
});
export type FindingRow = z.infer<typeof FindingRow>;

const findingFilter = {
  unit: unitCode.optional(),
  kind: FindingKind.optional(),
  severity: FindingSeverity.optional(),
  enterprise: uscc.optional(),
  substance: z.string().max(100).optional(),
  state: z.enum(["open", "assigned", "closed", "healed", "all"]).optional(),
  mine: z.stringbool().optional(),
  asOf: isoInstant.optional(),
  ...pageInput,
};

export const listFindings = endpoint({
  name: "precursor.finding.list",
  method: "GET",
  path: "/precursor/findings",
  permission: "precursor.book.read",
  summary: { zh: "疑点", en: "Findings" },
  input: z.object(findingFilter),
  output: pageOf(FindingRow).extend({ counts: z.array(z.object({ kind: FindingKind, severity: FindingSeverity, count: z.number().int() })) }),
});

/** `accountName` is masked; null when the program itself acted, or the account is gone. `why`: reason of the program; null where a person acted. */
export const FindingAct = z.object({ id: z.string(), kind: z.enum(["assign", "note", "close", "reopen"]), accountName: z.string().nullable(), at: isoInstant, reason: z.string().nullable(), why: Words.nullable(), evidence: z.array(z.object({ fileId: z.string().nullable(), text: z.string() })) });
export type FindingAct = z.infer<typeof FindingAct>;

export const getFinding = endpoint({
  name: "precursor.finding.get",
  method: "GET",
  path: "/precursor/findings/:id",
  permission: "precursor.book.read",
  summary: { zh: "一条疑点", en: "One finding" },
  input: z.object({ id: z.uuid() }),
  output: z.object({ finding: FindingRow, acts: z.array(FindingAct), can: z.object({ assign: z.boolean(), note: z.boolean(), close: z.boolean(), reopen: z.boolean() }) }),
  refusals: ["precursor.finding.unknown"],
});

/** A file given as evidence in an act on a finding. It is the officials' work: an enterprise reads what was decided, not this. */
export const getFindingFile = endpoint({
  name: "precursor.finding.file",
  method: "GET",
  path: "/precursor/findings/:id/files/:file",
  permission: "precursor.book.read",
  summary: { zh: "疑点的证据文件", en: "A file given as evidence on a finding" },
  input: z.object({ id: z.uuid(), file: z.uuid() }),
  output: StoredFileAnswer,
  refusals: ["precursor.finding.unknown", "gate.file.unknown"],
  download: true,
});

const changed = ["precursor.finding.list", "precursor.finding.get", "precursor.overview.get", "precursor.work.get"];
const evidence = z.array(z.object({ fileId: z.uuid().optional(), text: z.string().min(1).max(1_000) })).max(20);

/** Assigns to oneself, or to another account of the same unit. */
export const assignFinding = endpoint({ name: "precursor.finding.assign", method: "POST", path: "/precursor/findings/:id/assign", permission: "precursor.finding.work", summary: { zh: "分派疑点", en: "Assign a finding" }, input: z.object({ id: z.uuid(), toMe: z.literal(true).default(true), note: z.string().max(1_000).optional() }), output: FindingRow, refusals: ["precursor.finding.unknown", "precursor.finding.ended"], refreshes: changed });
export const noteFinding = endpoint({ name: "precursor.finding.note", method: "POST", path: "/precursor/findings/:id/note", permission: "precursor.finding.work", summary: { zh: "记录核查情况", en: "Note what was found out" }, input: z.object({ id: z.uuid(), reason: z.string().min(2).max(2_000), evidence: evidence.default([]) }), output: FindingRow, refusals: ["precursor.finding.unknown", "gate.file.unknown"], refreshes: changed });
/** A person closes only with a reason and evidence. */
export const closeFinding = endpoint({ name: "precursor.finding.close", method: "POST", path: "/precursor/findings/:id/close", permission: "precursor.finding.work", summary: { zh: "办结疑点", en: "Close a finding" }, input: z.object({ id: z.uuid(), reason: z.string().min(2).max(2_000), evidence: evidence.min(1) }), output: FindingRow, refusals: ["precursor.finding.unknown", "precursor.finding.ended", "gate.file.unknown"], refreshes: changed });
export const reopenFinding = endpoint({ name: "precursor.finding.reopen", method: "POST", path: "/precursor/findings/:id/reopen", permission: "precursor.finding.work", summary: { zh: "重新打开疑点", en: "Reopen a finding" }, input: z.object({ id: z.uuid(), reason: z.string().min(2).max(2_000) }), output: FindingRow, refusals: ["precursor.finding.unknown", "precursor.finding.not-closed"], refreshes: changed });

export const exportFindings = endpoint({ ...listFindings, name: "precursor.finding.export", path: "/precursor/findings.xlsx", summary: { zh: "导出疑点", en: "Export findings" }, output: FileAnswer, download: true });
