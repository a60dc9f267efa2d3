import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { ensureOwnedDatabase } from "#platform/boot-database.ts";
import { openEmbeddedPostgres } from "#platform/embedded-postgres.ts";
import { migrate } from "#platform/migrate.ts";

/** Runs `work` as superuser on a freshly migrated embedded database, and leaves nothing behind. */
export async function onScratchDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-scratch-"));
  const server = await openEmbeddedPostgres(folder, { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  try {
    const url = new URL(await ensureOwnedDatabase(server.url, "qingyu"));
    await migrate(url.toString());
    const superuser = new URL(server.url);
    superuser.pathname = url.pathname;
    const sql = postgres(superuser.toString(), { max: 1, onnotice: () => {} });
    return await work(sql).finally(() => sql.end({ timeout: 5 }));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
