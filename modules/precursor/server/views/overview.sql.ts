import type { Tx } from "#platform/db.ts";
import type { Day } from "#kernel/calendar.ts";
import { allOf, given, type Fragment } from "./filter.sql.ts";
import { isHealed, isLive, wasShown } from "./finding.sql.ts";
import { isTimed, type Range } from "./balance.sql.ts";

const inUnit = (tx: Tx, unit: string | null, column: Fragment): Fragment => allOf(tx, [given(unit, (code) => tx`${column} = ${code}`)]);

export const countEnterprises = (tx: Tx, unit: string | null) => tx<{ total: number; active: number }[]>`
  select count(*)::int as total, count(*) filter (where e.status = 'active')::int as active from precursor.enterprise e where ${inUnit(tx, unit, tx`e.unit_code`)}`;

export type Trouble = { uscc: string; high: number; findings: number };

/** Books with findings, the gravest first. */
export const selectTroubled = (tx: Tx, unit: string | null, now: Date) => tx<Trouble[]>`
  select f.enterprise as uscc, count(*) filter (where f.severity = 'high')::int as high, count(*)::int as findings
  from precursor.finding f
  where ${inUnit(tx, unit, tx`f.unit_code`)} and ${isLive(tx, now)}
  group by f.enterprise`;

/** Mass moved between these books and "unaccounted", both ways, without its sign. At a past moment without the accounts that do not say what was known when. */
export const sumUnaccounted = (tx: Tx, unit: string | null, usccs: readonly string[], period: Range, asOf: Date | null) => tx<{ uscc: string; massMg: number }[]>`
  select t.enterprise as uscc, sum(abs(t.mass_mg))::bigint as "massMg"
  from (
    select a.enterprise, a.substance_id, a.kind, sum(a.mass_mg) as mass_mg
    from precursor.adjustment a
    where ${inUnit(tx, unit, tx`a.unit_code`)} and a.enterprise = any(${usccs as string[]}::text[]) and a.occurred_at >= ${period.from} and a.occurred_at < ${period.to}
      and ${allOf(tx, [given(asOf, (at) => tx`a.reported_at <= ${at} and ${isTimed(tx)}`)])}
    group by a.enterprise, a.substance_id, a.kind
  ) t
  group by t.enterprise`;

/** The newest day on which something was filed, and the newest month its rows speak of. */
export const selectLastFiling = (tx: Tx, unit: string | null, until: Day) => tx<{ day: Day; month: Day }[]>`
  select f.reported_on as day, max(f.occurred_month) as month
  from precursor.flow_day f
  where ${inUnit(tx, unit, tx`f.unit_code`)} and f.reported_on <= ${until}::date
  group by f.reported_on order by f.reported_on desc limit 2`;

export const selectLastFiledAt = (tx: Tx, unit: string | null, occurred: Range, until: Date) => tx<{ at: Date | null }[]>`
  select max(d.reported_at) as at
  from precursor.declaration d
  where ${inUnit(tx, unit, tx`d.unit_code`)} and d.occurred_at >= ${occurred.from} and d.occurred_at < ${occurred.to} and d.reported_at <= ${until}`;

export type WorkCounts = { mine: number; unassigned: number; high: number; raisedThisWeek: number; healedThisWeek: number };

export const countWork = (tx: Tx, unit: string | null, accountId: string, now: Date, weekAgo: Date) => tx<WorkCounts[]>`
  select
    count(*) filter (where ${isLive(tx, now)} and f.assignee = ${accountId})::int as mine,
    count(*) filter (where ${isLive(tx, now)} and f.assignee is null)::int as unassigned,
    count(*) filter (where ${isLive(tx, now)} and f.severity = 'high')::int as high,
    count(*) filter (where ${wasShown(tx, now)} and greatest(f.due_at, f.raised_at) > ${weekAgo})::int as "raisedThisWeek",
    count(*) filter (where ${isHealed(tx, now)} and ${wasShown(tx, now)} and coalesce(f.ended_at, f.until) > ${weekAgo})::int as "healedThisWeek"
  from precursor.finding f
  where ${inUnit(tx, unit, tx`f.unit_code`)} and (f.ended_at is null or f.ended_at > ${weekAgo} or f.raised_at > ${weekAgo})`;

export const countPapers = (tx: Tx, unit: string | null, today: Day, until: Day, weekAgo: Date) => tx<{ expiringPermits: number; imports: number }[]>`
  select
    (select count(*)::int from precursor.permit p where ${inUnit(tx, unit, tx`p.unit_code`)} and p.valid_from <= ${today}::date and p.valid_to >= ${today}::date and p.valid_to < ${until}::date) as "expiringPermits",
    (select count(*)::int from precursor.import i where ${inUnit(tx, unit, tx`i.unit_code`)} and i.committed_at > ${weekAgo}) as imports`;
