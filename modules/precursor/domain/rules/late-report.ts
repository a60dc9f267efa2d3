import type { Declaration } from "../../contract/declaration.ts";
import { declarationKey } from "../../contract/declaration.ts";
import { saleReportPeriod } from "../deadlines.ts";
import { DEADLINE_RULES } from "../shipped-deadlines.ts";
import { keyOf } from "../key.ts";
import type { SubstanceClass } from "../../contract/substance.ts";
import type { Register } from "../register.ts";
import { dayOf, dayText, startOfDay } from "../shanghai-day.ts";
import { transferPeriodOf } from "../user-transfer.ts";
import { contributionFrom, type Contribution } from "./contribution.ts";
import { cite, defineRule, regulation, severityFor } from "./rule.ts";
import { classWords, massEn, massZh, partyName } from "./wording.ts";

export const LATE_REPORT = defineRule("late-report", "1", regulation("第十九条、第四十条第四项", "Arts. 19, 40(4)"));
export const LATE_TRANSFER = defineRule("late-report", "1", cite("《重庆市禁毒条例》（2012年修订）第二十二条、第五十条", "Chongqing Drug Control Regulation (rev. 2012), Arts. 22, 50", "L"));

/** Days the seller has for filing a sale; calendar days that no holiday moves, so no calendar is needed. */
export const reportingDays = (substanceClass: SubstanceClass, occurredAtMs: number): number => saleReportPeriod(substanceClass, dayText(occurredAtMs)).days;

/** First moment at which a sale of that day is filed late. */
export const reportDeadline = (occurredAtMs: number, substanceClass: SubstanceClass): number =>
  startOfDay(dayOf(occurredAtMs) + reportingDays(substanceClass, occurredAtMs) + 1);

const SHORTEST_DAYS = Math.min(...DEADLINE_RULES.map((rule) => (rule.kind === "sale-report" || rule.kind === "user-transfer" ? rule.period.days : Infinity)));

/** A sale, or what was passed on between firms that only use it, was filed after the statutory period, counted in calendar days. */
export function judgeLateReport(row: Declaration, register: Register, found: Contribution[]): void {
  if (row.kind !== "dispatch") return;
  // Most rows are filed within the shortest period and answered without a look into the catalogue.
  if (dayOf(row.reportedAt) - dayOf(row.occurredAt) <= SHORTEST_DAYS) return;
  const version = register.substance(row.substanceId, row.occurredAt);
  if (version === null) return;
  const transfer = transferPeriodOf(row, register);
  const days = transfer?.days ?? reportingDays(version.class, row.occurredAt);
  const lateDays = dayOf(row.reportedAt) - dayOf(row.occurredAt) - days;
  if (lateDays <= 0) return;
  found.push({
    ...contributionFrom(row, transfer ? LATE_TRANSFER : LATE_REPORT, severityFor("low", version.class)),
    key: keyOf("late-report", declarationKey(row)),
    dueAt: row.reportedAt,
    inputs: { class: version.class, classVerified: version.class !== null && version.verified.class, periodDays: days, lateDays, occurredOn: dayText(row.occurredAt), reportedOn: dayText(row.reportedAt) },
    words: transfer ? transferWords(row, register, version.class, days, lateDays) : saleWords(row, register, version.class, days, lateDays),
  });
}

const saleWords = (row: Declaration, register: Register, substanceClass: SubstanceClass, days: number, lateDays: number): Contribution["words"] => {
  const name = register.substanceName(row.substanceId);
  const seller = partyName(register, row.declarant);
  return (massMg) => ({
    zh: `${seller} ${dayText(row.occurredAt)} 销售${name.zh}（${classWords(substanceClass).zh}）${massZh(massMg)}，应在 ${days} 日内备案，${dayText(row.reportedAt)} 才申报，迟 ${lateDays} 日。`,
    en: `${seller} sold ${massEn(massMg)} of ${name.en} (${classWords(substanceClass).en}) on ${dayText(row.occurredAt)}; the sale was due to be filed within ${days} days and was filed on ${dayText(row.reportedAt)}, ${lateDays} day(s) late.`,
  });
};

const transferWords = (row: Declaration, register: Register, substanceClass: SubstanceClass, days: number, lateDays: number): Contribution["words"] => {
  const name = register.substanceName(row.substanceId);
  const [giver, receiver] = [partyName(register, row.declarant), partyName(register, row.counterparty ?? "")];
  return (massMg) => ({
    zh: `${giver} ${dayText(row.occurredAt)} 向 ${receiver} 转让、赠送或者出借${name.zh}（${classWords(substanceClass).zh}）${massZh(massMg)}，双方都是使用企业，应在交付后 ${days} 日内备案，${dayText(row.reportedAt)} 才申报，迟 ${lateDays} 日。`,
    en: `${giver} passed on ${massEn(massMg)} of ${name.en} (${classWords(substanceClass).en}) to ${receiver} on ${dayText(row.occurredAt)}, both firms that use it; that was due to be filed within ${days} days of delivery and was filed on ${dayText(row.reportedAt)}, ${lateDays} day(s) late.`,
  });
};
