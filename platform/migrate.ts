import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runMigrations as migrateJobs } from "graphile-worker";
import { repositoryRoot } from "./config.ts";
import { APP_ROLE, AUDITOR_ROLE, connectAs, rolePassword, type Sql } from "./db.ts";

export type Migration = { readonly name: string; readonly file: string; readonly text: string; readonly hash: string };

/** All migrations of platform and modules in the order of their time stamps. */
export function listMigrations(root = repositoryRoot): Migration[] {
  const modules = join(root, "modules");
  const folders = [join(root, "platform", "sql"), ...readdirSync(modules).map((name) => join(modules, name, "sql"))];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => ({ name, file: join(folder, name) })))
    .filter(({ name }) => name.endsWith(".sql") && !name.endsWith(".check.sql"))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, file }) => {
      const text = readFileSync(file, "utf8");
      return { name, file, text, hash: createHash("sha256").update(text).digest("hex") };
    });
}

/** Brings the database of `ownerUrl` to the newest schema; safe when several processes start at once. */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const owner = connectAs(ownerUrl, 1);
  try {
    await requireVersion(owner);
    await ensureRoles(owner, ownerUrl);
    await owner`create schema if not exists platform`;
    await owner`create table if not exists platform.migration (name text primary key, hash text not null, applied_at timestamptz not null default now())`;
    const applied: string[] = [];
    for (const migration of listMigrations()) {
      if (await applyOnce(owner, migration)) applied.push(migration.name);
    }
    await migrateJobs({ connectionString: ownerUrl, noPreparedStatements: true });
    return { applied };
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function requireVersion(owner: Sql): Promise<void> {
  const [row] = await owner<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  if (!row || row.version < 150_000) throw new Error(`PostgreSQL 15 or newer is needed; this server is ${row?.version}.`);
}

/** The row is inserted first, so a second process waits on it and then finds the work done. */
async function applyOnce(owner: Sql, migration: Migration): Promise<boolean> {
  return owner.begin(async (tx) => {
    const inserted = await tx`insert into platform.migration (name, hash) values (${migration.name}, ${migration.hash}) on conflict (name) do nothing returning name`;
    if (inserted.length === 0) {
      const [known] = await tx<{ hash: string }[]>`select hash from platform.migration where name = ${migration.name}`;
      if (known?.hash !== migration.hash) throw new Error(`Migration ${migration.name} was changed after it had been applied; write a new one instead.`);
      return false;
    }
    await tx.unsafe(migration.text);
    return true;
  });
}

async function ensureRoles(owner: Sql, ownerUrl: string): Promise<void> {
  for (const role of [APP_ROLE, AUDITOR_ROLE]) {
    const password = rolePassword(ownerUrl, role);
    const [known] = await owner`select 1 from pg_roles where rolname = ${role}`;
    // Only a superuser may name the attributes again; an existing role gets just the password that belongs to this owner.
    const statement = known ? `alter role ${role} password '${password}'` : `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`;
    await owner.unsafe(statement).catch((error: unknown) => {
      // Two starts may race here; what counts is that the role exists afterwards.
      if (!known && (error as { code?: string }).code === "42710") return;
      if ((error as { code?: string }).code === "XX000") return;
      throw error;
    });
    await owner.unsafe(`grant connect on database "${new URL(ownerUrl).pathname.slice(1)}" to ${role}`);
  }
}
