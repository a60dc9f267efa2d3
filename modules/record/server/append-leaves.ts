import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "#platform/canonical-json.ts";
import type { Tx } from "#platform/db.ts";
import type { RecordEntry } from "#platform/gate.ts";
import type { LeafBody } from "../domain/leaf.ts";
import { insertLeaves, type LeafRow } from "./leaf.sql.ts";

/** Appends one salted leaf per entry, in the caller's transaction: no commit without its line, no line without its commit. */
export async function appendLeaves(tx: Tx, entries: readonly RecordEntry[]): Promise<void> {
  await insertLeaves(tx, entries.map(leafOf));
}

function leafOf(entry: RecordEntry): LeafRow {
  const said: LeafBody = {
    version: 1,
    id: entry.id,
    at: entry.at.toISOString(),
    unit: entry.unitCode,
    name: entry.name,
    actor: { kind: entry.actor.kind, id: entry.actor.accountId },
    command: entry.commandId,
    input: entry.inputHash,
    output: entry.outputHash,
  };
  const body = canonicalJson(said);
  const salt = randomBytes(16);
  const digest = createHash("sha256").update(salt).update(body).digest();
  return { unitCode: entry.unitCode, id: entry.id, at: entry.at, name: entry.name, actorKind: entry.actor.kind, accountId: entry.actor.accountId, commandId: entry.commandId, body, salt, entry: digest };
}
