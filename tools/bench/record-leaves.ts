import { appendLeaves } from "#record";
import { uuidV7 } from "#kernel/id.ts";
import type { Sql } from "#platform/db.ts";
import type { RecordEntry } from "#platform/gate.ts";
import { randomBytes } from "node:crypto";
import { systemActor } from "#access";
import { fenceCity } from "../../modules/record/server/fence.sql.ts";

const BATCH = 5_000;

/** Leaves as the gate writes them, with their row in the queue, many to a transaction; no integrator runs. */
export async function appendBacklog(app: Sql, count: number, unitCode: string): Promise<void> {
  const at = Date.now() - count;
  for (let done = 0; done < count; done += BATCH) {
    const entries = Array.from({ length: Math.min(BATCH, count - done) }, (_, i) => entryAt(at + done + i, unitCode));
    await app.begin(async (tx) => {
      await fenceCity(tx);
      await appendLeaves(tx, entries);
    });
  }
}

export function entryAt(ms: number, unitCode: string): RecordEntry {
  return {
    id: uuidV7(ms, randomBytes(10)),
    unitCode,
    at: new Date(ms),
    name: "precursor.declaration.file",
    actor: systemActor(unitCode),
    commandId: uuidV7(ms, randomBytes(10)),
    inputHash: randomBytes(32).toString("hex"),
    outputHash: randomBytes(32).toString("hex"),
  };
}
