import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig, type Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import { makeLog } from "#platform/log.ts";
import { openHouse, type House } from "../../entry/open-house.ts";
import { inclusionPath, verifyInclusion } from "../../modules/record/domain/proof.ts";
import { joinHashes, TileBuilder, type FullTile } from "../../modules/record/domain/tile.ts";
import { leafHash } from "../../modules/record/domain/tree-hash.ts";
import { insertTiles } from "../../modules/record/server/log.sql.ts";
import { readProof } from "../../modules/record/server/log-store.ts";
import { nodeCrypto } from "../../modules/record/server/node-crypto.ts";
import { quantile } from "./report.ts";

const { sha256 } = nodeCrypto;
const STEP = 250_000;

export type ProofTimes = { readonly leaves: number; readonly buildSeconds: number; readonly firstMs: number; readonly coldMedianMs: number; readonly coldP95Ms: number; readonly warmMedianMs: number; readonly warmP95Ms: number };

/**
 * One inclusion proof in a log of `leaves`, from its tiles as the receipts read it, and checked against the root. The positions are laid
 * down by one statement a quarter million, with made-up entries (the digest of the index); the tiles come from the log's own builder.
 * Cold: every proof for the first time, after the database was stopped and started (the machine's own cache of files stays). Warm: the same again.
 */
export async function measureProofs(leaves: number, tries: number): Promise<ProofTimes> {
  const dataDir = mkdtempSync(join(tmpdir(), "qingyu-bench-"));
  const config = readConfig({ QINGYU_DATA: dataDir, QINGYU_PORT: "0", QINGYU_DEMO: "1" });
  try {
    const begun = performance.now();
    const root = await inHouse(config, (house) => buildLog(house.database.owner, leaves));
    const buildSeconds = (performance.now() - begun) / 1000;
    return await inHouse(config, async ({ database: { app } }) => {
      const indexes = Array.from({ length: tries }, () => Math.floor(Math.random() * leaves));
      const cold: number[] = [];
      const warm: number[] = [];
      for (const index of indexes) cold.push(await proveOnce(app, index, leaves, root));
      for (const index of indexes) warm.push(await proveOnce(app, index, leaves, root));
      return { leaves, buildSeconds, firstMs: cold[0] ?? NaN, coldMedianMs: quantile(cold, 0.5), coldP95Ms: quantile(cold, 0.95), warmMedianMs: quantile(warm, 0.5), warmP95Ms: quantile(warm, 0.95) };
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function inHouse<R>(config: Config, work: (house: House) => Promise<R>): Promise<R> {
  const house = await openHouse(config, makeLog());
  try {
    return await work(house);
  } finally {
    await house.stop();
  }
}

/** Reading is what is measured; the checking afterwards is only there so that a wrong proof cannot be a quick one. */
async function proveOnce(sql: Sql, index: number, leaves: number, root: Uint8Array): Promise<number> {
  const started = performance.now();
  const proof = await readProof(sql, BigInt(leaves), inclusionPath(BigInt(index), BigInt(leaves)));
  const took = performance.now() - started;
  verifyInclusion(sha256, { index: BigInt(index), size: BigInt(leaves), leaf: leafHash(sha256, entryOf(index)), proof, root });
  return took;
}

/** SHA-256 of the index in eight bytes, as the database computes it too. */
function entryOf(index: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(index));
  return createHash("sha256").update(bytes).digest();
}

async function buildLog(owner: Sql, leaves: number): Promise<Uint8Array> {
  await owner`truncate record.position, record.tile`;
  const builder = new TileBuilder(sha256);
  let full: FullTile[] = [];
  for (let from = 0; from < leaves; from += STEP) {
    const to = Math.min(from + STEP, leaves);
    const laid = owner`
      insert into record.position (index, unit_code, leaf_id, entry)
      select i, '500102', lpad(to_hex(i), 32, '0')::uuid, sha256(int8send(i)) from generate_series(${from}::bigint, ${to - 1}::bigint) i`.execute();
    for (let index = from; index < to; index++) builder.append(leafHash(sha256, entryOf(index)), (tile) => void full.push(tile));
    await laid;
    await owner.begin((tx) => insertTiles(tx, full.map(({ level, index, hashes, root }) => ({ level, index: Number(index), hashes: Buffer.from(joinHashes(hashes)), root: Buffer.from(root) }))));
    full = [];
  }
  await owner`analyze record.position`;
  await owner`analyze record.tile`;
  return builder.root();
}
