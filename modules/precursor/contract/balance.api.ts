import { z } from "zod";
import { endpoint, FileAnswer, isoDay, isoInstant, massMg, unitCode } from "#kernel/contract.ts";
import { InKind, OutKind } from "./balance.ts";
import { FindingKind, FindingSeverity } from "./finding.ts";
import { uscc } from "./register.api.ts";
import { LotMovementKind, TraceDirection } from "./trace.ts";

export const BalanceRow = z.object({ substanceId: z.string(), openingMg: massMg, inMg: z.partialRecord(InKind, massMg), outMg: z.partialRecord(OutKind, massMg), closingMg: massMg, inTransitMg: massMg, mufMg: massMg });
export type BalanceRow = z.infer<typeof BalanceRow>;

/** The books summed by another day's boundary, and how many could not be placed because their town is not known. */
export const Within = z.object({ boundary: isoDay, books: z.number().int(), unplaced: z.number().int() });
export type Within = z.infer<typeof Within>;

/** Exactly one of unit and enterprise. `to` is a day inclusive. */
export const getBalance = endpoint({
  name: "precursor.balance.get",
  method: "GET",
  path: "/precursor/balance",
  permission: "precursor.book.read",
  summary: { zh: "物料平衡", en: "Mass balance" },
  input: z.object({
    unit: unitCode.optional(), enterprise: uscc.optional(), substance: z.string().max(100).optional(), from: isoDay, to: isoDay, asOf: isoInstant.optional(),
    boundary: isoDay.optional().describe("the unit as it was bounded on this day; of a unit that ended, its last day when absent"),
  }),
  output: z.object({ from: isoDay, to: isoDay, asOf: isoInstant.nullable(), balances: z.array(BalanceRow), within: Within.nullable() }),
  refusals: ["precursor.enterprise.unknown", "precursor.substance.unknown", "precursor.boundary.city-only", "precursor.boundary.no-unit"],
});

const UnitWithin = Within.extend({ unit: unitCode, nameZh: z.string(), nameEn: z.string(), balances: z.array(BalanceRow) });
export type UnitWithin = z.infer<typeof UnitWithin>;

/** For the city's officials: what the units of a boundary change hold, by the boundaries before it and after it. */
export const getBoundaryChange = endpoint({
  name: "precursor.boundary.get",
  method: "GET",
  path: "/precursor/balance/boundaries",
  permission: "precursor.read",
  summary: { zh: "区划调整前后的平衡", en: "Balances before and after a change of boundaries" },
  input: z.object({ from: isoDay, to: isoDay, asOf: isoInstant.optional() }),
  output: z.object({ changes: z.array(z.object({ on: isoDay, before: z.array(UnitWithin), after: z.array(UnitWithin) })) }),
  refusals: ["precursor.boundary.city-only"],
});

/** The same question as `getBalance`; every way in and out is a column. */
export const exportBalance = endpoint({ ...getBalance, name: "precursor.balance.export", path: "/precursor/balance.xlsx", summary: { zh: "导出物料平衡", en: "Export a balance" }, output: FileAnswer, download: true });

export const getOverview = endpoint({
  name: "precursor.overview.get",
  method: "GET",
  path: "/precursor/overview",
  permission: "precursor.read",
  summary: { zh: "辖区总览", en: "Overview of a unit" },
  input: z.object({ unit: unitCode.optional(), from: isoDay, to: isoDay, asOf: isoInstant.optional() }),
  output: z.object({
    unit: unitCode,
    asOf: isoInstant.nullable(),
    enterprises: z.object({ total: z.number().int(), active: z.number().int(), troubled: z.number().int() }),
    balances: z.array(BalanceRow),
    within: Within.nullable().describe("of a unit that ended: its last boundary, by which the balances are summed; everything else is by the units of today"),
    findings: z.array(z.object({ kind: FindingKind, severity: FindingSeverity, count: z.number().int() })),
    /** Books that disagree most, with why. */
    troubled: z.array(z.object({ uscc, name: z.string(), high: z.number().int(), findings: z.number().int(), unaccountedMg: massMg })),
    lastFiledAt: isoInstant.nullable(),
  }),
  refusals: ["precursor.enterprise.unknown"],
});

export const getWork = endpoint({
  name: "precursor.work.get",
  method: "GET",
  path: "/precursor/work",
  permission: "precursor.read",
  summary: { zh: "我的疑点与新情况", en: "My findings and what is new" },
  input: z.object({}),
  output: z.object({ mine: z.number().int(), unassigned: z.number().int(), high: z.number().int(), raisedThisWeek: z.number().int(), healedThisWeek: z.number().int(), expiringPermits: z.number().int(), imports: z.number().int() }),
});

export const getTrace = endpoint({
  name: "precursor.trace.get",
  method: "GET",
  path: "/precursor/trace",
  permission: "precursor.read",
  summary: { zh: "批号流向", en: "Trace of a lot" },
  input: z.object({ enterprise: uscc, lot: z.string().min(1).max(64), substance: z.string().max(100).optional(), direction: TraceDirection.default("both") }),
  output: z.object({
    nodes: z.array(z.object({ id: z.string(), enterprise: z.string(), enterpriseName: z.string().nullable(), lot: z.string(), substanceId: z.string(), massMg, attributedMg: massMg, heldMg: massMg, depth: z.number().int() })),
    edges: z.array(z.object({ id: z.string(), movement: LotMovementKind, at: isoInstant, from: z.string().nullable(), to: z.string().nullable(), massMg, arrivedMg: massMg, attributedMg: massMg, attributedArrivedMg: massMg, declarations: z.array(z.string()) })),
    truncated: z.boolean(),
  }),
  refusals: ["precursor.lot.unknown"],
});

/** The same question as `getTrace`; one sheet of lots, one of movements. */
export const exportTrace = endpoint({ ...getTrace, name: "precursor.trace.export", path: "/precursor/trace.xlsx", summary: { zh: "导出批号流向", en: "Export the trace of a lot" }, output: FileAnswer, download: true });
