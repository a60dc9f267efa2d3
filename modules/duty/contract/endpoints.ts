import { z } from "zod";
import { endpoint, isoInstant, pageInput, pageOf, StoredFileAnswer, unitCode } from "#kernel/contract.ts";
import { PERIOD_MODES } from "#kernel/period.ts";
import { DUTY_STATES, DutyDetail, DutyOwner, DutySubject, DutyView, EvidenceInput, Holiday, LegalBasis } from "./duty.ts";

const id = z.uuid();
const title = z.object({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) });

export const listDuties = endpoint({
  name: "duty.duty.list",
  method: "GET",
  path: "/duties",
  permission: "duty.read",
  summary: { zh: "办理事项", en: "Duties, the soonest due first" },
  input: z.object({
    whose: z.enum(["mine", "unit"]).default("mine").describe("mine: my department's and my own; unit: all that I may see"),
    state: z.enum(["open", ...DUTY_STATES]).default("open").describe("open: not done and not waived"),
    unit: unitCode.optional(),
    subjectKind: z.string().max(40).optional(),
    subjectKey: z.string().max(300).optional(),
    ...pageInput,
  }),
  output: pageOf(DutyView),
});

export const getDuty = endpoint({
  name: "duty.duty.get",
  method: "GET",
  path: "/duties/:id",
  permission: "duty.read",
  summary: { zh: "一项办理事项及其证据", en: "One duty with its evidence" },
  input: z.object({ id }),
  output: DutyDetail,
  refusals: ["duty.duty.unknown"],
});

/** A file among a duty's evidence, for whoever may read the duty. */
export const getDutyFile = endpoint({
  name: "duty.duty.file",
  method: "GET",
  path: "/duties/:id/files/:file",
  permission: "duty.read",
  summary: { zh: "办理事项的证据文件", en: "A file among a duty's evidence" },
  input: z.object({ id, file: z.uuid() }),
  output: StoredFileAnswer,
  refusals: ["duty.duty.unknown", "gate.file.unknown"],
  download: true,
});

/** What shows duties: fetched anew when one is opened, closed or moved. */
export const DUTY_VIEWS: readonly string[] = ["duty.duty.list", "duty.duty.get"];

export const openDuty = endpoint({
  name: "duty.duty.open",
  method: "POST",
  path: "/duties",
  permission: "duty.work",
  summary: { zh: "新建办理事项", en: "Open a duty" },
  input: z.object({
    key: z.string().trim().min(1).max(300),
    title,
    owner: DutyOwner,
    subject: DutySubject,
    legalBasis: LegalBasis,
    period: z.object({ days: z.number().int().min(0).max(3660), mode: z.enum(PERIOD_MODES), rollsOver: z.boolean().optional() }),
    startsAt: isoInstant,
    remindDaysBefore: z.array(z.number().int().min(0).max(365)).max(10).default([7, 1]).describe("those that would fall before the start are left out"),
  }),
  output: z.object({ opened: z.boolean().describe("false: a duty of this key was there already"), dueAt: isoInstant }),
  refusals: ["duty.owner.elsewhere", "duty.deadline.out-of-range"],
  refreshes: DUTY_VIEWS,
});

export const completeDuty = endpoint({
  name: "duty.duty.complete",
  method: "POST",
  path: "/duties/:id/complete",
  permission: "duty.work",
  summary: { zh: "办结（附证据）", en: "Complete a duty with evidence" },
  input: z.object({ id, evidence: z.array(EvidenceInput).max(20), note: z.string().trim().max(2000).default("") }),
  output: DutyDetail,
  refusals: ["duty.duty.unknown", "duty.duty.closed", "duty.evidence.missing", "duty.evidence.file-unknown"],
  refreshes: DUTY_VIEWS,
});

export const waiveDuty = endpoint({
  name: "duty.duty.waive",
  method: "POST",
  path: "/duties/:id/waive",
  permission: "duty.work",
  summary: { zh: "免办（说明理由）", en: "Waive a duty, with the reason" },
  input: z.object({ id, reason: z.string().trim().max(2000) }),
  output: DutyDetail,
  refusals: ["duty.duty.unknown", "duty.duty.closed", "duty.reason.missing", "duty.waive.officials-only"],
  refreshes: DUTY_VIEWS,
});

export const listHolidays = endpoint({
  name: "duty.holiday.list",
  method: "GET",
  path: "/holidays",
  permission: "signed-in",
  summary: { zh: "节假日和调休安排", en: "Holidays and make-up workdays" },
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
  output: z.object({ holidays: z.array(Holiday) }),
});
