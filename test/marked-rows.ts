import postgres from "postgres";
import { inject } from "vitest";

/** Stands in every text of a marked row. */
export const MARK = "QYMARK";

type Column = { readonly table: string; readonly name: string; readonly type: string; readonly notNull: boolean; readonly hasDefault: boolean };

/** Whose row it is. The unit's other rows may be seen; these may not. */
export type Owner = { readonly unit: string; readonly enterprise: string };

/**
 * Puts a row of this owner into every table that has a unit, full of marks. Checks and foreign keys of the (throw-away)
 * database are dropped first: what is tested is who is given a row, not its sense. A view that is given one shows the
 * mark, or stumbles over it.
 */
export async function markRows(ownerUrl: string, owner: Owner): Promise<void> {
  const url = new URL(inject("superuserUrl"));
  url.pathname = new URL(ownerUrl).pathname;
  const sql = postgres(url.toString(), { max: 1, onnotice: () => {} });
  try {
    for (const { at, name } of await listConstraints(sql)) await sql.unsafe(`alter table ${at} drop constraint "${name}"`);
    const columns = await listColumns(sql);
    for (const table of new Set(columns.map((column) => column.table))) await insert(sql, table, columns.filter((column) => column.table === table), owner);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const listConstraints = (sql: postgres.Sql) => sql<{ at: string; name: string }[]>`
  select c.conrelid::regclass::text as at, c.conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
  where c.contype in ('c', 'f') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`;

const listColumns = (sql: postgres.Sql) => sql<Column[]>`
  select c.oid::regclass::text as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as "notNull", a.atthasdef as "hasDefault"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker') and exists (select 1 from pg_attribute u where u.attrelid = c.oid and u.attname = 'unit_code')
  order by c.oid, a.attnum`;

async function insert(sql: postgres.Sql, table: string, columns: readonly Column[], owner: Owner): Promise<void> {
  const given = columns.filter((column) => column.notNull || column.type === "text");
  const names = given.map(({ name }) => `"${name}"`).join(", ");
  const values = given.map((column) => `${literal(valueOf(column, owner))}::${column.type}`).join(", ");
  await sql.unsafe(`insert into ${table} (${names}) values (${values}) on conflict do nothing`);
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

function valueOf({ name, type }: Column, { unit, enterprise }: Owner): string {
  if (name === "unit_code" || name === "district" || name === "declarant_unit") return unit;
  if (/^(uscc|enterprise|declarant|owner_enterprise|enterprise_uscc|holder|buyer|sender|receiver|counterparty)$/.test(name)) return enterprise;
  switch (type) {
    case "text": return MARK;
    case "text[]": return `{${MARK}}`;
    case "uuid": return "019d0000-0000-7000-8000-0000000000aa";
    case "date": return "2026-11-01";
    case "boolean": return "false";
    case "json":
    case "jsonb": return JSON.stringify([{ mark: MARK }]);
    case "bytea": return `\\x${Buffer.from(MARK).toString("hex")}`;
    case "timestamp with time zone": return "2026-11-01T00:00:00Z";
    case "timestamp with time zone[]": return "{}";
    default: return "1";
  }
}
