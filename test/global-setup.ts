import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureOwnedDatabase } from "#platform/boot-database.ts";
import { openEmbeddedPostgres } from "#platform/embedded-postgres.ts";
import { migrate } from "#platform/migrate.ts";
import { loadReference } from "../entry/reference.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Owner's URL of the migrated template; every test file clones it. */
    templateUrl: string;
    superuserUrl: string;
  }
}

/** One real PostgreSQL for the whole run, with one migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "qingyu-test-"));
  const server = await openEmbeddedPostgres(dataDir, { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "120" });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const templateUrl = await ensureOwnedDatabase(server.url, "qingyu_template");
    await migrate(templateUrl);
    await loadReference(templateUrl, "chongqing");
    project.provide("templateUrl", templateUrl);
    project.provide("superuserUrl", server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
