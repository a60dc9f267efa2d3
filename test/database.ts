import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import type { Actor, Department } from "#kernel/actor.ts";
import { appendLeaves, startRecord, type RecordLog } from "#record";
import { openDatabase, type Database } from "#platform/db.ts";
import { Files } from "#platform/files.ts";
import { Gate } from "#platform/gate.ts";
import { KeyedHash } from "#platform/keyed-hash.ts";
import { handlers } from "../entry/house.ts";
import type { Handler } from "#platform/module.ts";

export type TestHouse = {
  database: Database;
  gate: Gate;
  files: Files;
  record: RecordLog;
  /** Data folder of this house. */
  folder: string;
  /** The gate's clock; set it to travel. */
  now: Date;
  readonly told: string[];
  /** Hears what the gate tells after a commit, and to which units. */
  afterCommit: ((refreshes: readonly string[], unitCodes: readonly string[]) => void) | undefined;
  /** Runs the named endpoint as this actor with a fresh command id (or the one given). */
  call(actor: Actor, endpointName: string, input: unknown, commandId?: string): Promise<unknown>;
};

/** A real database of this test file's own (cloned from the migrated template) with the real gate before it. */
export function useTestHouse(extraHandlers: readonly Handler[] = []): TestHouse {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const folder = mkdtempSync(join(tmpdir(), "qingyu-files-"));
  const house = { now: new Date("2026-11-23T02:00:00Z"), told: [] as string[] } as unknown as TestHouse; // filled in beforeAll, which runs before any test
  const all = [...handlers, ...extraHandlers];
  beforeAll(async () => {
    const url = new URL(inject("templateUrl"));
    await asSuperuser((sql) => sql.unsafe(`create database ${name} template qingyu_template owner qingyu_owner`));
    url.pathname = `/${name}`;
    house.database = openDatabase(url.toString());
    house.folder = folder;
    house.files = new Files(folder);
    house.record = await startRecord({ database: house.database, dataDir: folder, origin: "qingyu.test/record", cityCode: "500000", clock: () => house.now });
    house.gate = new Gate({ app: house.database.app, appendLeaves, afterCommit: (refreshes, unitCodes) => (house.told.push(...refreshes), house.afterCommit?.(refreshes, unitCodes)), hashKey: new KeyedHash(Buffer.alloc(32, 7)), inputKeys: house.record.inputKeys, clock: () => house.now });
    house.call = (actor, endpointName, input, commandId) => {
      const handler = all.find((candidate) => candidate.endpoint.name === endpointName);
      if (!handler) throw new Error(`no endpoint ${endpointName}`);
      return house.gate.run(handler, { actor, input, commandId: commandId ?? house.gate.newId() });
    };
  });
  afterAll(async () => {
    await house.record?.close();
    await house.database?.close();
    await asSuperuser((sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
    rmSync(folder, { recursive: true, force: true });
  });
  return house;
}

/** @param database instead of the maintenance database */
export async function asSuperuser(work: (sql: postgres.Sql) => Promise<unknown>, database?: string): Promise<void> {
  const sql = postgres(inject("superuserUrl"), { max: 1, onnotice: () => {}, ...(database === undefined ? {} : { database }) });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** An actor with exactly these permissions; 涪陵's drug-control office unless said otherwise. */
export function anActor(parts: Partial<Omit<Actor, "permissions">> & { permissions?: readonly string[]; department?: Department } = {}): Actor {
  return {
    kind: "official",
    accountId: "00000000-0000-7000-8000-000000000001",
    name: "演示账号",
    unitCode: "500102",
    scope: "unit",
    department: "drug-control",
    roles: [],
    ...parts,
    permissions: new Set(parts.permissions ?? []),
  };
}
