import postgres from "postgres";
import { openEmbeddedPostgres } from "#platform/embedded-postgres.ts";
import type { Filing } from "./crash-client.ts";

export type Checked = { readonly lost: string[]; readonly doubled: string[]; readonly unbalanced: string[] };

const IN = ["opening", "produce", "import", "receive", "transform"];
const OUT = ["dispatch", "consume", "export", "destroy", "loss"];

/** Looks into the database of the running server, in one snapshot, past every fence. */
export async function checkBooks(dataDir: string, acknowledged: ReadonlyMap<string, Filing>): Promise<Checked> {
  const server = await openEmbeddedPostgres(dataDir);
  if (server.startedHere) throw new Error("the database was not running");
  const url = new URL(server.url);
  url.pathname = "/qingyu";
  const sql = postgres(url.toString(), { max: 1, onnotice: () => {} });
  try {
    return await sql.begin("isolation level repeatable read read only", async (tx) => ({ ...(await checkFacts(tx, acknowledged)), unbalanced: await checkDerived(tx) }));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Every acknowledged filing stands once: as a fact, as an answer for its command and as a leaf of the record. */
async function checkFacts(tx: postgres.TransactionSql, acknowledged: ReadonlyMap<string, Filing>): Promise<Pick<Checked, "lost" | "doubled">> {
  const filings = [...acknowledged.values()];
  const ids = filings.map((filing) => filing.body["declaration_id"] ?? "");
  const facts = await tx<{ key: string; times: number }[]>`select declarant || '/' || declaration_id as key, count(*)::int as times from precursor.declaration where declaration_id = any(${ids}) group by 1`;
  const times = new Map(facts.map((fact) => [fact.key, fact.times]));
  const leaves = await tx<{ id: string; answers: number; leaves: number }[]>`
    select n.id, (select count(*)::int from platform.command c where c.command_id = n.id::uuid) as answers, (select count(*)::int from record.leaf l where l.command_id = n.id::uuid and l.name = 'precursor.declaration.file') as leaves
    from unnest(${filings.map((filing) => filing.commandId)}::text[]) as n (id)`;
  const kept = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const { key, commandId } of filings) {
    const [fact, { answers, leaves: told } = { answers: 0, leaves: 0 }] = [times.get(key) ?? 0, kept.get(commandId)];
    if (fact < 1 || answers < 1 || told < 1) lost.push(`${key} (fact ${fact}, answer ${answers}, leaf ${told})`);
    if (fact > 1 || answers > 1 || told > 1) doubled.push(`${key} (fact ${fact}, answer ${answers}, leaf ${told})`);
  }
  return { lost, doubled };
}

/** All that is derived says what the facts say: stocks, cells of flow by month and by day, shipments. */
export async function checkDerived(tx: postgres.TransactionSql): Promise<string[]> {
  await tx`set local work_mem = '64MB'`;
  const present = tx`(select d.* from precursor.declaration d left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id where v.ref is null and d.kind not in ('void', 'stocktake'))`;
  const rows = await tx<{ what: string }[]>`
    with present as ${present},
    moved as (select unit_code, declarant as enterprise, substance_id, sum(case when kind = any(${IN}) then mass_mg when kind = any(${OUT}) then -mass_mg end) as mg from present group by 1, 2, 3),
    adjusted as (select unit_code, enterprise, substance_id, sum(mass_mg) as mg from precursor.adjustment group by 1, 2, 3),
    declared as (select unit_code, substance_id, kind, sum(mass_mg) as mg from present group by 1, 2, 3),
    by_month as (select unit_code, substance_id, kind, sum(mass_mg) as mg from precursor.flow_month group by 1, 2, 3),
    by_day as (select unit_code, substance_id, kind, sum(mass_mg) as mg from precursor.flow_day group by 1, 2, 3),
    traded as (select case kind when 'dispatch' then declarant else counterparty end as sender, case kind when 'dispatch' then counterparty else declarant end as receiver, substance_id, sum(mass_mg) filter (where kind = 'dispatch') as sent, sum(mass_mg) filter (where kind = 'receive') as received from present where kind in ('dispatch', 'receive') group by 1, 2, 3),
    shipped as (select sender, receiver, substance_id, sum(sent_mg) as sent, sum(received_mg) as received from precursor.shipment group by 1, 2, 3)
    select format('stock %s %s: kept %s, facts say %s', enterprise, substance_id, s.close_mg, coalesce(m.mg, 0) + coalesce(a.mg, 0)) as what
    from precursor.stock s full join moved m using (unit_code, enterprise, substance_id) full join adjusted a using (unit_code, enterprise, substance_id)
    where coalesce(s.close_mg, 0) <> coalesce(m.mg, 0) + coalesce(a.mg, 0) or s.close_mg < 0
    union all
    select format('flow %s %s %s: by month %s, by day %s, facts say %s', unit_code, substance_id, kind, f.mg, y.mg, d.mg)
    from declared d full join by_month f using (unit_code, substance_id, kind) full join by_day y using (unit_code, substance_id, kind)
    where coalesce(d.mg, 0) <> coalesce(f.mg, 0) or coalesce(d.mg, 0) <> coalesce(y.mg, 0)
    union all
    select format('lane %s to %s %s: kept %s and %s, facts say %s and %s', sender, receiver, substance_id, s.sent, s.received, t.sent, t.received)
    from traded t full join shipped s using (sender, receiver, substance_id)
    where coalesce(t.sent, 0) <> coalesce(s.sent, 0) or coalesce(t.received, 0) <> coalesce(s.received, 0)
    limit 20`;
  return rows.map((row) => row.what);
}

/** How many declarations of a file stand, by the prefix of their ids. */
export async function countFiled(dataDir: string, prefix: string): Promise<{ rows: number; distinct: number }> {
  const url = new URL((await openEmbeddedPostgres(dataDir)).url);
  url.pathname = "/qingyu";
  const sql = postgres(url.toString(), { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ rows: number; distinct: number }[]>`select count(*)::int as rows, count(distinct (declarant, declaration_id))::int as distinct from precursor.declaration where declaration_id like ${`${prefix}D%`}`;
    return row ?? { rows: 0, distinct: 0 };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
