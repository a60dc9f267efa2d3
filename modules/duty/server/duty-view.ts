import { maskedNames } from "#access";
import type { UseCaseContext } from "#platform/module.ts";
import type { DutyDetail, DutyView } from "../contract/index.ts";
import { dutyActions, dutyState } from "../domain/duty.ts";
import type { DutyRow, EvidenceRow } from "./duty.sql.ts";

/** Rows as the actor sees them now. */
export async function dutyViews(context: UseCaseContext, rows: readonly DutyRow[]): Promise<DutyView[]> {
  const names = await maskedNames(context, rows.flatMap(closerOf));
  return rows.map((row) => dutyView(row, context, names));
}

export async function dutyDetail(context: UseCaseContext, row: DutyRow, evidence: readonly EvidenceRow[]): Promise<DutyDetail> {
  const names = await maskedNames(context, [...closerOf(row), ...evidence.map(({ accountUnit, accountId }) => ({ unitCode: accountUnit, id: accountId }))]);
  const items = evidence.map(({ accountUnit: _, accountId, addedAt, ...item }) => ({ ...item, addedAt: addedAt.toISOString(), addedBy: names.get(accountId) ?? null }));
  return { ...dutyView(row, context, names), evidence: items };
}

const closerOf = ({ outcomeUnit, outcomeAccount }: DutyRow) => (outcomeUnit === null || outcomeAccount === null ? [] : [{ unitCode: outcomeUnit, id: outcomeAccount }]);

function dutyView(row: DutyRow, { actor, now }: UseCaseContext, names: ReadonlyMap<string, string>): DutyView {
  const owner = { unitCode: row.unitCode, department: row.ownerDepartment, accountId: row.ownerAccount, enterprise: row.ownerEnterprise };
  const state = dutyState({ dueSoonAt: row.dueSoonAt.getTime(), dueAt: row.dueAt.getTime(), outcome: row.outcome }, now.getTime());
  return {
    id: row.id,
    key: row.key,
    title: { zh: row.titleZh, en: row.titleEn },
    owner,
    subject: { kind: row.subjectKind, key: row.subjectKey },
    legalBasis: { zh: row.basisZh, en: row.basisEn, grade: row.basisGrade, verified: row.basisVerified },
    clockMode: row.clockMode,
    startsAt: row.startsAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    reminders: row.reminders.map((at) => new Date(at).toISOString()),
    state,
    calendarKnown: row.calendarKnown,
    outcome: outcomeOf(row, names),
    can: dutyActions(actor, owner, state),
  };
}

function outcomeOf(row: DutyRow, names: ReadonlyMap<string, string>): DutyView["outcome"] {
  if (row.outcome === null || row.outcomeAt === null) return null;
  return { kind: row.outcome, at: row.outcomeAt.toISOString(), by: names.get(row.outcomeAccount ?? "") ?? null, reason: row.outcomeReason ?? "", late: row.outcomeAt > row.dueAt };
}
