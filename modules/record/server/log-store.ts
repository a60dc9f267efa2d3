import type { Sql, Tx } from "#platform/db.ts";
import { foldNodes, treeNodes, type NodeId, type ProofHash } from "../domain/proof.ts";
import { splitHashes, subtreeOf, TILE_WIDTH, widthIn } from "../domain/tile.ts";
import { at, emptyRoot, leafHash } from "../domain/tree-hash.ts";
import { listPlacedEntries, listTileRoots, listTiles } from "./log.sql.ts";
import { nodeCrypto } from "./node-crypto.ts";

const { sha256 } = nodeCrypto;

/** Hashes of one tile in a tree of `size` leaves: a full one as stored, a partial one made from what is below it. */
export async function readTile(tx: Tx | Sql, size: bigint, level: number, index: bigint): Promise<Uint8Array[]> {
  const width = widthIn(size, level, index);
  if (width === TILE_WIDTH) return splitHashes(at(await listTiles(tx, [{ level, index: Number(index) }]), 0).hashes);
  const from = Number(index) * TILE_WIDTH;
  if (level === 0) return (await listPlacedEntries(tx, from, from + width)).map(({ entry }) => leafHash(sha256, entry));
  return (await listTileRoots(tx, level - 1, from, from + width)).map(({ root }) => root);
}

/** The partial tile of every level, lowest first: what a tree of `size` leaves grows on from. */
export async function readEdge(tx: Tx | Sql, size: bigint): Promise<Uint8Array[][]> {
  const edge: Uint8Array[][] = [];
  for (let level = 0; size >> BigInt(8 * level) > 0n; level++) {
    const hashes = size >> BigInt(8 * level);
    const index = hashes / BigInt(TILE_WIDTH);
    edge.push(hashes % BigInt(TILE_WIDTH) === 0n ? [] : await readTile(tx, size, level, index));
  }
  return edge;
}

/** Root of the first `size` leaves of a log that has at least so many. */
export async function rootAt(tx: Tx | Sql, size: bigint): Promise<Uint8Array> {
  return size === 0n ? emptyRoot(sha256) : at(await readProof(tx, size, [treeNodes(size)]), 0);
}

/** The hashes of a proof in a tree of `size` leaves, read from few tiles: some six for ten million leaves. */
export async function readProof(tx: Tx | Sql, size: bigint, path: readonly ProofHash[]): Promise<Uint8Array[]> {
  const tiles = new Map<string, Promise<Uint8Array[]>>();
  const tileOf = (level: number, index: bigint) => {
    const key = `${level}/${index}`;
    const known = tiles.get(key);
    if (known) return known;
    const read = readTile(tx, size, level, index);
    tiles.set(key, read);
    return read;
  };
  const hashOf = async ({ height, index }: NodeId) => {
    const first = index << BigInt(height % 8);
    const tile = await tileOf(Math.floor(height / 8), first / BigInt(TILE_WIDTH));
    return subtreeOf(sha256, tile, Number(first % BigInt(TILE_WIDTH)), height % 8);
  };
  return Promise.all(path.map(async (nodes) => foldNodes(sha256, await Promise.all(nodes.map(hashOf)))));
}
