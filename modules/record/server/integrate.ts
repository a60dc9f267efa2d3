import type { Tx } from "#platform/db.ts";
import { checkpointText, openCheckpoint, type OpenedCheckpoint } from "../domain/checkpoint.ts";
import { formatNote } from "../domain/signed-note.ts";
import { joinHashes, TileBuilder, type FullTile } from "../domain/tile.ts";
import { HASH_BYTES, leafHash, sameHash } from "../domain/tree-hash.ts";
import { Refusal } from "#kernel/refusal.ts";
import { fenceCity } from "./fence.sql.ts";
import { keepHead, readKeptHead } from "./kept-head.ts";
import { ensureKeys, readPublicKeys, readSigners, signNote } from "./log-keys.ts";
import { findHead, insertHead, insertTiles, keepCheckpoint, listPlacedEntries, lockHead, placePending, updateHead, type HeadRow } from "./log.sql.ts";
import { readEdge, rootAt } from "./log-store.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { recordParts } from "./parts.ts";

/** Most leaves given their place in one transaction. */
export const BATCH_LEAVES = 32_768;
/** Leaves hashed before others get their turn. */
const SLICE_LEAVES = 2_048;

/** What was signed before is not in this database: it was taken back, or changed. */
export class LogHalted extends Error {}
const HEAD_GONE = "the head of the log is gone";

/** The right edge of the tree as last committed by this process; undefined: to be read. */
let grown: { size: number; root: Uint8Array; edge: Uint8Array[][] } | undefined;
let halted: string | undefined;

export const haltedBecause = (): string | undefined => halted;

/** Signs the empty log at the very first start, and looks once whether the database still shows what was signed last. */
export async function openLog(): Promise<void> {
  const { app, dataDir, origin, clock } = recordParts();
  [grown, halted] = [undefined, undefined];
  ensureKeys(dataDir, origin, clock());
  await app.begin(async (tx) => {
    await fenceCity(tx);
    if (await findHead(tx)) return;
    // A log that has begun and lost its head was tampered with: signing an empty one would deny what stands in it.
    if (readKeptHead(dataDir) !== undefined || (await listPlacedEntries(tx, 0, 1)).length > 0) throw new LogHalted(HEAD_GONE);
    await insertHead(tx, signedHead(new TileBuilder(nodeCrypto.sha256), clock()));
  }).catch(halt);
  if (halted === undefined) await checkKept().catch(halt);
}

/**
 * One batch in one transaction: all of it or nothing, so a crash leaves neither gap nor double.
 * @param order.isWaitedFor whether another process that is at it is waited for, as long as a lock is waited for
 * @returns leaves placed; 0 also when another process is at it
 */
export async function integrateOnce({ isWaitedFor } = { isWaitedFor: false }): Promise<number> {
  if (halted !== undefined) return 0;
  const { app, dataDir, clock } = recordParts();
  const done = await app.begin(async (tx) => {
    await fenceCity(tx);
    const head = await lockHead(tx, { isWaitedFor });
    if (!head && !(await findHead(tx))) throw new LogHalted(HEAD_GONE);
    if (!head) return undefined;
    const entries = await placePending(tx, head.size, BATCH_LEAVES);
    return entries.length === 0 ? undefined : grow(tx, head, entries, clock());
  }).catch((error: unknown) => {
    grown = undefined;
    return halt(error);
  });
  if (!done) return 0;
  grown = done.grown;
  await keepHead(dataDir, done.head.note);
  return done.placed;
}

async function grow(tx: Tx, head: HeadRow, entries: Buffer, now: Date) {
  const { sha256 } = nodeCrypto;
  const builder = new TileBuilder(sha256, BigInt(head.size), await edgeOf(tx, head));
  const full: FullTile[] = [];
  const placed = entries.length / HASH_BYTES;
  for (let i = 0; i < placed; i++) {
    if (i % SLICE_LEAVES === SLICE_LEAVES - 1) await new Promise(setImmediate);
    builder.append(leafHash(sha256, entries.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)), (tile) => full.push(tile));
  }
  const next = signedHead(builder, now);
  if (full.length > 0) await insertTiles(tx, full.map(({ level, index, hashes, root }) => ({ level, index: Number(index), hashes: Buffer.from(joinHashes(hashes)), root: Buffer.from(root) })));
  await updateHead(tx, next);
  if (hourOf(next.signedAt) !== hourOf(head.signedAt)) await keepCheckpoint(tx, next);
  return { placed, head: next, grown: { size: next.size, root: next.root, edge: builder.copyEdge() } };
}

/** Grows on from memory when the database stands where this process left it; otherwise reads the edge, and holds it against the signed root first. */
async function edgeOf(tx: Tx, head: HeadRow): Promise<Uint8Array[][]> {
  if (grown && grown.size === head.size && sameHash(grown.root, head.root)) return grown.edge;
  const signed = openOwn(head.note);
  const edge = await readEdge(tx, BigInt(head.size));
  const root = new TileBuilder(nodeCrypto.sha256, BigInt(head.size), edge).root();
  if (Number(signed.size) !== head.size || !sameHash(signed.root, root)) throw new LogHalted("the log is not what its checkpoint says");
  await checkKeptIn(tx, head, readKeptHead(recordParts().dataDir));
  return edge;
}

function signedHead(builder: TileBuilder, now: Date): HeadRow {
  const { dataDir, origin } = recordParts();
  const text = checkpointText({ origin, size: builder.size, root: builder.root() });
  return { size: Number(builder.size), root: Buffer.from(builder.root()), note: formatNote(text, signNote(readSigners(dataDir), text)), signedAt: now };
}

/** Refused unless a key of this installation signed it. */
export function openOwn(note: string): OpenedCheckpoint {
  const { dataDir, origin } = recordParts();
  return openCheckpoint(nodeCrypto, note, readPublicKeys(dataDir), origin);
}

/** The file is read first: another process may sign on meanwhile, and then the database shows more, never less. */
async function checkKept(): Promise<void> {
  const note = readKeptHead(recordParts().dataDir);
  await recordParts().app.begin("read only", async (tx) => {
    await fenceCity(tx);
    const head = await findHead(tx);
    if (head) await checkKeptIn(tx, head, note);
  });
}

async function checkKeptIn(tx: Tx, head: HeadRow, note: string | undefined): Promise<void> {
  if (note === undefined) return;
  const kept = openOwn(note);
  if (kept.size > BigInt(head.size)) throw new LogHalted(`${kept.size} entries were signed, the database shows ${head.size}`);
  if (!sameHash(kept.root, await rootAt(tx, kept.size))) throw new LogHalted(`the first ${kept.size} entries are not those that were signed`);
}

function halt(error: unknown): undefined {
  if (!(error instanceof LogHalted) && !(error instanceof Refusal)) throw error;
  halted = error.message;
  recordParts().warn("record.halted", { reason: error.message });
  return undefined;
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / 3_600_000);
