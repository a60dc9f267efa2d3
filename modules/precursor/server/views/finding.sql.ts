import type { Tx } from "#platform/db.ts";
import type { Finding, FindingKind, FindingSeverity, Words } from "../../contract/finding.ts";
import type { FindingAct, FindingState } from "../../contract/finding.api.ts";
import type { BookScope } from "./book-scope.ts";
import { allOf, given, inScope, type Fragment } from "./filter.sql.ts";

export type FindingFilter = {
  readonly scope: BookScope;
  readonly kind?: FindingKind | undefined;
  readonly severity?: FindingSeverity | undefined;
  readonly substanceId?: string | null | undefined;
  /** Undefined: whatever still needs a person (open and assigned). */
  readonly state?: FindingState | "all" | undefined;
  readonly assignee?: string | undefined;
  readonly now: Date;
};

/** Place in the queue: severity, then mass, then age. */
export type FindingPlace = { readonly rank: number; readonly massMg: number; readonly since: Date; readonly id: string };

export type StoredFinding = Omit<Finding, "key" | "since" | "dueAt" | "until"> & {
  id: string;
  since: Date;
  dueAt: Date;
  until: Date | null;
  rank: number;
  state: FindingState;
  assignee: string | null;
  /** Where the assignee's account lies. */
  assigneeUnit: string | null;
  endedAt: Date | null;
  endedReason: Words | null;
};

/** Severities from the gravest; the order of the queue. */
export const SEVERITY_ORDER: readonly FindingSeverity[] = ["high", "medium", "low", "info"];
const rankOf = (tx: Tx): Fragment => tx`array_position(${SEVERITY_ORDER as string[]}::text[], f.severity)`;

const stateOf = (tx: Tx, now: Date): Fragment => tx`
  case when f.ended_at is not null then case f.status when 'closed' then 'closed' else 'healed' end
    when f.until <= ${now} then 'healed'
    when f.assignee is not null then 'assigned'
    else 'open'
  end`;

/** Shown from `due_at` on; one that ended before was never shown. */
export const wasShown = (tx: Tx, now: Date): Fragment => tx`f.due_at <= ${now} and (f.ended_at is null or f.due_at < f.ended_at)`;
export const isLive = (tx: Tx, now: Date): Fragment => tx`f.ended_at is null and f.due_at <= ${now} and (f.until is null or f.until > ${now})`;
export const isHealed = (tx: Tx, now: Date): Fragment => tx`((f.ended_at is not null and f.status <> 'closed') or (f.ended_at is null and f.until <= ${now}))`;

function inState(tx: Tx, state: FindingFilter["state"], now: Date): Fragment {
  if (state === undefined) return isLive(tx, now);
  if (state === "open") return tx`${isLive(tx, now)} and f.assignee is null`;
  if (state === "assigned") return tx`${isLive(tx, now)} and f.assignee is not null`;
  if (state === "closed") return tx`f.ended_at is not null and f.status = 'closed' and ${wasShown(tx, now)}`;
  if (state === "healed") return tx`${isHealed(tx, now)} and ${wasShown(tx, now)}`;
  return wasShown(tx, now);
}

export const findingScope = (tx: Tx, scope: BookScope): Fragment => inScope(tx, scope, tx`f.unit_code`, tx`f.enterprise`);

const matching = (tx: Tx, filter: FindingFilter): Fragment =>
  allOf(tx, [
    findingScope(tx, filter.scope),
    inState(tx, filter.state, filter.now),
    given(filter.substanceId, (substanceId) => tx`f.substance_id = ${substanceId}`),
    given(filter.assignee, (assignee) => tx`f.assignee = ${assignee}`),
  ]);

const columns = (tx: Tx, now: Date): Fragment => tx`
  f.unit_code as "unitCode", f.id, f.kind, f.severity, f.rule, f.enterprise, f.counterparty, f.substance_id as "substanceId", f.lot, f.shipment, f.declarations, f.mass_mg as "massMg",
  f.since, f.due_at as "dueAt", f.until, f.inputs, f.words, ${rankOf(tx)} as rank, ${stateOf(tx, now)} as state, f.assignee, f.ended_at as "endedAt", f.ended_reason as "endedReason",
  (select a.account_unit from precursor.finding_act a where a.unit_code = f.unit_code and a.finding_id = f.id and a.kind = 'assign' and a.assignee = f.assignee order by a.at desc, a.id desc limit 1) as "assigneeUnit"`;

export const selectFindings = (tx: Tx, filter: FindingFilter, after: FindingPlace | null, limit: number) => tx<StoredFinding[]>`
  select ${columns(tx, filter.now)}
  from precursor.finding f
  where ${matching(tx, filter)} and ${allOf(tx, [
    given(filter.kind, (kind) => tx`f.kind = ${kind}`),
    given(filter.severity, (severity) => tx`f.severity = ${severity}`),
    given(after, ({ rank, massMg, since, id }) => tx`(${rankOf(tx)}, -f.mass_mg, f.since, f.id) > (${rank}::int, ${-massMg}::bigint, ${since}::timestamptz, ${id}::uuid)`),
  ])}
  order by ${rankOf(tx)}, -f.mass_mg, f.since, f.id
  limit ${limit}`;

export type FindingCount = { kind: FindingKind; severity: FindingSeverity; count: number };

/** Under every filter but kind and severity, so the counts show what choosing another would give. */
export const countFindings = (tx: Tx, filter: FindingFilter) => tx<FindingCount[]>`
  select f.kind, f.severity, count(*)::int as count
  from precursor.finding f
  where ${matching(tx, filter)}
  group by f.kind, f.severity
  order by ${rankOf(tx)}, f.kind`;

export const selectFinding = (tx: Tx, scope: BookScope, id: string, now: Date) => tx<StoredFinding[]>`
  select ${columns(tx, now)} from precursor.finding f where f.id = ${id} and ${findingScope(tx, scope)} and ${wasShown(tx, now)}`;

/** Live findings about these books that name the declaration. */
export const selectFindingsNaming = (tx: Tx, scope: BookScope, enterprises: readonly string[], declaration: string, now: Date) => tx<{ id: string; kind: string; words: Words }[]>`
  select f.id, f.kind, f.words
  from precursor.finding f
  where ${findingScope(tx, scope)} and f.enterprise = any(${enterprises as string[]}::text[]) and ${isLive(tx, now)} and ${declaration} = any(f.declarations)
  order by ${rankOf(tx)}, f.id`;

export const selectActs = (tx: Tx, unitCode: string, findingId: string) => tx<(Omit<FindingAct, "at" | "accountName"> & { at: Date; accountUnit: string; accountId: string })[]>`
  select id, kind, account_unit as "accountUnit", account_id as "accountId", at, reason, why, evidence
  from precursor.finding_act where unit_code = ${unitCode} and finding_id = ${findingId}
  order by at, id`;

/** What people, and the program that reopens, had done with findings by a moment, oldest first. */
export const selectActsUntil = (tx: Tx, findingIds: readonly string[], at: Date) => tx<{ findingId: string; kind: FindingAct["kind"]; accountUnit: string; assignee: string | null; at: Date; reason: string | null }[]>`
  select finding_id as "findingId", kind, account_unit as "accountUnit", assignee, at, reason
  from precursor.finding_act
  where finding_id = any(${findingIds as string[]}::uuid[]) and at <= ${at}
  order by at, id`;
