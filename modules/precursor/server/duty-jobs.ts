import { z } from "zod";
import { systemActor } from "#access";
import { dutyModule, settleDuties } from "#duty";
import { DUTY_VIEWS, listDuties, type DutyView } from "#duty/contract";
import { addDays, dayOf, startOfDay } from "#kernel/calendar.ts";
import { unitCode } from "#kernel/contract.ts";
import type { Job, JobGate, UseCaseContext } from "#platform/module.ts";
import { ownCity } from "#territory";
import { versionOn } from "../domain/catalogue.ts";
import { annualReportDeadline, permitDeadline } from "../domain/deadlines.ts";
import { DEADLINE_RULES } from "../domain/shipped-deadlines.ts";
import { userTransferPeriod } from "../domain/user-transfer.ts";
import { findEnterprises } from "./books/register.sql.ts";
import { openAnnualReportDuties, openPermitDuties, openSaleReportDuties } from "./deadline-duties.ts";
import { isReminder, permitFulfilment, settledPermits, settledSales } from "./duty-fulfilment.ts";
import { listEndingPermits, listEnterprisePage, listUnansweredReceipts, type PermitPlace, type ReceiptGroupPlace } from "./duty-jobs.sql.ts";

/** Rows to a transaction; a run is as many transactions as there are rows to look at. */
const BATCH = 500;
const MOST_BATCHES = 10_000;
/** A renewal missed longer ago than this is history when it is first learned of; the findings still judge what was done without it. */
const MISSED_RENEWAL_DAYS = 365;
const LONGEST_WINDOW_DAYS = Math.max(...DEADLINE_RULES.map((rule) => (rule.kind === "renewal" ? rule.windowMonthsBefore * 31 : rule.kind === "expiry" ? Math.max(...rule.remindDaysBefore) : 0)));
/** 01:00 in Shanghai: windows open and close with the day. */
const DAILY_HOUR_MS = 3_600_000;

export const DUTY_JOB = "precursor.duties.open";

/**
 * Opens what the law asks of precursor enterprises and closes what was done, as often as it is run: each duty has a key.
 * Payload `{ unitCode? }`: after an import the importing unit; nothing or the city's code is every unit, and comes back daily.
 */
export const dutyJobs: readonly Job[] = [{ task: DUTY_JOB, run: (payload, { gate }) => keepDuties(gate, Payload.parse(payload ?? {}).unitCode) }];

const Payload = z.object({ unitCode: unitCode.optional() });

async function keepDuties(gate: JobGate, unitAsked: string | undefined): Promise<void> {
  const city = ownCity().code;
  const unit = unitAsked === city ? null : (unitAsked ?? null);
  if (unit === null) await gate.act(systemActor(city), DUTY_JOB, comeBackTomorrow); // first: a day that fails is not the last
  const walk = <Place>(step: Step<Place>) => walkToEnd(gate, city, step);
  await walk<PermitPlace>((context, after) => openPermits(context, unit, after));
  await walk<EnterprisePlace>((context, after) => openAnnualReports(context, unit, after));
  await walk<ReceiptGroupPlace>((context, after) => openSaleReports(context, unit, after));
  await walk<string>((context, after) => settlePage(context, "permit", unit, after));
  await walk<string>((context, after) => settlePage(context, "shipment", unit, after));
}

type EnterprisePlace = { readonly unitCode: string; readonly uscc: string };
/** One page in one transaction. @returns where it ended; null at the end */
type Step<Place> = (context: UseCaseContext, after: Place | null) => Promise<Place | null>;

async function walkToEnd<Place>(gate: JobGate, city: string, step: Step<Place>): Promise<void> {
  let place: Place | null = null;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const after: Place | null = place;
    place = await gate.act<Place | null>(systemActor(city), DUTY_JOB, (context) => step(context, after), null, DUTY_VIEWS);
    if (place === null) return;
  }
  throw new Error(`${DUTY_JOB}: more than ${MOST_BATCHES} batches`);
}

const placeAfter = <Row>(rows: readonly Row[]): Row | null => (rows.length < BATCH ? null : (rows.at(-1) ?? null));

/** Documents whose window has opened and that nothing has ended yet. */
async function openPermits(context: UseCaseContext, unit: string | null, after: PermitPlace | null): Promise<PermitPlace | null> {
  const { tx, now } = context;
  const today = dayOf(now);
  const permits = await listEndingPermits(tx, unit, addDays(today, -MISSED_RENEWAL_DAYS), addDays(today, LONGEST_WINDOW_DAYS), after, BATCH);
  const due = permits.filter((permit) => {
    const { key, startsAt, dueAt } = permitDeadline(permit);
    return startsAt <= now.getTime() && permitFulfilment(permit, isReminder(key), dueAt, now) === null;
  });
  await openPermitDuties(context, due);
  const last = placeAfter(permits);
  return last && { unitCode: last.unitCode, number: last.number, kind: last.kind };
}

/** The report that is due next; earlier ones were opened in their time, or were due before this program was here to ask. */
async function openAnnualReports(context: UseCaseContext, unit: string | null, after: EnterprisePlace | null): Promise<EnterprisePlace | null> {
  const enterprises = await listEnterprisePage(context.tx, unit, after, BATCH);
  const thisYear = Number(dayOf(context.now).slice(0, 4));
  const isLastStillOpen = context.now.getTime() <= annualReportDeadline("", thisYear - 1).dueAt;
  await openAnnualReportDuties(context, enterprises, isLastStillOpen ? thisYear - 1 : thisYear);
  const last = placeAfter(enterprises);
  return last && { unitCode: last.unitCode, uscc: last.uscc };
}

/** Sales, and transfers between firms that only use, known from the receiver alone, of what was listed on the day. */
async function openSaleReports(context: UseCaseContext, unit: string | null, after: ReceiptGroupPlace | null): Promise<ReceiptGroupPlace | null> {
  const receipts = await listUnansweredReceipts(context.tx, unit, after, BATCH);
  const parties = new Map((await findEnterprises(context.tx, [...new Set(receipts.flatMap(({ seller, buyer }) => [seller, buyer]))])).map((party) => [party.uscc, party]));
  const sales = receipts.flatMap((receipt) => {
    const occurredAt = receipt.receivedAt.getTime();
    const version = versionOn(receipt.substanceId, occurredAt);
    const isTransfer = userTransferPeriod(parties.get(receipt.seller), parties.get(receipt.buyer), version, occurredAt) !== null;
    return version ? [{ ...receipt, substanceClass: version.class, occurredAt, isTransfer }] : [];
  });
  await openSaleReportDuties(context, sales);
  const last = placeAfter(receipts);
  return last && { unitCode: last.unitCode, key: last.key, receivedAt: last.receivedAt };
}

async function settlePage(context: UseCaseContext, subjectKind: "permit" | "shipment", unit: string | null, after: string | null): Promise<string | null> {
  const { rows, next } = await openDutiesAbout(context, subjectKind, unit, after);
  await settleDuties(context, subjectKind === "permit" ? await settledPermits(context.tx, rows, context.now) : await settledSales(context.tx, rows));
  return next;
}

/** Asked at the duty room's own door, as any screen would. */
async function openDutiesAbout(context: UseCaseContext, subjectKind: string, unit: string | null, after: string | null): Promise<{ rows: DutyView[]; next: string | null }> {
  const handler = dutyModule.handlers.find(({ endpoint }) => endpoint.name === listDuties.name);
  if (!handler?.run) throw new Error(`no view ${listDuties.name}`);
  const input = listDuties.input.parse({ whose: "unit", state: "open", subjectKind, unit: unit ?? undefined, after: after ?? undefined, limit: BATCH });
  return listDuties.output.parse(await handler.run(context, input));
}

/** Each day has its own key: a key of the run that is under way would take that run's further attempts from it. */
async function comeBackTomorrow({ addJob, now }: UseCaseContext): Promise<null> {
  const tomorrow = addDays(dayOf(now), 1);
  await addJob(DUTY_JOB, {}, { runAt: new Date(startOfDay(tomorrow) + DAILY_HOUR_MS), jobKey: `${DUTY_JOB}/${tomorrow}` });
  return null;
}
