import type postgres from "postgres";

/** What the catalogue says against the house: which object, and why not. */
export type Flaw = { readonly at: string; readonly says: string };
type Sql = postgres.Sql | postgres.TransactionSql;
type Check = (sql: Sql) => Promise<Flaw[]>;

/** Shared by all units, read by everybody, written by the owner's loader only. */
const REFERENCE = ["platform.migration", "territory.unit", "territory.town", "territory.unit_link", "territory.town_transfer"];

/** City-wide uniqueness, or look-up before the unit is known: keyed by the value itself, reserved first, linked second. */
const REGISTRIES = [
  "access.login_registry", "access.token_registry", "access.subject_registry", "access.attempt_registry", "access.oidc_flow_registry",
  "precursor.enterprise_registry", "precursor.permit_registry",
  // One installation, one log: its order, tree and checkpoints are no unit's.
  "record.position", "record.tile", "record.head", "record.checkpoint", "record.witness", "record.cosignature",
];

/** What happened stays as it was told: a correction is a new row that points back. */
const FACTS = [
  "platform.command", "platform.file", "record.leaf", "duty.duty", "duty.outcome", "duty.evidence",
  "precursor.declaration", "precursor.declaration_void", "precursor.finding_act",
  "record.position", "record.tile", "record.checkpoint", "record.cosignature", "record.verification", "record.verification_order", "record.read", "record.seal",
  "access.reveal", "access.break_glass", "access.break_glass_review", "access.notice",
];

/** The auditor reads the record, and nothing of the business. */
const AUDITED = ["record.leaf", "record.pending", "record.position", "record.tile", "record.head", "record.checkpoint", "record.witness", "record.cosignature", "record.verification", "record.read"];

/** Sealing destroys the salt of a leaf, and nothing else of a fact ever changes. */
const MAY_CHANGE = ["record.leaf.salt"];

/** The shape measured as free of cost; any other let a query fall to a thousandth of its speed, or opened up on an empty setting. */
const FENCE = "((current_setting('qingyu.scope'::text) = 'city'::text) OR (unit_code = current_setting('qingyu.unit'::text)))";

const withoutUnit = [...REFERENCE, ...REGISTRIES];
const tables = (sql: Sql) => sql`
  select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${ours(sql)}`;
const ours = (sql: Sql) => sql`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`;
const business = (sql: Sql) => sql`select * from (${tables(sql)}) t where not t.name = any(${withoutUnit})`;
const keyColumns = (sql: Sql) => sql`array(select a.attname::text from unnest(i.indkey::int[]) with ordinality k (attnum, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum where k.place <= i.indnkeyatts order by k.place)`;

export const CHECKS: { readonly [rule: string]: Check } = {
  "the lists name tables that exist": async (sql) =>
    sql<Flaw[]>`select name as at, 'is listed, and not there' as says from unnest(${[...withoutUnit, ...FACTS]}::text[]) name where to_regclass(name) is null`,

  "unit_code leads every primary key": async (sql) => sql<Flaw[]>`
    select t.name as at, 'primary key: ' || coalesce(array_to_string(k.columns, ', '), 'none') as says
    from (${business(sql)}) t left join lateral (select ${keyColumns(sql)} as columns from pg_index i where i.indrelid = t.oid and i.indisprimary) k on true
    where k.columns[1] is distinct from 'unit_code'`,

  "unit_code is never null": async (sql) => sql<Flaw[]>`
    select t.name as at, 'unit_code may be null' as says from (${business(sql)}) t
    join pg_attribute a on a.attrelid = t.oid and a.attname = 'unit_code' where not a.attnotnull`,

  "no index leaves unit_code out": async (sql) => sql<Flaw[]>`
    select i.indexrelid::regclass::text as at, 'on ' || t.name || (case when i.indisunique then ', unique' else '' end) as says
    from (${business(sql)}) t join pg_index i on i.indrelid = t.oid where not 'unit_code' = any(${keyColumns(sql)})`,

  "no foreign key leaves unit_code out or crosses rooms": async (sql) => sql<Flaw[]>`
    select c.conname::text as at, pg_get_constraintdef(c.oid) as says
    from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace join pg_class f on f.oid = c.confrelid join pg_namespace m on m.oid = f.relnamespace
    where c.contype = 'f' and ${ours(sql)} and (
      (n.nspname <> m.nspname and n.nspname !~ '^bridge_')
      or (not (n.nspname || '.' || r.relname) = any(${withoutUnit}) and not exists (
        select 1 from generate_subscripts(c.conkey, 1) s
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[s] join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[s]
        where a.attname = 'unit_code' and b.attname = 'unit_code'))
      or ((n.nspname || '.' || r.relname) = any(${withoutUnit}) and not (m.nspname || '.' || f.relname) = any(${withoutUnit})))`,

  "row-level security is on and forced": async (sql) => sql<Flaw[]>`
    select t.name as at, case when t.relrowsecurity then 'not forced: the owner walks around it' else 'off' end as says
    from (${business(sql)}) t where not (t.relrowsecurity and t.relforcerowsecurity)`,

  "a fence of scope and unit stands before all four commands": async (sql) => sql<Flaw[]>`
    select t.name as at, 'no fence before ' || string_agg(command, ', ') as says
    from (${business(sql)}) t cross join unnest(array['select', 'insert', 'update', 'delete']) command
    where not exists (
      select 1 from pg_policy p where p.polrelid = t.oid and p.polpermissive and 0 = any(p.polroles)
        and p.polcmd in ('*', case command when 'select' then 'r' when 'insert' then 'a' when 'update' then 'w' else 'd' end)
        and (command = 'insert' or pg_get_expr(p.polqual, p.polrelid) = ${FENCE})
        and (command in ('select', 'delete') or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid)) = ${FENCE}))
    group by t.name`,

  "no other policy opens a hole in the fence": async (sql) => sql<Flaw[]>`
    select t.name || ' ' || p.polname as at, coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' / ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as says
    from (${business(sql)}) t join pg_policy p on p.polrelid = t.oid
    where p.polpermissive and (coalesce(pg_get_expr(p.polqual, p.polrelid), ${FENCE}) <> ${FENCE} or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ${FENCE}) <> ${FENCE})
      and not (p.polcmd = 'r' and t.name = any(${AUDITED}) and p.polroles = array['qingyu_auditor'::regrole::oid])`,

  "no trigger, rule, sequence, domain, view that sees past the fence, or exclusion": async (sql) => sql<Flaw[]>`
    select n.nspname || '.' || c.relname as at, 'trigger ' || tgname as says from pg_trigger join pg_class c on c.oid = tgrelid join pg_namespace n on n.oid = c.relnamespace where not tgisinternal and ${ours(sql)}
    union all select n.nspname || '.' || c.relname, 'rule ' || rulename from pg_rewrite join pg_class c on c.oid = ev_class join pg_namespace n on n.oid = c.relnamespace where rulename <> '_RETURN' and ${ours(sql)}
    union all select n.nspname || '.' || c.relname, 'sequence' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${ours(sql)}
    union all select n.nspname || '.' || c.relname, 'materialised view' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'm' and ${ours(sql)}
    union all select n.nspname || '.' || c.relname, 'view without security_invoker' from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and ${ours(sql)} and not coalesce('security_invoker=true' = any(c.reloptions), false)
    union all select n.nspname || '.' || t.typname, 'domain' from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'd' and ${ours(sql)}
    union all select n.nspname || '.' || c.conname, 'exclusion constraint' from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.contype = 'x' and ${ours(sql)}
    union all select n.nspname || '.' || c.conname, 'deferrable' from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.condeferrable and ${ours(sql)}
    union all select n.nspname || '.' || c.relname, 'inherits' from pg_inherits h join pg_class c on c.oid = h.inhrelid join pg_namespace n on n.oid = c.relnamespace where not c.relispartition and ${ours(sql)}
    union all select n.nspname || '.' || c.relname, 'unlogged: lost in a crash' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relpersistence = 'u' and ${ours(sql)}
    union all select extname, 'extension' from pg_extension where extname <> 'plpgsql'`,

  "no identity or stored generated column, and no key of jsonb": async (sql) => sql<Flaw[]>`
    select t.name || '.' || a.attname as at, case when a.attidentity <> '' then 'identity' else 'generated, stored' end as says
    from (${tables(sql)}) t join pg_attribute a on a.attrelid = t.oid where a.attidentity <> '' or a.attgenerated <> ''
    union all select t.name || '.' || a.attname, 'part of a unique key and ' || a.atttypid::regtype from (${tables(sql)}) t join pg_index i on i.indrelid = t.oid and i.indisunique
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey::int[]) where a.atttypid in ('jsonb'::regtype, 'json'::regtype)`,

  "masses and money are whole numbers": async (sql) => sql<Flaw[]>`
    select t.name || '.' || a.attname as at, a.atttypid::regtype::text as says from (${tables(sql)}) t join pg_attribute a on a.attrelid = t.oid
    where a.attname ~ '(_mg|_fen|^mg_per_.*)$' and a.atttypid <> 'bigint'::regtype`,

  "the application cannot change or delete a fact": async (sql) => sql<Flaw[]>`
    select t.name as at, 'may ' || string_agg(privilege, ', ') as says from (${tables(sql)}) t cross join unnest(array['update', 'delete', 'truncate']) privilege
    where t.name = any(${FACTS}) and (has_table_privilege('qingyu_app', t.oid, privilege) or (privilege = 'update' and exists (
      select from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege('qingyu_app', t.oid, a.attnum, 'update') and not (t.name || '.' || a.attname) = any(${MAY_CHANGE})))) group by t.name`,

  "the application only reads reference data, and never truncates, references or triggers": async (sql) => sql<Flaw[]>`
    select t.name as at, 'may ' || string_agg(privilege, ', ') as says
    from (${tables(sql)}) t cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
    where has_table_privilege('qingyu_app', t.oid, privilege) and (t.name = any(${REFERENCE}) or privilege in ('truncate', 'references', 'trigger')) group by t.name`,

  "application and auditor own nothing and create nothing": async (sql) => sql<Flaw[]>`
    select c.oid::regclass::text as at, 'belongs to ' || c.relowner::regrole as says from pg_class c where c.relowner in ('qingyu_app'::regrole, 'qingyu_auditor'::regrole)
    union all select n.nspname, 'belongs to ' || n.nspowner::regrole from pg_namespace n where n.nspowner in ('qingyu_app'::regrole, 'qingyu_auditor'::regrole)
    union all select n.nspname, role || ' may create in it' from pg_namespace n cross join unnest(array['qingyu_app', 'qingyu_auditor']) role where n.nspname !~ '^pg_' and has_schema_privilege(role, n.oid, 'create')`,

  "the auditor reads the record and nothing of the business": async (sql) => sql<Flaw[]>`
    select t.name as at, 'the auditor may ' || privilege as says from (${tables(sql)}) t cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) privilege
    where (has_table_privilege('qingyu_auditor', t.oid, privilege) or (privilege in ('select', 'insert', 'update') and has_any_column_privilege('qingyu_auditor', t.oid, privilege)))
      and not (privilege = 'select' and t.name = any(${AUDITED}))`,

  "no role of the house is above the fence": async (sql) => sql<Flaw[]>`
    select rolname::text as at, 'superuser or bypassrls' as says from pg_roles where (rolsuper or rolbypassrls) and rolname ~ '^qingyu'
    union all select r.rolname, 'member of ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname in ('qingyu_app', 'qingyu_auditor')`,

  "a function that runs as its owner is closed to strangers and fixes its path": async (sql) => sql<Flaw[]>`
    select p.oid::regprocedure::text as at, case when p.proconfig is null then 'no search_path' else 'open to public' end as says
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours(sql)} and p.prosecdef and (not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%') or exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x where x.grantee = 0))`,
};
