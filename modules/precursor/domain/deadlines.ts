import { addDays, addMonths, dayOf, endOfDay, startOfDay, type Day, type HolidayCalendar } from "#kernel/calendar.ts";
import { deadlineOf, type Period } from "#kernel/period.ts";
import type { Deadline, DeadlineRule } from "../contract/deadline.ts";
import { permitKey, type Permit, type PermitKind } from "../contract/permit.ts";
import type { SubstanceClass } from "../contract/substance.ts";
import { DEADLINE_RULES } from "./shipped-deadlines.ts";

const REMINDER_HOUR_MS = 9 * 3_600_000;
type RuleOf<K extends DeadlineRule["kind"]> = Extract<DeadlineRule, { kind: K }>;

/** Days within which a seller files a sale: class 1 within 5, classes 2 and 3 (and unverified) within 30 (Regulation art. 19). */
export function saleReportPeriod(substanceClass: SubstanceClass, day: Day): Period {
  return saleReportRule(substanceClass, day).period;
}

/** Last instant at which the seller's filing of a sale is still in time. */
export function saleReportDueAt(substanceClass: SubstanceClass, occurredAt: number, calendar: HolidayCalendar): number {
  return deadlineOf(occurredAt, saleReportPeriod(substanceClass, dayOf(occurredAt)), calendar).getTime();
}

export type Sale = { readonly seller: string; readonly buyer: string; readonly substanceId: string; readonly substanceClass: SubstanceClass; readonly shipment: string | null; readonly occurredAt: number };

/** The seller's duty to file one sale, as learned from the buyer's receipt or the seller's own draft. */
export function saleReportDeadline(sale: Sale, calendar: HolidayCalendar): Deadline {
  const rule = saleReportRule(sale.substanceClass, dayOf(sale.occurredAt));
  const act = `${sale.seller}/${sale.buyer}/${sale.substanceId}/${sale.shipment ?? sale.occurredAt}`;
  return periodDeadline(rule, `${rule.id}/${act}`, "shipment", act, sale.occurredAt, rule.period, calendar, {
    zh: `报告销售情况（${sale.substanceId}）`,
    en: `Report the sale (${sale.substanceId})`,
  });
}

/** The report on a whole year, due by 31 March of the next (Regulation art. 36). */
export function annualReportDeadline(uscc: string, year: number): Deadline {
  const rule = ruleOn("annual-report", `${year + 1}-01-01`);
  const due = dayIn(year + 1, rule.month, rule.day);
  return {
    ...basics(rule, `${rule.id}/${uscc}/${year}`, "enterprise", uscc, due),
    title: { zh: `${year}年度经营情况报告`, en: `Annual report for ${year}` },
    startsAt: startOfDay(dayIn(year + 1, rule.opensMonth, rule.opensDay)),
  };
}

/** The filing of transfers between user firms that binds these districts on that day (Chongqing art. 22); elsewhere, and before, there is none. */
export function userTransferRule(districts: readonly string[], day: Day): RuleOf<"user-transfer"> | undefined {
  return DEADLINE_RULES.filter((rule) => rule.kind === "user-transfer").find(
    ({ jurisdiction, validFrom, validTo }) => districts.every((district) => district.startsWith(jurisdiction ?? "")) && validFrom <= day && (validTo === null || day <= validTo),
  );
}

export type UserTransfer = { readonly giver: string; readonly receiver: string; readonly substanceId: string; readonly shipment: string | null; readonly deliveredAt: number };

/** The giver's filing of what `userTransferPeriod` knows as a transfer, gift or loan between user firms. */
export function userTransferDeadline(transfer: UserTransfer, calendar: HolidayCalendar): Deadline {
  const rule = ruleOn("user-transfer", dayOf(transfer.deliveredAt));
  const act = `${transfer.giver}/${transfer.receiver}/${transfer.substanceId}/${transfer.shipment ?? transfer.deliveredAt}`;
  return periodDeadline(rule, `${rule.id}/${act}`, "shipment", act, transfer.deliveredAt, rule.period, calendar, {
    zh: `备案使用单位之间的转让、赠送或出借（${transfer.substanceId}）`,
    en: `File the transfer, gift or loan between user firms (${transfer.substanceId})`,
  });
}

/** Renewal (production, operation) within the window before expiry, or a plain reminder of expiry for other documents. */
export function permitDeadline(permit: Pick<Permit, "number" | "kind" | "holder" | "validTo">): Deadline {
  const lastDay = dayOf(permit.validTo);
  const renewal = isRenewed(permit.kind) ? ruleOn("renewal", lastDay) : undefined;
  const rule = renewal ?? ruleOn("expiry", lastDay);
  const act = permitKey(permit);
  const opens = renewal ? addMonths(lastDay, -renewal.windowMonthsBefore) : addDays(lastDay, -Math.max(...rule.remindDaysBefore));
  return {
    ...basics(rule, `${rule.id}/${act}/${lastDay}`, "permit", act, lastDay),
    title: renewal ? { zh: `期满前重新申请或备案：${permit.number}`, en: `Renew before expiry: ${permit.number}` } : { zh: `证件即将到期：${permit.number}`, en: `Document expires: ${permit.number}` },
    startsAt: startOfDay(opens),
  };
}

const isRenewed = (kind: PermitKind): boolean => DEADLINE_RULES.some((rule) => rule.kind === "renewal" && rule.permitKinds.includes(kind));

function saleReportRule(substanceClass: SubstanceClass, day: Day): RuleOf<"sale-report"> {
  return ruleOn("sale-report", day, (rule) => rule.classes.includes(substanceClass));
}

/** The rule in force on a day; for days before its first version, that version: a duty is never lost for want of a rule. */
function ruleOn<K extends DeadlineRule["kind"]>(kind: K, day: Day, fits: (rule: RuleOf<K>) => boolean = () => true): RuleOf<K> {
  const rules = DEADLINE_RULES.filter((rule): rule is RuleOf<K> => rule.kind === kind).filter(fits);
  const rule = rules.filter((candidate) => candidate.validFrom <= day && (candidate.validTo === null || day <= candidate.validTo)).at(-1) ?? rules[0];
  if (!rule) throw new Error(`no deadline rule of kind ${kind}`);
  return rule;
}

function periodDeadline(rule: DeadlineRule, key: string, subjectKind: Deadline["subjectKind"], subjectKey: string, startsAt: number, period: Period, calendar: HolidayCalendar, title: Deadline["title"]): Deadline {
  const due = dayOf(deadlineOf(startsAt, period, calendar));
  return { ...basics(rule, key, subjectKind, subjectKey, due), clockMode: period.mode, title, startsAt };
}

function basics(rule: DeadlineRule, key: string, subjectKind: Deadline["subjectKind"], subjectKey: string, due: Day): Omit<Deadline, "title" | "startsAt"> {
  const reminders = rule.remindDaysBefore.map((days) => startOfDay(addDays(due, -days)) + REMINDER_HOUR_MS);
  return { ruleId: rule.id, key, subjectKind, subjectKey, legalBasis: { ...rule.citation, grade: rule.grade, verified: rule.verified }, clockMode: "calendar", dueAt: endOfDay(due), reminders };
}

const dayIn = (year: number, month: number, day: number): Day => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
