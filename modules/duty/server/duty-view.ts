import type { Actor } from "#kernel/actor.ts";
import type { DutyDetail, DutyView } from "../contract/index.ts";
import { dutyActions, dutyState } from "../domain/duty.ts";
import type { DutyRow, selectEvidence } from "./duty.sql.ts";

/** A row as the actor sees it now. */
export function dutyView(row: DutyRow, actor: Actor, now: Date): DutyView {
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
    outcome: outcomeOf(row),
    can: dutyActions(actor, owner, state),
  };
}

export function dutyDetail(row: DutyRow, evidence: Awaited<ReturnType<typeof selectEvidence>>, actor: Actor, now: Date): DutyDetail {
  return { ...dutyView(row, actor, now), evidence: evidence.map((item) => ({ ...item, addedAt: item.addedAt.toISOString() })) };
}

function outcomeOf(row: DutyRow): DutyView["outcome"] {
  if (row.outcome === null || row.outcomeAt === null) return null;
  return { kind: row.outcome, at: row.outcomeAt.toISOString(), by: row.outcomeBy ?? "", reason: row.outcomeReason ?? "", late: row.outcomeAt > row.dueAt };
}
