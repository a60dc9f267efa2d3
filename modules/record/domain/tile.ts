import { at, HASH_BYTES, rootOf, type Sha256 } from "./tree-hash.ts";

/** C2SP tlog-tiles: a tile is 256 hashes of one level beside each other, 8,192 bytes; each hash of a level above is the root of a full tile below. */
export const TILE_WIDTH = 256;

/** `entries` stands beside the levels: bundles of the entries themselves. */
export type TileId = { readonly level: number | "entries"; readonly index: bigint; /** 1–256. */ readonly width: number };
export const MAX_SIZE = 2n ** 64n - 1n;

/** `0/x001/x234/067`, with `.p/W` when partial: the path below `/tile/`. */
export function tilePath({ level, index, width }: TileId): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const parts = digits.match(/\d{3}/g) ?? [];
  const path = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join("/");
  return `${level}/${path}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

const PATH = /^(entries|0|[1-9]|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,6}\d{3})(?:\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/;

/** The tile a path names; undefined for anything that is not exactly such a path. */
export function parseTilePath(path: string): TileId | undefined {
  const [, level, digits, width] = PATH.exec(path) ?? [];
  if (level === undefined || digits === undefined || digits.startsWith("x000/")) return undefined;
  return { level: level === "entries" ? level : Number(level), index: BigInt(digits.replace(/[x/]/g, "")), width: width === undefined ? TILE_WIDTH : Number(width) };
}

/** Width a tile has in a tree of `size` leaves: 0 (absent) to 256. */
export function widthIn(size: bigint, level: number | "entries", index: bigint): number {
  const hashes = size >> BigInt(8 * (level === "entries" ? 0 : level));
  const left = hashes - index * BigInt(TILE_WIDTH);
  return left <= 0n ? 0 : left >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(left);
}

export type FullTile = { readonly level: number; readonly index: bigint; readonly hashes: readonly Uint8Array[]; readonly root: Uint8Array };

/** Grows a tree leaf by leaf: gives out each tile when it is full and keeps the right edge, at most 255 hashes a level. Two hashes are computed a leaf. */
export class TileBuilder {
  private readonly sha256: Sha256;
  private readonly edge: Uint8Array[][];
  private count: bigint;

  /** @param edge the partial tile of every level of a tree of `size` leaves, lowest first. */
  constructor(sha256: Sha256, size = 0n, edge: readonly (readonly Uint8Array[])[] = []) {
    this.sha256 = sha256;
    this.count = size;
    this.edge = edge.map((level) => [...level]);
  }

  get size(): bigint {
    return this.count;
  }

  /** @param hash of the next leaf. @param onFull called for each tile this leaf fills, lowest level first */
  append(hash: Uint8Array, onFull?: (tile: FullTile) => void): void {
    this.count += 1n;
    let carried = hash;
    for (let level = 0; ; level++) {
      const hashes = (this.edge[level] ??= []);
      hashes.push(carried);
      if (hashes.length < TILE_WIDTH) return;
      this.edge[level] = [];
      carried = rootOf(this.sha256, hashes);
      onFull?.({ level, index: (this.count >> BigInt(8 * (level + 1))) - 1n, hashes, root: carried });
    }
  }

  /** What another builder goes on from. */
  copyEdge(): Uint8Array[][] {
    return this.edge.map((hashes) => [...hashes]);
  }

  root(): Uint8Array {
    let right: Uint8Array | undefined;
    for (const hashes of this.edge) {
      if (right === undefined && hashes.length === 0) continue;
      right = rootOf(this.sha256, right === undefined ? hashes : [...hashes, right]);
    }
    return right ?? rootOf(this.sha256, []);
  }
}

/** Hashes laid end to end, as a tile is stored and served. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, i) => bytes.set(hash, i * HASH_BYTES));
  return bytes;
}

export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** Entry bundle: each entry led by its length in two bytes, big-endian. */
export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let place = 0;
  for (const entry of entries) {
    bytes[place] = entry.length >> 8;
    bytes[place + 1] = entry.length & 255;
    bytes.set(entry, place + 2);
    place += 2 + entry.length;
  }
  return bytes;
}

/** Root of the subtree of `2^height` hashes that starts at `offset` within a tile. */
export function subtreeOf(sha256: Sha256, tile: readonly Uint8Array[], offset: number, height: number): Uint8Array {
  at(tile, offset + 2 ** height - 1);
  return rootOf(sha256, tile.slice(offset, offset + 2 ** height));
}
