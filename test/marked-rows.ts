import postgres from "postgres";
import { inject } from "vitest";

/** Stands in every text of a marked row. */
export const MARK = "QYMARK";

type Column = { readonly table: string; readonly name: string; readonly type: string; readonly notNull: boolean; readonly hasDefault: boolean };
type Place = { readonly unit: string; readonly mark: string; readonly enterprise: string };

/**
 * Puts one row of the sibling unit, and one of another enterprise of the own unit, into every table that has a unit.
 * Checks and foreign keys of this (throw-away) database are dropped first: what is tested is who sees a row, not its sense.
 */
export async function markRows(ownerUrl: string, { sibling, own, otherEnterprise }: { readonly sibling: string; readonly own: string; readonly otherEnterprise: string }): Promise<void> {
  const url = new URL(inject("superuserUrl"));
  url.pathname = new URL(ownerUrl).pathname;
  const sql = postgres(url.toString(), { max: 1, onnotice: () => {} });
  try {
    for (const { at, name } of await sql<{ at: string; name: string }[]>`
      select c.conrelid::regclass::text as at, c.conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where c.contype in ('c', 'f') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`) await sql.unsafe(`alter table ${at} drop constraint "${name}"`);
    const columns = await listColumns(sql);
    for (const table of new Set(columns.map((column) => column.table))) {
      const its = columns.filter((column) => column.table === table);
      await insert(sql, table, its, { unit: sibling, mark: `${MARK}-sibling`, enterprise: otherEnterprise });
      await insert(sql, table, its, { unit: own, mark: `${MARK}-enterprise`, enterprise: otherEnterprise });
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const listColumns = (sql: postgres.Sql) => sql<Column[]>`
  select c.oid::regclass::text as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as "notNull", a.atthasdef as "hasDefault"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker') and exists (select 1 from pg_attribute u where u.attrelid = c.oid and u.attname = 'unit_code')
  order by c.oid, a.attnum`;

async function insert(sql: postgres.Sql, table: string, columns: readonly Column[], place: Place): Promise<void> {
  const given = columns.filter((column) => column.notNull || column.type === "text");
  const names = given.map(({ name }) => `"${name}"`).join(", ");
  const values = given.map((column) => `${literal(valueOf(column, place))}::${column.type}`).join(", ");
  await sql.unsafe(`insert into ${table} (${names}) values (${values}) on conflict do nothing`);
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

function valueOf({ name, type }: Column, { unit, mark, enterprise }: Place): string {
  if (name === "unit_code" || name === "district" || name === "declarant_unit") return unit;
  if (/^(uscc|enterprise|declarant|owner_enterprise|enterprise_uscc|holder|buyer|sender|receiver|counterparty)$/.test(name)) return enterprise;
  switch (type) {
    case "text": return mark;
    case "text[]": return `{${mark}}`;
    case "uuid": return unit === "500109" ? "019d0000-0000-7000-8000-0000000000aa" : "019d0000-0000-7000-8000-0000000000ab";
    case "date": return "2026-11-01";
    case "boolean": return "false";
    case "json":
    case "jsonb": return JSON.stringify([{ mark }]);
    case "bytea": return `\\x${Buffer.from(mark).toString("hex")}`;
    case "timestamp with time zone": return "2026-11-01T00:00:00Z";
    case "timestamp with time zone[]": return "{}";
    default: return "1";
  }
}
