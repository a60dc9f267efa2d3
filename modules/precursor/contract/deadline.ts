import { z } from "zod";
import { isoDay } from "#kernel/contract.ts";
import { PERIOD_MODES } from "#kernel/period.ts";
import { PermitKind } from "./permit.ts";
import { SubstanceClass } from "./substance.ts";

const rule = {
  id: z.string(),
  remindDaysBefore: z.array(z.number().int().nonnegative()),
  /** First two digits of the districts the rule binds; null is nationwide. */
  jurisdiction: z.string().nullable(),
  validFrom: isoDay,
  validTo: isoDay.nullable(),
  citation: z.object({ zh: z.string(), en: z.string() }),
  /** L: law read in full; V: read in part; R: remembered. */
  grade: z.enum(["L", "V", "R"]),
  verified: z.boolean(),
  source: z.string(),
  noteZh: z.string(),
};
const period = z.object({ days: z.number().int().nonnegative(), mode: z.enum(PERIOD_MODES), rollsOver: z.boolean().optional() });

export const DeadlineRule = z.discriminatedUnion("kind", [
  z.object({ ...rule, kind: z.literal("sale-report"), classes: z.array(SubstanceClass), period }),
  z.object({ ...rule, kind: z.literal("annual-report"), month: z.number(), day: z.number(), opensMonth: z.number(), opensDay: z.number() }),
  z.object({ ...rule, kind: z.literal("user-transfer"), period }),
  z.object({ ...rule, kind: z.literal("renewal"), permitKinds: z.array(PermitKind), windowMonthsBefore: z.number().int() }),
  z.object({ ...rule, kind: z.literal("expiry"), permitKinds: z.array(PermitKind) }),
]);
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** A deadline worked out for one act of one enterprise; has the parts a duty is opened with. */
export type Deadline = {
  readonly ruleId: string;
  /** Identity: the same act gives the same key, so a duty opens once. */
  readonly key: string;
  readonly subjectKind: "enterprise" | "permit" | "shipment";
  readonly subjectKey: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly legalBasis: { readonly zh: string; readonly en: string; readonly grade: "L" | "V" | "R"; readonly verified: boolean };
  readonly clockMode: (typeof PERIOD_MODES)[number];
  /** Epoch ms; from when it is somebody's work. */
  readonly startsAt: number;
  /** Epoch ms of the last instant in time. */
  readonly dueAt: number;
  /** Epoch ms, 09:00 Shanghai of the day each is due on. */
  readonly reminders: readonly number[];
};
