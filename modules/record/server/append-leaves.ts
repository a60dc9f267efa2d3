import { canonicalJson } from "#kernel/canonical-json.ts";
import { chance } from "#platform/chance.ts";
import type { Statement, Tx } from "#platform/db.ts";
import type { RecordEntry } from "#platform/gate.ts";
import type { LeafBody } from "../domain/leaf.ts";
import { insertLeaves, insertLeavesWithReads, type LeafRow, type ReadRow } from "./leaf.sql.ts";
import type { LeafDigest } from "./leaf-digest.ts";
import { recordParts } from "./parts.ts";

const SALT_BYTES = 16;

/**
 * Appends one salted leaf per entry, in the caller's transaction: no commit without its line, no line without its commit. Where an entry
 * tells of a look at somebody's record, the look is laid out by whose it was as well.
 * @param beside a write to be done in the same statement
 */
export async function appendLeaves(tx: Tx, entries: readonly RecordEntry[], beside?: Statement): Promise<void> {
  const { digest } = recordParts();
  const leaves = entries.map((each) => leafRowOf(each, digest));
  const reads = entries.flatMap(readsOf);
  await (reads.length === 0 ? insertLeaves(tx, leaves, beside) : insertLeavesWithReads(tx, leaves, reads, beside));
}

const readsOf = ({ id, read }: RecordEntry): ReadRow[] => (read ? read.subjects.map((subject) => ({ leafId: id, unitCode: subject.unitCode, subjectKind: subject.kind, subjectId: subject.id, purpose: read.purpose, fields: read.fields })) : []);

export function leafRowOf(entry: RecordEntry, digest: LeafDigest): LeafRow {
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
    read: entry.read && { purpose: entry.read.purpose, subjects: entry.read.subjects.map(({ kind, id, unitCode }) => ({ kind, id, unit: unitCode })), fields: entry.read.fields },
    seals: entry.seals,
  };
  const body = canonicalJson(said);
  const salt = Buffer.from(chance(SALT_BYTES)).toString("hex");
  const hashed = digest.entryOf(salt, body);
  return { unitCode: entry.unitCode, id: entry.id, at: entry.at, name: entry.name, actorKind: entry.actor.kind, accountId: entry.actor.accountId, commandId: entry.commandId, body, salt, entry: hashed, mac: digest.macOf(hashed, body) };
}
