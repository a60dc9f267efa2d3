import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "#kernel/refusal.ts";
import { consistencyPath, foldNodes, inclusionPath, verifyConsistency, verifyInclusion, type NodeId } from "./proof.ts";
import { MAX_SIZE, TileBuilder, type FullTile } from "./tile.ts";
import { at, emptyRoot, leafHash, nodeHash, rootOf } from "./tree-hash.ts";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const leaves = Array.from({ length: 700 }, (_, i) => leafHash(sha256, Uint8Array.of(i >> 8, i & 255)));

/** RFC 6962 §2.1 written down as it stands there, to hold the quick ways against. */
function mth(list: readonly Uint8Array[]): Uint8Array {
  if (list.length === 0) return emptyRoot(sha256);
  if (list.length === 1) return at(list, 0);
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return nodeHash(sha256, mth(list.slice(0, split)), mth(list.slice(split)));
}

const hashOf = ({ height, index }: NodeId) => mth(leaves.slice(Number(index) * 2 ** height, (Number(index) + 1) * 2 ** height));
const inclusion = (index: number, size: number) => inclusionPath(BigInt(index), BigInt(size)).map((nodes) => foldNodes(sha256, nodes.map(hashOf)));
const consistency = (first: number, second: number) => consistencyPath(BigInt(first), BigInt(second)).map((nodes) => foldNodes(sha256, nodes.map(hashOf)));
const codeOf = (work: () => void) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "holds";
};

describe("the tree is the tree of RFC 6962", () => {
  it("gives the published roots of the reference leaves", () => {
    const published = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((text) => leafHash(sha256, Buffer.from(text, "hex")));
    expect(hexOf(rootOf(sha256, []))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hexOf(rootOf(sha256, published.slice(0, 1)))).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(hexOf(rootOf(sha256, published))).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  it("has the same root whether grown tile by tile or computed at once, at every size", () => {
    const builder = new TileBuilder(sha256);
    leaves.forEach((leaf, i) => {
      expect(hexOf(builder.root())).toBe(hexOf(mth(leaves.slice(0, i))));
      builder.append(leaf);
    });
  });

  it("gives out every full tile once, in the order of levels, and goes on from a kept edge as if it had never stopped", () => {
    const many = Array.from({ length: 66_000 }, (_, i) => leafHash(sha256, Uint8Array.of(i >> 16, (i >> 8) & 255, i & 255)));
    const tiles: FullTile[] = [];
    const whole = new TileBuilder(sha256);
    for (const leaf of many) whole.append(leaf, (tile) => tiles.push(tile));
    expect(tiles.map(({ level, index }) => `${level}/${index}`)).toEqual([...Array.from({ length: 256 }, (_, i) => `0/${i}`), "1/0", "0/256"]);
    const cut = 65_536 + 100;
    const edge = [many.slice(65_536, cut), [], tiles.filter(({ level }) => level === 1).map(({ root }) => root)];
    const resumed = new TileBuilder(sha256, BigInt(cut), edge);
    for (const leaf of many.slice(cut)) resumed.append(leaf);
    expect(hexOf(resumed.root())).toBe(hexOf(whole.root()));
    expect(resumed.size).toBe(66_000n);
  });
});

describe("proofs", () => {
  it("hold for every leaf of every small tree, and for no other leaf", () => {
    for (let size = 1; size <= 70; size++) {
      const root = mth(leaves.slice(0, size));
      for (let index = 0; index < size; index++) {
        const claim = { index: BigInt(index), size: BigInt(size), leaf: at(leaves, index), proof: inclusion(index, size), root };
        expect(codeOf(() => verifyInclusion(sha256, claim))).toBe("holds");
        expect(codeOf(() => verifyInclusion(sha256, { ...claim, leaf: at(leaves, size) }))).toBe("record.proof.wrong");
      }
    }
  });

  it("of consistency hold between all small trees, and not when one leaf of the older was another", () => {
    for (let second = 0; second <= 40; second++) {
      for (let first = 0; first <= second; first++) {
        const claim = { first: BigInt(first), second: BigInt(second), firstRoot: mth(leaves.slice(0, first)), secondRoot: mth(leaves.slice(0, second)), proof: consistency(first, second) };
        expect(codeOf(() => verifyConsistency(sha256, claim))).toBe("holds");
        expect(codeOf(() => verifyConsistency(sha256, { ...claim, firstRoot: mth(leaves.slice(1, first + 1).reverse().concat(at(leaves, 699))) }))).toBe("record.proof.wrong");
      }
    }
  });

  it("fall with any bit flipped, any hash left out, added or moved", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 3 }), (size, which, place, kind) => {
        const index = which % size;
        const proof = inclusion(index, size);
        const at0 = place % proof.length;
        const broken: Uint8Array[] = proof.map((hash) => Uint8Array.from(hash));
        if (kind === 0) broken[at0]?.set([(broken[at0]?.[place % 32] ?? 0) ^ (1 << (place % 8))], place % 32);
        if (kind === 1) broken.splice(at0, 1);
        if (kind === 2) broken.splice(at0, 0, at(proof, at0));
        if (kind === 3) broken.push(at(proof, 0));
        expect(codeOf(() => verifyInclusion(sha256, { index: BigInt(index), size: BigInt(size), leaf: at(leaves, index), proof: broken, root: mth(leaves.slice(0, size)) }))).toBe("record.proof.wrong");
      }),
    );
  });

  it("refuse what no tree can be: an index beyond it, a size beyond 2^64 − 1, a shrinking log", () => {
    const hash = at(leaves, 0);
    expect(codeOf(() => verifyInclusion(sha256, { index: 0n, size: 0n, leaf: hash, proof: [], root: emptyRoot(sha256) }))).toBe("record.proof.wrong");
    expect(codeOf(() => verifyInclusion(sha256, { index: 5n, size: 5n, leaf: hash, proof: [], root: hash }))).toBe("record.proof.wrong");
    expect(codeOf(() => verifyInclusion(sha256, { index: 0n, size: MAX_SIZE + 1n, leaf: hash, proof: [], root: hash }))).toBe("record.proof.malformed");
    expect(codeOf(() => verifyInclusion(sha256, { index: 0n, size: 1n, leaf: hash.slice(1), proof: [], root: hash }))).toBe("record.proof.malformed");
    expect(codeOf(() => verifyConsistency(sha256, { first: 6n, second: 5n, firstRoot: hash, secondRoot: hash, proof: [] }))).toBe("record.proof.wrong");
    expect(codeOf(() => verifyConsistency(sha256, { first: 0n, second: 5n, firstRoot: hash, secondRoot: hash, proof: [] }))).toBe("record.proof.wrong");
    expect(codeOf(() => inclusionPath(3n, 3n))).toBe("record.proof.malformed");
    expect(codeOf(() => consistencyPath(4n, 3n))).toBe("record.proof.malformed");
  });

  it("stay short and right at the far edge: the last leaf of a tree of 2^64 − 1, whose hashes are taken as given", () => {
    const leaf = at(leaves, 1);
    for (const index of [0n, 1n, 2n ** 63n - 1n, 2n ** 63n, MAX_SIZE - 2n, MAX_SIZE - 1n]) {
      const path = inclusionPath(index, MAX_SIZE);
      const siblings = path.map((_, i) => at(leaves, i + 2));
      // The root these siblings claim, folded by the sides the path names.
      const root = path.reduce((below, nodes, i) => ((at(nodes, 0).index << BigInt(at(nodes, 0).height)) > index ? nodeHash(sha256, below, at(siblings, i)) : nodeHash(sha256, at(siblings, i), below)), leaf);
      expect(path.length).toBeLessThanOrEqual(64);
      expect(codeOf(() => verifyInclusion(sha256, { index, size: MAX_SIZE, leaf, proof: siblings, root }))).toBe("holds");
      expect(codeOf(() => verifyInclusion(sha256, { index: index === 0n ? 1n : index - 1n, size: MAX_SIZE, leaf, proof: siblings, root }))).toBe("record.proof.wrong");
    }
    expect(consistencyPath(MAX_SIZE - 1n, MAX_SIZE).length).toBeLessThanOrEqual(65);
  });
});
