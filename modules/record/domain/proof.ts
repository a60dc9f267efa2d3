import { refuseRecord as refuse } from "../contract/refusals.ts";
import { at, emptyRoot, HASH_BYTES, nodeHash, sameHash, type Sha256 } from "./tree-hash.ts";
import { MAX_SIZE } from "./tile.ts";

/** A whole subtree: `2^height` leaves from `index · 2^height` on. */
export type NodeId = { readonly height: number; readonly index: bigint };

/** One hash of a proof: the root over whole subtrees beside each other, widest first. */
export type ProofHash = readonly NodeId[];

/** RFC 6962 §2.1.1, PATH(index, D[size]): what each hash of an inclusion proof is made of, from the leaf's sibling up. */
export function inclusionPath(index: bigint, size: bigint): ProofHash[] {
  checkSize(size);
  if (index < 0n || index >= size) refuse("record.proof.malformed", { zh: `序号 ${index} 不在 ${size} 条的树中`, en: `index ${index} is not in a tree of ${size}` });
  return path(index, 0n, size);
}

function path(index: bigint, from: bigint, to: bigint): ProofHash[] {
  if (to - from <= 1n) return [];
  const middle = from + splitOf(to - from);
  return index < middle ? [...path(index, from, middle), wholes(middle, to)] : [...path(index, middle, to), wholes(from, middle)];
}

/** RFC 6962 §2.1.2, PROOF(first, D[second]): what each hash of a consistency proof is made of. Empty from the empty tree and to itself. */
export function consistencyPath(first: bigint, second: bigint): ProofHash[] {
  checkSize(second);
  if (first < 0n || first > second) refuse("record.proof.malformed", { zh: `${second} 条的树不能接在 ${first} 条之后`, en: `a tree of ${second} cannot follow one of ${first}` });
  return first === 0n || first === second ? [] : subproof(first, 0n, second, true);
}

function subproof(first: bigint, from: bigint, to: bigint, isOldRoot: boolean): ProofHash[] {
  if (first === to) return isOldRoot ? [] : [wholes(from, to)];
  const middle = from + splitOf(to - from);
  return first <= middle ? [...subproof(first, from, middle, isOldRoot), wholes(middle, to)] : [...subproof(first, middle, to, false), wholes(from, middle)];
}

/** Largest power of two smaller than `count`. */
function splitOf(count: bigint): bigint {
  return 1n << BigInt((count - 1n).toString(2).length - 1);
}

/** What the root of a tree of `size` leaves is folded from. */
export function treeNodes(size: bigint): ProofHash {
  checkSize(size);
  return wholes(0n, size);
}

/** Leaves `from` to `to` as whole subtrees; `from` is a multiple of every one's width. */
function wholes(from: bigint, to: bigint): NodeId[] {
  const nodes: NodeId[] = [];
  for (let start = from; start < to; ) {
    const height = (to - start).toString(2).length - 1;
    nodes.push({ height, index: start >> BigInt(height) });
    start += 1n << BigInt(height);
  }
  return nodes;
}

/** Root over whole subtrees beside each other, widest first. */
export function foldNodes(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(sha256, left, right));
}

export type InclusionClaim = { readonly index: bigint; readonly size: bigint; readonly leaf: Uint8Array; readonly proof: readonly Uint8Array[]; readonly root: Uint8Array };

/** RFC 9162 §2.1.3.2. Refuses `record.proof.malformed` and `record.proof.wrong`; comes back only when the proof holds. */
export function verifyInclusion(sha256: Sha256, { index, size, leaf, proof, root }: InclusionClaim): void {
  checkSize(size);
  checkHashes([leaf, root, ...proof]);
  if (index < 0n || index >= size) refuse("record.proof.wrong", { zh: `序号 ${index} 不在 ${size} 条的树中`, en: `index ${index} is not in a tree of ${size}` });
  let node = index;
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0n) refuse("record.proof.wrong", { zh: "太长", en: "it is too long" });
    if ((node & 1n) === 1n || node === last) {
      hash = nodeHash(sha256, sibling, hash);
      while ((node & 1n) === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else hash = nodeHash(sha256, hash, sibling);
    [node, last] = [node >> 1n, last >> 1n];
  }
  if (last !== 0n) refuse("record.proof.wrong", { zh: "太短", en: "it is too short" });
  if (!sameHash(hash, root)) refuse("record.proof.wrong", { zh: "算得的树根不同", en: "the root is another" });
}

export type ConsistencyClaim = { readonly first: bigint; readonly second: bigint; readonly firstRoot: Uint8Array; readonly secondRoot: Uint8Array; readonly proof: readonly Uint8Array[] };

/** RFC 9162 §2.1.4.2; the empty tree and the tree itself are checked apart. Refuses as `verifyInclusion`. */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): void {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  checkSize(second);
  checkHashes([firstRoot, secondRoot, ...proof]);
  if (first < 0n || first > second) refuse("record.proof.wrong", { zh: `${second} 条的树不能接在 ${first} 条之后`, en: `a tree of ${second} cannot follow one of ${first}` });
  if (first === 0n || first === second) return verifyTrivial(sha256, claim);
  const isPowerOfTwo = (first & (first - 1n)) === 0n;
  const hashes = isPowerOfTwo ? [firstRoot, ...proof] : proof;
  if (proof.length === 0) refuse("record.proof.wrong", { zh: "太短", en: "it is too short" });
  let node = first - 1n;
  let last = second - 1n;
  while ((node & 1n) === 1n) [node, last] = [node >> 1n, last >> 1n];
  let [oldHash, newHash] = [at(hashes, 0), at(hashes, 0)];
  for (const sibling of hashes.slice(1)) {
    if (last === 0n) refuse("record.proof.wrong", { zh: "太长", en: "it is too long" });
    if ((node & 1n) === 1n || node === last) {
      [oldHash, newHash] = [nodeHash(sha256, sibling, oldHash), nodeHash(sha256, sibling, newHash)];
      while ((node & 1n) === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else newHash = nodeHash(sha256, newHash, sibling);
    [node, last] = [node >> 1n, last >> 1n];
  }
  if (last !== 0n) refuse("record.proof.wrong", { zh: "太短", en: "it is too short" });
  if (!sameHash(oldHash, firstRoot)) refuse("record.proof.wrong", { zh: "算得的旧树根不同", en: "the older root is another" });
  if (!sameHash(newHash, secondRoot)) refuse("record.proof.wrong", { zh: "算得的新树根不同", en: "the newer root is another" });
}

function verifyTrivial(sha256: Sha256, { first, second, firstRoot, secondRoot, proof }: ConsistencyClaim): void {
  if (proof.length > 0) refuse("record.proof.wrong", { zh: "本应为空", en: "it should be empty" });
  if (first === 0n && !sameHash(firstRoot, emptyRoot(sha256))) refuse("record.proof.wrong", { zh: "空树的树根不对", en: "the empty tree has another root" });
  if (first === second && !sameHash(firstRoot, secondRoot)) refuse("record.proof.wrong", { zh: "同一条数出现两个树根", en: "one size has two roots" });
}

function checkSize(size: bigint): void {
  if (size < 0n || size > MAX_SIZE) refuse("record.proof.malformed", { zh: `${size} 不是树的条数`, en: `${size} is no size of a tree` });
}

function checkHashes(hashes: readonly Uint8Array[]): void {
  if (hashes.length > 130 || hashes.some((hash) => hash.length !== HASH_BYTES)) refuse("record.proof.malformed", { zh: "哈希为 32 字节，证明至多 64 个", en: "a hash has 32 bytes, and a proof at most 64 of them" });
}
