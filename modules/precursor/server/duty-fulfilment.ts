import { endOfDay, dayOf } from "#kernel/calendar.ts";
import type { Settlement } from "#duty";
import type { DutyView } from "#duty/contract";
import type { Tx } from "#platform/db.ts";
import { groupKeyOf } from "../domain/match-shipments.ts";
import { laneKeyOf, type Lane } from "../domain/key.ts";
import { DEADLINE_RULES } from "../domain/shipped-deadlines.ts";
import { listShipments, listWatched, type ShipmentRow } from "./books/shipment.sql.ts";
import { findPermitStates, findReceipts, type PermitState } from "./duty-jobs.sql.ts";

type Fulfilment = Pick<Settlement, "evidence" | "reason">;

/**
 * What ended the duty about a document due at `dueAt`, or null. A reminder of expiry also ends with the document: it is no
 * duty of the law, so it is closed on the last day and nobody is late with it.
 */
export function permitFulfilment(permit: PermitState, isReminder: boolean, dueAt: number, now: Date): Fulfilment | null {
  const by = (reference: string, reason: string): Fulfilment => ({ evidence: { kind: "document", reference }, reason });
  if (endOfDay(dayOf(permit.validTo)) > dueAt) return by(permit.number, "同一证件已延期 / the document itself now runs longer");
  if (permit.successor !== null) return by(permit.successor, "已取得新证件 / a document that runs longer is registered");
  if (isReminder && permit.isUsedUp) return by(permit.number, "证件已用完 / the document is used up");
  if (isReminder && dayOf(now) >= dayOf(dueAt)) return by(permit.number, "证件期满，提醒结束 / the document ends; so does the reminder");
  return null;
}

export const isReminder = (dutyKey: string): boolean => DEADLINE_RULES.some((rule) => rule.kind === "expiry" && dutyKey.startsWith(`${rule.id}/`));
const isFiling = (dutyKey: string): boolean => DEADLINE_RULES.some((rule) => (rule.kind === "sale-report" || rule.kind === "user-transfer") && dutyKey.startsWith(`${rule.id}/`));

/** Of open duties about documents, those something has ended. A document no longer on the register is left to a person. */
export async function settledPermits(tx: Tx, duties: readonly DutyView[], now: Date): Promise<Settlement[]> {
  const placeOf = ({ owner, subject }: DutyView) => {
    const slash = subject.key.indexOf("/");
    return { unitCode: owner.unitCode, kind: subject.key.slice(0, slash), number: subject.key.slice(slash + 1) };
  };
  const states = new Map((await findPermitStates(tx, duties.map(placeOf))).map((permit) => [`${permit.unitCode} ${permit.kind}/${permit.number}`, permit]));
  return duties.flatMap((duty) => {
    const permit = states.get(`${duty.owner.unitCode} ${duty.subject.key}`);
    const fulfilment = permit && permitFulfilment(permit, isReminder(duty.key), Date.parse(duty.dueAt), now);
    return fulfilment ? [{ unitCode: duty.owner.unitCode, key: duty.key, ...fulfilment }] : [];
  });
}

/** Of open duties to report a sale or a transfer, those the sender has filed. A receipt that was voided since is left to a person. */
export async function settledSales(tx: Tx, duties: readonly DutyView[]): Promise<Settlement[]> {
  const sales = duties.filter(({ key }) => isFiling(key)).map(saleOfDuty);
  const unitOf = new Map(sales.map((sale) => [sale.act, sale.unitCode]));
  const groups = new Map<string, string>();
  for (const receipt of await findReceipts(tx, sales)) {
    const group = groupKeyOf(receipt);
    const unit = unitOf.get(actOf(receipt.counterparty ?? "", receipt.declarant, receipt.substanceId, receipt.shipment, receipt.occurredAt));
    if (unit !== undefined) groups.set(group, unit);
  }
  const received = await listShipments(tx, [...groups]);
  const filings = await filingsOf(tx, received);
  const open = new Set((await listWatched(tx, lanesOf(sales))).filter(isUnanswered).map(actOfGroup));
  return sales.flatMap(({ unitCode, key, act }) => {
    const filing = filings.get(act);
    return filing === undefined || open.has(act) ? [] : [{ unitCode, key, evidence: { kind: "declaration" as const, reference: filing }, reason: "已备案 / filed" }];
  });
}

/** Reads back what `saleReportDeadline` and `userTransferDeadline` wrote: seller/buyer/substance/shipment number, or the moment where there is none. */
function saleOfDuty({ key, subject, owner, startsAt }: DutyView) {
  const [seller = "", buyer = "", substanceId = "", ...shipment] = subject.key.split("/");
  return { key, act: subject.key, unitCode: owner.unitCode, seller, buyer, substanceId, shipment: shipment.join("/"), occurredAt: Date.parse(startsAt) };
}

const actOf = (seller: string, buyer: string, substanceId: string, shipment: string | null, receivedAt: number): string => `${seller}/${buyer}/${substanceId}/${shipment ?? receivedAt}`;
const actOfGroup = (group: ShipmentRow): string => actOf(group.sender, group.receiver, group.substanceId, group.shipment, group.receipts[0]?.at ?? 0);
const isUnanswered = (group: ShipmentRow): boolean => group.receipts.length > 0 && group.dispatches.length === 0 && group.pairedWith === null;

type Sale = ReturnType<typeof saleOfDuty>;
const lanesOf = (sales: readonly Sale[]): (Lane & { unitCode: string })[] => {
  const lanes = sales.map(({ seller, buyer, substanceId, unitCode }) => ({ sender: seller, receiver: buyer, substanceId, unitCode }));
  return [...new Map(lanes.map((lane) => [laneKeyOf(lane), lane])).values()];
};

/** The seller's declaration that answers each sale: in the same group, or in the one it was paired with. */
async function filingsOf(tx: Tx, received: readonly ShipmentRow[]): Promise<Map<string, string>> {
  const partners = await listShipments(tx, received.flatMap((group) => (group.pairedWith ?? []).map((key) => [key, group.unitCode] as const)));
  const dispatchOf = new Map(partners.flatMap((group) => (group.dispatches[0] ? [[group.key, group.dispatches[0].key]] : [])));
  const filings = new Map<string, string>();
  for (const group of received) {
    const filing = group.dispatches[0]?.key ?? group.pairedWith?.map((key) => dispatchOf.get(key)).find((key) => key !== undefined);
    if (filing !== undefined) filings.set(actOfGroup(group), filing);
  }
  return filings;
}
