import { createHash } from "node:crypto";
import type { Tx } from "#platform/db.ts";
import type { Finding, Words } from "../../contract/finding.ts";
import { replacing, writeRows, type DerivedTable } from "./bulk.sql.ts";
import { findingId } from "../finding-id.ts";

/** A finding with the group it was judged in: settling a group again replaces what it said before. */
export type GroupedFinding = { readonly group: string; readonly finding: Finding };

const FINDING: DerivedTable = {
  name: "finding",
  key: ["unit_code", "id"],
  columns: {
    unit_code: "text", id: "uuid", key: "text", kind: "text", severity: "text", rule: "jsonb", enterprise: "text", counterparty: "text", substance_id: "text", lot: "text", shipment: "text",
    declarations: "text[]", mass_mg: "bigint", since: "timestamptz", due_at: "timestamptz", until: "timestamptz", inputs: "jsonb", words: "jsonb",
    group_key: "text", status: "text", assignee: "text", raised_at: "timestamptz", ended_at: "timestamptz", ended_reason: "jsonb", content: "text",
  },
};

type Stored = { unitCode: string; id: string; groupKey: string; status: string; assignee: string | null; raisedAt: Date; endedAt: Date | null; endedReason: unknown; content: string };

const instant = (ms: number) => Math.min(ms, 8.64e15);

/**
 * Makes the stored findings of these groups equal to `judged`: new ones are raised, changed ones rewritten, vanished ones
 * healed with the reason. What a person closed stays closed unless the trouble itself changed: then it is reopened, and an act
 * of the program in its history says so.
 */
export async function storeFindings({ tx, now, newId }: Posting, groups: readonly string[], judged: readonly GroupedFinding[], units: readonly string[], because: Because): Promise<readonly string[]> {
  const stored = await findStored(tx, units, groups, judged.map(({ finding }) => findingId(finding.key)));
  const byId = new Map(stored.map((row) => [nameOf(row), row]));
  const seen = new Set<string>();
  const changed: Changed[] = [];
  for (const { group, finding } of judged) {
    const id = findingId(finding.key);
    const name = nameOf({ unitCode: finding.unitCode, id });
    seen.add(name);
    const before = byId.get(name);
    const content = contentOf(finding);
    if (before?.content === content && (before.endedAt === null || before.status === "closed")) continue;
    changed.push({ group, finding, before, content, id });
  }
  const reopened = await standAsLocked(tx, changed);
  await writeRows(tx, replacing(FINDING, changed, (each) => cellsOf(each, now)));
  if (reopened.length > 0) await insertReopenings(tx, reopened, now, newId, because.changed);
  const vanished = stored.filter((row) => row.endedAt === null && !seen.has(nameOf(row)));
  if (vanished.length > 0) await heal(tx, vanished, now, because.healed);
  return changed.map(({ id }) => id);
}

type Posting = { readonly tx: Tx; readonly now: Date; readonly newId: () => string };

/** Why a finding healed, or changed: the newest row or register entry that made the difference. */
export type Because = { readonly healed: Words; readonly changed: Words };

type Changed = { readonly group: string; readonly finding: Finding; before: Stored | undefined; readonly content: string; readonly id: string };

const nameOf = ({ unitCode, id }: { readonly unitCode: string; readonly id: string }) => `${unitCode} ${id}`;

/** Who decides on a finding at this very moment is waited for, and seen. @returns those that were closed */
async function standAsLocked(tx: Tx, changed: readonly Changed[]): Promise<Stored[]> {
  const known = changed.flatMap(({ before }) => before ?? []);
  if (known.length === 0) return [];
  const locked = await lockStored(tx, known);
  const byId = new Map(locked.map((row) => [nameOf(row), row]));
  for (const each of changed) if (each.before) each.before = byId.get(nameOf(each.before));
  return locked.filter((row) => row.endedAt !== null && row.status === "closed");
}

function cellsOf({ group, finding, before, content, id }: Changed, now: Date) {
  const isOpen = before !== undefined && before.endedAt === null;
  return [
    finding.unitCode, id, finding.key, finding.kind, finding.severity, JSON.stringify(finding.rule), finding.enterprise, finding.counterparty, finding.substanceId, finding.lot, finding.shipment,
    finding.declarations, finding.massMg, instant(finding.since), instant(finding.dueAt), finding.until === null ? null : instant(finding.until), JSON.stringify(finding.inputs), JSON.stringify(finding.words),
    group, isOpen ? before.status : before?.assignee ? "assigned" : "open", before?.assignee ?? null, isOpen ? before.raisedAt.getTime() : now.getTime(), null, null, content,
  ];
}

const contentOf = (finding: Finding) => createHash("sha256").update(JSON.stringify([finding.declarations, finding.massMg, finding.since, finding.dueAt, finding.until, finding.inputs, finding.severity])).digest("base64url").slice(0, 22);

const columns = (tx: Tx) => tx`f.unit_code as "unitCode", f.id, f.group_key as "groupKey", f.status, f.assignee, f.raised_at as "raisedAt", f.ended_at as "endedAt", f.ended_reason as "endedReason", f.content`;

const findStored = (tx: Tx, units: readonly string[], groups: readonly string[], ids: readonly string[]) =>
  tx<Stored[]>`
    select ${columns(tx)}
    from precursor.finding f
    where f.unit_code = any(${units as string[]}::text[]) and f.ended_at is null and f.group_key = any(${groups as string[]}::text[])
    union
    select ${columns(tx)}
    from precursor.finding f
    where f.unit_code = any(${units as string[]}::text[]) and f.id = any(${ids as string[]}::uuid[])`;

const named = (tx: Tx, rows: readonly Stored[]) => tx`unnest(${rows.map((row) => row.unitCode)}::text[], ${rows.map((row) => row.id)}::uuid[]) as v (unit_code, id)`;

const lockStored = (tx: Tx, rows: readonly Stored[]) => tx<Stored[]>`select ${columns(tx)} from ${named(tx, rows)} join precursor.finding f on f.unit_code = v.unit_code and f.id = v.id for update of f`;

/** A posting that began before the closing it waited for reopens right behind it: what is last in the history is what holds. */
const behindItsEnd = ({ endedAt }: Stored, now: Date): string => new Date(Math.max(now.getTime(), (endedAt?.getTime() ?? 0) + 1)).toISOString();

const insertReopenings = (tx: Tx, rows: readonly Stored[], now: Date, newId: () => string, why: Words) =>
  tx`
    insert into precursor.finding_act (unit_code, finding_id, id, kind, account_unit, account_id, at, evidence, why)
    select v.unit_code, v.finding_id, v.id, 'reopen', v.unit_code, 'system', v.at, '[]', ${JSON.stringify(why)}::text::jsonb
    from unnest(${rows.map((row) => row.unitCode)}::text[], ${rows.map((row) => row.id)}::uuid[], ${rows.map(() => newId())}::uuid[], ${rows.map((row) => behindItsEnd(row, now))}::timestamptz[]) as v (unit_code, finding_id, id, at)`;

/** What a person closed meanwhile stays closed. */
const heal = (tx: Tx, rows: readonly Stored[], now: Date, because: Words) =>
  tx`
    update precursor.finding f set status = 'healed', ended_at = ${now}, ended_reason = ${tx.json(because)}
    from ${named(tx, rows)}
    where f.unit_code = v.unit_code and f.id = v.id and f.ended_at is null`;
