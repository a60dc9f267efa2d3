import type { Actor } from "#kernel/actor.ts";
import type { Tx } from "#platform/db.ts";
import type { DutyState, Evidence, EvidenceInput, NewDuty } from "../contract/index.ts";

export type DutyRow = {
  unitCode: string;
  id: string;
  key: string;
  titleZh: string;
  titleEn: string;
  ownerDepartment: NewDuty["owner"]["department"];
  ownerAccount: string | null;
  ownerEnterprise: string | null;
  subjectKind: string;
  subjectKey: string;
  basisZh: string;
  basisEn: string;
  basisGrade: NewDuty["legalBasis"]["grade"];
  basisVerified: boolean;
  clockMode: NewDuty["clockMode"];
  startsAt: Date;
  dueSoonAt: Date;
  dueAt: Date;
  reminders: number[];
  calendarKnown: boolean;
  outcome: "done" | "waived" | null;
  outcomeAt: Date | null;
  outcomeUnit: string | null;
  outcomeAccount: string | null;
  outcomeReason: string | null;
};

const dutyColumns = (tx: Tx) => tx`
  d.unit_code as "unitCode", d.id, d.key, d.title_zh as "titleZh", d.title_en as "titleEn", d.owner_department as "ownerDepartment", d.owner_account as "ownerAccount",
  d.owner_enterprise as "ownerEnterprise", d.subject_kind as "subjectKind", d.subject_key as "subjectKey", d.basis_zh as "basisZh", d.basis_en as "basisEn",
  d.basis_grade as "basisGrade", d.basis_verified as "basisVerified", d.clock_mode as "clockMode", d.starts_at as "startsAt", d.due_soon_at as "dueSoonAt", d.due_at as "dueAt", d.reminders, d.calendar_known as "calendarKnown",
  o.kind as outcome, o.at as "outcomeAt", o.account_unit as "outcomeUnit", o.account_id as "outcomeAccount", o.reason as "outcomeReason"`;

/** Sent with every question, whatever row-level security adds: the city sees all units, an enterprise its own duties. */
const visibleTo = (tx: Tx, actor: Actor) => tx`
  (${actor.scope} = 'city' or d.unit_code = ${actor.unitCode}) and (${actor.enterpriseUscc ?? null}::text is null or d.owner_enterprise = ${actor.enterpriseUscc ?? null})`;

export type DutyFilter = {
  readonly whose: "mine" | "unit";
  readonly state: "open" | DutyState;
  readonly unit?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectKey?: string | undefined;
  readonly after: { dueAt: Date; id: string } | null;
  readonly limit: number;
};

export const selectDuties = (tx: Tx, actor: Actor, filter: DutyFilter, now: Date) => tx<DutyRow[]>`
  select ${dutyColumns(tx)}
  from duty.duty d
  left join duty.outcome o on o.unit_code = d.unit_code and o.duty_id = d.id
  where ${visibleTo(tx, actor)}
    and (${filter.whose} = 'unit' or d.owner_account = ${actor.accountId} or d.owner_enterprise = ${actor.enterpriseUscc ?? null}
      or (d.owner_account is null and d.unit_code = ${actor.unitCode} and d.owner_department = ${actor.department} and d.owner_enterprise is null))
    and (${filter.unit ?? null}::text is null or d.unit_code = ${filter.unit ?? null})
    and (${filter.subjectKind ?? null}::text is null or d.subject_kind = ${filter.subjectKind ?? null})
    and (${filter.subjectKey ?? null}::text is null or d.subject_key = ${filter.subjectKey ?? null})
    and case ${filter.state}::text
      when 'open' then o.kind is null
      when 'overdue' then o.kind is null and d.due_at < ${now}
      when 'due-soon' then o.kind is null and d.due_at >= ${now} and d.due_soon_at <= ${now}
      when 'upcoming' then o.kind is null and d.due_at >= ${now} and d.due_soon_at > ${now}
      else o.kind = ${filter.state}::text
    end
    and (${filter.after?.id ?? null}::uuid is null or (d.due_at, d.id) > (${filter.after?.dueAt ?? now}, ${filter.after?.id ?? null}::uuid))
  order by d.due_at, d.id
  limit ${filter.limit}`;

export const selectDuty = (tx: Tx, actor: Actor, id: string) => tx<DutyRow[]>`
  select ${dutyColumns(tx)}
  from duty.duty d
  left join duty.outcome o on o.unit_code = d.unit_code and o.duty_id = d.id
  where d.id = ${id} and ${visibleTo(tx, actor)}`;

export type KnownDuty = {
  readonly unitCode: string;
  readonly key: string;
  readonly subjectKey: string;
  readonly outcome: "done" | "waived" | null;
  /** Declarations given as evidence: `uscc/declaration id`. */
  readonly declarations: readonly string[];
};

export const selectDutiesAbout = (tx: Tx, actor: Actor, subjectKind: string, subjects: readonly { readonly unitCode: string; readonly subjectKey: string }[]) => tx<KnownDuty[]>`
  select d.unit_code as "unitCode", d.key, d.subject_key as "subjectKey", o.kind as outcome,
    array(select e.reference from duty.evidence e where e.unit_code = d.unit_code and e.duty_id = d.id and e.kind = 'declaration' and e.reference is not null) as declarations
  from unnest(${subjects.map((each) => each.unitCode)}::text[], ${subjects.map((each) => each.subjectKey)}::text[]) as s (unit_code, subject_key)
  join duty.duty d on d.unit_code = s.unit_code and d.subject_key = s.subject_key and d.subject_kind = ${subjectKind}
  left join duty.outcome o on o.unit_code = d.unit_code and o.duty_id = d.id
  where ${visibleTo(tx, actor)}
  order by d.opened_at, d.id`;

export type EvidenceRow = Omit<Evidence, "addedAt" | "addedBy"> & { addedAt: Date; accountUnit: string; accountId: string };

export const selectEvidence = (tx: Tx, unitCode: string, dutyId: string) => tx<EvidenceRow[]>`
  select id, kind, reference, text, added_at as "addedAt", account_unit as "accountUnit", account_id as "accountId"
  from duty.evidence where unit_code = ${unitCode} and duty_id = ${dutyId}
  order by added_at, id`;

export type OpenedDuty = NewDuty & { readonly id: string; readonly dueSoonAt: number; readonly calendarKnown: boolean };

/** Opens those whose key is new in their unit; answers which. */
export const insertDuties = (tx: Tx, duties: readonly OpenedDuty[], openedAt: Date, openedBy: string) => tx<{ key: string; unitCode: string }[]>`
  insert into duty.duty (unit_code, id, key, title_zh, title_en, owner_department, owner_account, owner_enterprise, subject_kind, subject_key, basis_zh, basis_en, basis_grade, basis_verified,
    clock_mode, starts_at, due_soon_at, due_at, reminders, calendar_known, opened_at, opened_by)
  select d.owner->>'unitCode', d.id, d.key, d.title->>'zh', d.title->>'en', d.owner->>'department', d.owner->>'accountId', d.owner->>'enterprise', d.subject->>'kind', d.subject->>'key',
    d."legalBasis"->>'zh', d."legalBasis"->>'en', d."legalBasis"->>'grade', (d."legalBasis"->>'verified')::boolean, d."clockMode",
    to_timestamp(d."startsAt" / 1000.0), to_timestamp(d."dueSoonAt" / 1000.0), to_timestamp(d."dueAt" / 1000.0), d.reminders, d."calendarKnown", ${openedAt}, ${openedBy}
  from jsonb_to_recordset(${JSON.stringify(duties)}::text::jsonb) as d (id uuid, key text, title jsonb, owner jsonb, subject jsonb, "legalBasis" jsonb, "clockMode" text,
    "startsAt" numeric, "dueSoonAt" numeric, "dueAt" numeric, reminders jsonb, "calendarKnown" boolean)
  on conflict (unit_code, key) do nothing
  returning key, unit_code as "unitCode"`;

export type Closing = { readonly unitCode: string; readonly dutyId: string; readonly kind: "done" | "waived"; readonly reason: string };

/** Empty when another closed it first. */
export const insertOutcome = (tx: Tx, closing: Closing, at: Date, actor: Actor) => tx`
  insert into duty.outcome (unit_code, duty_id, kind, at, account_unit, account_id, reason)
  values (${closing.unitCode}, ${closing.dutyId}, ${closing.kind}, ${at}, ${actor.unitCode}, ${actor.accountId}, ${closing.reason})
  on conflict (unit_code, duty_id) do nothing
  returning duty_id`;

export const insertEvidence = (tx: Tx, unitCode: string, dutyId: string, items: readonly (EvidenceInput & { id: string })[], at: Date, actor: Actor) => tx`
  insert into duty.evidence (unit_code, duty_id, id, kind, reference, text, added_at, account_unit, account_id)
  select ${unitCode}, ${dutyId}, e.id, e.kind, e.reference, e.text, ${at}, ${actor.unitCode}, ${actor.accountId}
  from jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb) as e (id uuid, kind text, reference text, text text)`;

export type SettledDuty = { readonly unitCode: string; readonly key: string; readonly evidenceId: string; readonly evidenceKind: string; readonly reference: string; readonly reason: string };

/** Closes open duties by key as done, with the declaration or document that did it as evidence; unknown and closed ones are passed over. */
export const settleOpenDuties = (tx: Tx, settled: readonly SettledDuty[], at: Date, actor: Actor) => tx<{ unitCode: string }[]>`
  with given as (
    select d.unit_code, d.id as duty_id, s."evidenceId", s."evidenceKind", s.reference, s.reason
    from jsonb_to_recordset(${JSON.stringify(settled)}::text::jsonb) as s ("unitCode" text, key text, "evidenceId" uuid, "evidenceKind" text, reference text, reason text)
    join duty.duty d on d.unit_code = s."unitCode" and d.key = s.key
  ), closed as (
    insert into duty.outcome (unit_code, duty_id, kind, at, account_unit, account_id, reason)
    select unit_code, duty_id, 'done', ${at}, ${actor.unitCode}, ${actor.accountId}, reason from given
    on conflict (unit_code, duty_id) do nothing
    returning unit_code, duty_id
  ), shown as (
    insert into duty.evidence (unit_code, duty_id, id, kind, reference, text, added_at, account_unit, account_id)
    select g.unit_code, g.duty_id, g."evidenceId", g."evidenceKind", g.reference, g.reason, ${at}, ${actor.unitCode}, ${actor.accountId}
    from given g join closed c using (unit_code, duty_id)
  )
  select unit_code as "unitCode" from closed`;
