import { listDutiesAbout, openDuties, ownCalendar, settleDuties, type KnownDuty, type NewDuty } from "#duty";
import { startOfDay } from "#kernel/calendar.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { isOfCity } from "#territory";
import type { Deadline } from "../contract/deadline.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit } from "../contract/permit.ts";
import { shippedCatalogue } from "../domain/shipped-catalogue.ts";
import { findVoided } from "./declaration.sql.ts";
import { annualReportDeadline, permitDeadline, saleReportDeadline, userTransferDeadline, type Sale } from "../domain/deadlines.ts";

type Context = Pick<UseCaseContext, "tx" | "now" | "newId" | "actor" | "touches">;

/** What an enterprise owes, as a duty of the unit it lies in; the unit's officers see it among the unit's. */
const dutyOf = (deadline: Deadline, unitCode: string, enterprise: string): NewDuty => ({
  key: deadline.key,
  title: deadline.title,
  owner: { unitCode, department: "enterprise", accountId: null, enterprise },
  subject: { kind: deadline.subjectKind, key: deadline.subjectKey },
  legalBasis: deadline.legalBasis,
  clockMode: deadline.clockMode,
  startsAt: deadline.startsAt,
  dueAt: deadline.dueAt,
  reminders: deadline.reminders,
});

/** A firm of another province is known here as a partner only: its books are not kept here, and it owes its filings there. */
const openHere = (context: Context, duties: readonly NewDuty[]): Promise<number> => openDuties(context, duties.filter(({ owner }) => isOfCity(owner.unitCode)));

/** Renewal or expiry of each document; offering a document again opens nothing new. @returns how many were new */
export const openPermitDuties = (context: Context, permits: readonly Permit[]): Promise<number> =>
  openHere(context, permits.map((permit) => dutyOf(permitDeadline(permit), permit.unitCode, permit.holder)));

/** The report on `year`, owed by every enterprise registered before that year ended and not closed. @returns how many were new */
export function openAnnualReportDuties(context: Context, enterprises: readonly Enterprise[], year: number): Promise<number> {
  const owing = enterprises.filter((enterprise) => enterprise.status !== "closed" && enterprise.since < startOfDay(`${year + 1}-01-01`));
  return openHere(context, owing.map((enterprise) => dutyOf(annualReportDeadline(enterprise.uscc, year), enterprise.unitCode, enterprise.uscc)));
}

/** `unitCode` is the seller's; `isTransfer`: passed on between firms that only use it. */
export type KnownSale = Sale & { readonly unitCode: string; readonly isTransfer: boolean };

/**
 * The seller's, or the giver's, filing of what is known from the receipt only. A duty that was done by a filing voided since
 * is owed again, under the next ordinal. @returns how many were new
 */
export async function openSaleReportDuties(context: Context, sales: readonly KnownSale[]): Promise<number> {
  const duties = sales.map((sale) => dutyOf(filingDeadline(sale), sale.unitCode, sale.seller));
  return openHere(context, await owedAgain(context, duties));
}

async function owedAgain(context: Context, duties: readonly NewDuty[]): Promise<NewDuty[]> {
  const known = await listDutiesAbout(context, "shipment", duties.map(({ owner, subject }) => ({ unitCode: owner.unitCode, subjectKey: subject.key })));
  const voided = await findVoided(context.tx, known.flatMap(({ unitCode, declarations }) => declarations.map((key) => declarationNamed(unitCode, key))));
  return duties.map((duty) => {
    const ruleId = ruleIdOf(duty);
    const before = known.filter(({ unitCode, key, subjectKey }) => unitCode === duty.owner.unitCode && subjectKey === duty.subject.key && key.startsWith(`${ruleId}/`));
    return before.length > 0 && before.every((each) => isUndone(each, voided)) ? { ...duty, key: `${ruleId}/${before.length + 1}/${duty.subject.key}` } : duty;
  });
}

const ruleIdOf = ({ key, subject }: NewDuty): string => key.slice(0, -subject.key.length - 1);

/** Done by filings of which none stands. What a person closed by other evidence stays closed. */
const isUndone = ({ outcome, declarations }: KnownDuty, voided: ReadonlySet<string>): boolean => outcome === "done" && declarations.length > 0 && declarations.every((key) => voided.has(key));

/** @param key `uscc/declaration id` */
function declarationNamed(unitCode: string, key: string) {
  const slash = key.indexOf("/");
  return { unitCode, declarant: key.slice(0, slash), declarationId: key.slice(slash + 1) };
}

/** People know a substance by its name in the catalogue, not by its id. */
function filingDeadline(sale: KnownSale): Deadline {
  const name = shippedCatalogue.entryById.get(sale.substanceId);
  const [zh, en] = [name?.nameZh ?? sale.substanceId, name?.nameEn ?? sale.substanceId];
  if (!sale.isTransfer) return { ...saleReportDeadline(sale, ownCalendar), title: { zh: `报告销售情况（${zh}）`, en: `Report the sale (${en})` } };
  const transfer = { giver: sale.seller, receiver: sale.buyer, substanceId: sale.substanceId, shipment: sale.shipment, deliveredAt: sale.occurredAt };
  return { ...userTransferDeadline(transfer, ownCalendar), title: { zh: `备案使用单位之间的转让、赠送或出借（${zh}）`, en: `File the transfer, gift or loan between user firms (${en})` } };
}

/** Closes the duty when the seller's filing arrives. `declaration` is `uscc/declaration_id`. @returns how many were closed */
export const settleSaleReportDuties = (context: Context, filed: readonly (Sale & { unitCode: string; declaration: string })[]): Promise<number> =>
  settleDuties(context, filed.map((sale) => ({ unitCode: sale.unitCode, key: saleReportDeadline(sale, ownCalendar).key, evidence: { kind: "declaration", reference: sale.declaration }, reason: "已申报销售 / sale filed" })));
