import { z } from "zod";
import { DEPARTMENTS } from "#kernel/actor.ts";
import { isoInstant, unitCode } from "#kernel/contract.ts";
import { PERIOD_MODES } from "#kernel/period.ts";

/** Computed from the clock whenever it is asked; only `done` and `waived` come from something written. */
export const DUTY_STATES = ["upcoming", "due-soon", "overdue", "done", "waived"] as const;
export type DutyState = (typeof DUTY_STATES)[number];

const Words = z.object({ zh: z.string().min(1).max(300), en: z.string().min(1).max(300) });

/** Law a duty rests on; `verified: false` shows as 未核实. Grade L: read in full, V: in part, R: remembered. */
export const LegalBasis = Words.extend({ grade: z.enum(["L", "V", "R"]), verified: z.boolean() });
export type LegalBasis = z.infer<typeof LegalBasis>;

/** Whose work it is: a department of the unit, one account of it, or an enterprise (by unified social credit code). */
export const DutyOwner = z.object({
  unitCode,
  department: z.enum(DEPARTMENTS),
  accountId: z.string().max(100).nullable(),
  enterprise: z.string().length(18).nullable(),
});
export type DutyOwner = z.infer<typeof DutyOwner>;

/** What a duty is about: `kind` names the thing (`enterprise`, `permit`, `finding` …), `key` which one. */
export const DutySubject = z.object({ kind: z.string().regex(/^[a-z-]{1,40}$/), key: z.string().min(1).max(300) });
export type DutySubject = z.infer<typeof DutySubject>;

export const EVIDENCE_KINDS = ["note", "file", "declaration", "document"] as const;
/** What shows that the thing was done. `reference` is a file's id, a declaration's key or a document's number. */
export const EvidenceInput = z
  .object({ kind: z.enum(EVIDENCE_KINDS), reference: z.string().min(1).max(300).nullable().default(null), text: z.string().trim().max(2000).default("") })
  .refine((item) => item.kind !== "note" || item.text !== "", { error: "a note needs its text", path: ["text"] })
  .refine((item) => item.kind === "note" || item.reference !== null, { error: "this kind of evidence needs a reference", path: ["reference"] });
export type EvidenceInput = z.output<typeof EvidenceInput>;

/** Masked name of an account; null when the program itself acted, or the account is gone. */
const maskedName = z.string().nullable();

export const Evidence = z.object({ id: z.string(), kind: z.enum(EVIDENCE_KINDS), reference: z.string().nullable(), text: z.string(), addedAt: isoInstant, addedBy: maskedName });
export type Evidence = z.infer<typeof Evidence>;

export const Outcome = z.object({
  kind: z.enum(["done", "waived"]),
  at: isoInstant,
  by: maskedName,
  reason: z.string(),
  /** Closed after its deadline. */
  late: z.boolean(),
});
export type Outcome = z.infer<typeof Outcome>;

export const DutyView = z.object({
  id: z.uuid(),
  key: z.string(),
  title: Words,
  owner: DutyOwner,
  subject: DutySubject,
  legalBasis: LegalBasis,
  clockMode: z.enum(PERIOD_MODES),
  startsAt: isoInstant,
  dueAt: isoInstant,
  reminders: z.array(isoInstant),
  state: z.enum(DUTY_STATES),
  /** False when the deadline was counted through a year whose holiday arrangement was not known then; it is not counted again. */
  calendarKnown: z.boolean(),
  outcome: Outcome.nullable(),
  can: z.array(z.enum(["complete", "waive"])),
});
export type DutyView = z.infer<typeof DutyView>;

export const DutyDetail = DutyView.extend({ evidence: z.array(Evidence) });
export type DutyDetail = z.infer<typeof DutyDetail>;

/** A duty as another room opens it; times in epoch ms. The same `key` in the same unit opens once. */
export type NewDuty = {
  readonly key: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly owner: DutyOwner;
  readonly subject: DutySubject;
  readonly legalBasis: LegalBasis;
  readonly clockMode: (typeof PERIOD_MODES)[number];
  readonly startsAt: number;
  readonly dueAt: number;
  readonly reminders: readonly number[];
};

export const Holiday = z.object({ date: z.iso.date(), kind: z.enum(["holiday", "make-up-workday"]), name: z.string(), source: z.string(), verified: z.boolean() });
export type Holiday = z.infer<typeof Holiday>;
