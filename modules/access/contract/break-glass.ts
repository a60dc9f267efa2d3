import { z } from "zod";
import { endpoint, isoInstant, pageInput, pageOf, unitCode } from "#kernel/contract.ts";
import { writtenText } from "./text.ts";

export const BREAK_GLASS_REASONS = ["danger-to-life", "public-safety", "urgent-case", "system-failure"] as const;
export type BreakGlassReason = (typeof BREAK_GLASS_REASONS)[number];

export const BreakGlass = z.object({
  id: z.uuid(),
  unitCode,
  accountId: z.string(),
  reason: z.enum(BREAK_GLASS_REASONS),
  words: z.string(),
  caseNo: z.string(),
  openedAt: isoInstant,
  endsAt: isoInstant,
  reviewDueAt: isoInstant,
  /** False when its working days were counted into a year whose holiday arrangement was not known then. */
  reviewCalendarKnown: z.boolean(),
  review: z.object({ by: z.string(), at: isoInstant, justified: z.boolean(), words: z.string() }).nullable(),
});
export type BreakGlass = z.infer<typeof BreakGlass>;

export const openBreakGlass = endpoint({
  name: "access.break-glass.open",
  method: "POST",
  path: "/break-glass",
  permission: "access.break-glass.open",
  summary: { zh: "紧急访问（60 分钟，事后必审）", en: "Open emergency access: 60 minutes, always reviewed" },
  input: z.object({ reason: z.enum(BREAK_GLASS_REASONS), words: writtenText(10, 1000), caseNo: writtenText(1, 100) }),
  output: BreakGlass,
  refusals: ["access.break-glass.open-already", "access.break-glass.quota", "access.break-glass.unreviewed"],
  refreshes: ["access.break-glass.list", "access.break-glass.own"],
});

export const reviewBreakGlass = endpoint({
  name: "access.break-glass.review",
  method: "POST",
  path: "/break-glass/:unit/:id/review",
  permission: "access.break-glass.review",
  summary: { zh: "审查紧急访问", en: "Review an emergency access" },
  input: z.object({ unit: unitCode, id: z.uuid(), justified: z.boolean(), words: writtenText(4, 1000) }),
  output: BreakGlass,
  refusals: ["access.break-glass.unknown", "access.break-glass.reviewed"],
  refreshes: ["access.break-glass.list", "access.break-glass.own"],
});

export const listBreakGlass = endpoint({
  name: "access.break-glass.list",
  method: "GET",
  path: "/break-glass",
  permission: "access.break-glass.review",
  summary: { zh: "紧急访问记录", en: "Emergency accesses" },
  input: z.object({ ...pageInput, unreviewed: z.enum(["true", "false"]).optional() }),
  output: pageOf(BreakGlass),
});

/** One's own: still open or ended, and how somebody else found it. Who that was is told by masked name, where it is known. */
export const OwnBreakGlass = BreakGlass.omit({ accountId: true, review: true }).extend({ review: z.object({ byMasked: z.string().nullable(), at: isoInstant, justified: z.boolean(), words: z.string() }).nullable() });
export type OwnBreakGlass = z.infer<typeof OwnBreakGlass>;

export const listOwnBreakGlass = endpoint({
  name: "access.break-glass.own",
  method: "GET",
  path: "/break-glass/own",
  permission: "access.break-glass.open",
  summary: { zh: "我的紧急访问", en: "My emergency accesses" },
  input: z.object(pageInput),
  output: pageOf(OwnBreakGlass),
});
