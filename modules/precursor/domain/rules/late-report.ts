import type { Declaration } from "../../contract/declaration.ts";
import { declarationKey } from "../../contract/declaration.ts";
import { saleReportPeriod } from "../deadlines.ts";
import { DEADLINE_RULES } from "../shipped-deadlines.ts";
import { keyOf } from "../key.ts";
import type { SubstanceClass } from "../../contract/substance.ts";
import type { Register } from "../register.ts";
import { dayOf, dayText, startOfDay } from "../shanghai-day.ts";
import { contributionFrom, type Contribution } from "./contribution.ts";
import { defineRule, regulation, severityFor } from "./rule.ts";
import { classWords, massEn, massZh, partyName } from "./wording.ts";

export const LATE_REPORT = defineRule("late-report", "1", regulation("第十九条、第四十条第四项", "Arts. 19, 40(4)"));

/** Days the seller has for filing a sale; calendar days that no holiday moves, so no calendar is needed. */
export const reportingDays = (substanceClass: SubstanceClass, occurredAtMs: number): number => saleReportPeriod(substanceClass, dayText(occurredAtMs)).days;

/** First moment at which a sale of that day is filed late. */
export const reportDeadline = (occurredAtMs: number, substanceClass: SubstanceClass): number =>
  startOfDay(dayOf(occurredAtMs) + reportingDays(substanceClass, occurredAtMs) + 1);

const SHORTEST_DAYS = Math.min(...DEADLINE_RULES.map((rule) => (rule.kind === "sale-report" ? rule.period.days : Infinity)));

/** A sale was filed after the statutory period, counted in calendar days. */
export function judgeLateReport(row: Declaration, register: Register, found: Contribution[]): void {
  if (row.kind !== "dispatch") return;
  // Most rows are filed within the shortest period and answered without a look into the catalogue.
  if (dayOf(row.reportedAt) - dayOf(row.occurredAt) <= SHORTEST_DAYS) return;
  const version = register.substance(row.substanceId, row.occurredAt);
  if (version === null || row.reportedAt < reportDeadline(row.occurredAt, version.class)) return;
  const days = reportingDays(version.class, row.occurredAt);
  const lateDays = dayOf(row.reportedAt) - dayOf(row.occurredAt) - days;
  const name = register.substanceName(row.substanceId);
  found.push({
    ...contributionFrom(row, LATE_REPORT, severityFor("low", version.class)),
    key: keyOf("late-report", declarationKey(row)),
    dueAt: row.reportedAt,
    inputs: { class: version.class, classVerified: version.class !== null && version.verified.class, periodDays: days, lateDays, occurredOn: dayText(row.occurredAt), reportedOn: dayText(row.reportedAt) },
    words: (massMg) => ({
      zh: `${partyName(register, row.declarant)} ${dayText(row.occurredAt)} 销售${name.zh}（${classWords(version.class).zh}）${massZh(massMg)}，应在 ${days} 日内备案，${dayText(row.reportedAt)} 才申报，迟 ${lateDays} 日。`,
      en: `${partyName(register, row.declarant)} sold ${massEn(massMg)} of ${name.en} (${classWords(version.class).en}) on ${dayText(row.occurredAt)}; the sale was due to be filed within ${days} days and was filed on ${dayText(row.reportedAt)}, ${lateDays} day(s) late.`,
    }),
  });
}
