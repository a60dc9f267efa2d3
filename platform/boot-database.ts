import postgres from "postgres";
import type { Config } from "./config.ts";
import { openDatabase, rolePassword, type Database } from "./db.ts";
import { openEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";

const OWNER_ROLE = "qingyu_owner";

export type BootedDatabase = Database & { readonly embedded: boolean; readonly startedHere: boolean; readonly serverPid: number | undefined; stop(): Promise<void> };

/** Opens the configured database (starting the embedded one where needed) and migrates it. */
export async function bootDatabase(config: Config, name = "qingyu"): Promise<BootedDatabase> {
  if (config.databaseUrl) {
    await migrate(config.databaseUrl);
    const database = openDatabase(config.databaseUrl);
    return { ...database, embedded: false, startedHere: false, serverPid: undefined, stop: database.close };
  }
  const server = await openEmbeddedPostgres(config.dataDir);
  const ownerUrl = await ensureOwnedDatabase(server.url, name);
  await migrate(ownerUrl);
  const database = openDatabase(ownerUrl);
  return {
    ...database,
    embedded: true,
    startedHere: server.startedHere,
    serverPid: server.pid,
    stop: async () => {
      await database.close();
      await server.stop();
    },
  };
}

/** The superuser makes the owner and its database, and is not used again. */
export async function ensureOwnedDatabase(superuserUrl: string, name: string): Promise<string> {
  const superuser = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const password = rolePassword(superuserUrl, OWNER_ROLE);
    const [role] = await superuser`select 1 from pg_roles where rolname = ${OWNER_ROLE}`;
    if (!role) await superuser.unsafe(`create role ${OWNER_ROLE} login createrole createdb password '${password}'`);
    const [known] = await superuser`select 1 from pg_database where datname = ${name}`;
    if (!known) await superuser.unsafe(`create database "${name}" owner ${OWNER_ROLE} template template0 encoding 'UTF8'`);
    const url = new URL(superuserUrl);
    url.username = OWNER_ROLE;
    url.password = password;
    url.pathname = `/${name}`;
    return url.toString();
  } finally {
    await superuser.end({ timeout: 5 });
  }
}
