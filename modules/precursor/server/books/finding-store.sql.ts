import { createHash } from "node:crypto";
import type { Tx } from "#platform/db.ts";
import type { Finding } from "../../contract/finding.ts";
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
 * healed with the reason. What a person closed stays closed unless the trouble itself changed.
 */
export async function storeFindings(tx: Tx, groups: readonly string[], judged: readonly GroupedFinding[], units: readonly string[], now: Date, because: Because): Promise<readonly string[]> {
  const stored = await findStored(tx, units, groups, judged.map(({ finding }) => findingId(finding.key)));
  const byId = new Map(stored.map((row) => [`${row.unitCode} ${row.id}`, row]));
  const seen = new Set<string>();
  const changed: { group: string; finding: Finding; before: Stored | undefined; content: string; id: string }[] = [];
  for (const { group, finding } of judged) {
    const id = findingId(finding.key);
    const name = `${finding.unitCode} ${id}`;
    seen.add(name);
    const before = byId.get(name);
    const content = contentOf(finding);
    if (before?.content === content && (before.endedAt === null || before.status === "closed")) continue;
    changed.push({ group, finding, before, content, id });
  }
  await writeRows(tx, replacing(FINDING, changed, ({ group, finding, before, content, id }) => cellsOf(group, finding, before, content, id, now)));
  const vanished = stored.filter((row) => row.endedAt === null && !seen.has(`${row.unitCode} ${row.id}`));
  if (vanished.length > 0) await heal(tx, vanished, now, because);
  return changed.map(({ id }) => id);
}

/** Why a finding healed: the newest row or register entry that made the difference. */
export type Because = { readonly zh: string; readonly en: string };

function cellsOf(group: string, finding: Finding, before: Stored | undefined, content: string, id: string, now: Date) {
  const isOpen = before !== undefined && before.endedAt === null;
  return [
    finding.unitCode, id, finding.key, finding.kind, finding.severity, JSON.stringify(finding.rule), finding.enterprise, finding.counterparty, finding.substanceId, finding.lot, finding.shipment,
    finding.declarations, finding.massMg, instant(finding.since), instant(finding.dueAt), finding.until === null ? null : instant(finding.until), JSON.stringify(finding.inputs), JSON.stringify(finding.words),
    group, isOpen ? before.status : before?.assignee ? "assigned" : "open", before?.assignee ?? null, isOpen ? before.raisedAt.getTime() : now.getTime(), null, null, content,
  ];
}

const contentOf = (finding: Finding) => createHash("sha256").update(JSON.stringify([finding.declarations, finding.massMg, finding.since, finding.dueAt, finding.until, finding.inputs, finding.severity])).digest("base64url").slice(0, 22);

const findStored = (tx: Tx, units: readonly string[], groups: readonly string[], ids: readonly string[]) =>
  tx<Stored[]>`
    select unit_code as "unitCode", id, group_key as "groupKey", status, assignee, raised_at as "raisedAt", ended_at as "endedAt", ended_reason as "endedReason", content
    from precursor.finding f
    where f.unit_code = any(${units as string[]}::text[]) and f.ended_at is null and f.group_key = any(${groups as string[]}::text[])
    union
    select unit_code, id, group_key, status, assignee, raised_at, ended_at, ended_reason, content
    from precursor.finding f
    where f.unit_code = any(${units as string[]}::text[]) and f.id = any(${ids as string[]}::uuid[])`;

const heal = (tx: Tx, rows: readonly Stored[], now: Date, because: Because) =>
  tx`
    update precursor.finding f set status = 'healed', ended_at = ${now}, ended_reason = ${tx.json(because)}
    from unnest(${rows.map((row) => row.unitCode)}::text[], ${rows.map((row) => row.id)}::uuid[]) as v (unit_code, id)
    where f.unit_code = v.unit_code and f.id = v.id`;
