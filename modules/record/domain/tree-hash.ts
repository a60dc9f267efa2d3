import { base64 } from "@scure/base";

/** Digest of the tree, 32 bytes. The algorithm is a parameter, so another profile (SM3) is another function; RFC 6962 names SHA-256. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;

/** RFC 6962 §2.1: SHA-256(0x00 ‖ entry). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

/** Root of the tree of no leaves: the digest of nothing. */
export const emptyRoot = (sha256: Sha256): Uint8Array => sha256(new Uint8Array());

/**
 * Merkle Tree Hash over hashes that stand beside each other; the last may be the root of a smaller tree than the others (RFC 6962 §2.1:
 * the split is at the largest power of two, so whole subtrees stay whole).
 */
export function rootOf(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) above.push(nodeHash(sha256, at(level, i), at(level, i + 1)));
    if (level.length % 2 === 1) above.push(at(level, level.length - 1));
    level = above;
  }
  return level.length === 0 ? emptyRoot(sha256) : at(level, 0);
}

export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index} of ${list.length}`);
  return item;
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export const hashText = (hash: Uint8Array): string => base64.encode(hash);
