import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemActor } from "#access";
import { asSuperuser, useTestHouse } from "#test/database.ts";
import { consistencyPath, inclusionPath, verifyConsistency, verifyInclusion } from "../domain/proof.ts";
import { tilePath } from "../domain/tile.ts";
import { at, leafHash, rootOf } from "../domain/tree-hash.ts";
import { haltedBecause, integrateOnce, openLog, openOwn } from "./integrate.ts";
import { readProof, rootAt } from "./log-store.ts";
import { findHead, listPlacedEntries, readWaiting } from "./log.sql.ts";
import { retireOldKeys, rotateKey, readLogKeys } from "./log-keys.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { recordPages } from "./record-pages.ts";

const { sha256 } = nodeCrypto;
const house = useTestHouse();
const file = (count: number) => Promise.all(Array.from({ length: count }, () => house.gate.act(systemActor("500102"), "test.filing", async () => null)));
const entries = async () => (await listPlacedEntries(house.database.app, 0, 1_000_000)).map(({ entry }) => entry);
const head = async () => (await findHead(house.database.app)) ?? Promise.reject(new Error("no head"));
const page = async (path: string, rest = "") => Buffer.from((await recordPages.find((candidate) => candidate.path === path)?.answer(rest))?.body ?? []);

describe("the log", () => {
  it("begins with a signed checkpoint of the empty tree", async () => {
    const opened = openOwn((await head()).note);
    expect([opened.origin, opened.size, Buffer.from(opened.root).toString("hex")]).toEqual(["qingyu.test/record", 0n, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]);
  });

  it("gives every leaf of every commit one place, and signs the tree of exactly these", async () => {
    await file(300);
    await house.record.settle();
    const now = await entries();
    expect(now.length).toBe(300);
    expect(new Set(now.map((entry) => entry.toString("hex"))).size).toBe(300);
    const opened = openOwn((await head()).note);
    expect(opened.size).toBe(300n);
    expect(Buffer.from(opened.root)).toEqual(Buffer.from(rootOf(sha256, now.map((entry) => leafHash(sha256, entry)))));
    expect((await readWaiting(house.database.app)).count).toBe(0);
  });

  it("never changes a place once given, and every later checkpoint is consistent with every earlier one", async () => {
    const before = await entries();
    const sizes = [BigInt(before.length)];
    const roots = [await rootAt(house.database.app, sizes[0] ?? 0n)];
    for (const count of [1, 211, 1, 90]) {
      await file(count);
      await house.record.settle();
      sizes.push(BigInt((await head()).size));
      roots.push(openOwn((await head()).note).root);
    }
    expect((await entries()).slice(0, before.length)).toEqual(before);
    const second = at(sizes, sizes.length - 1);
    for (const [i, first] of sizes.entries()) {
      const proof = await readProof(house.database.app, second, consistencyPath(first, second));
      verifyConsistency(sha256, { first, second, firstRoot: at(roots, i), secondRoot: at(roots, roots.length - 1), proof });
      expect(Buffer.from(await rootAt(house.database.app, first))).toEqual(Buffer.from(at(roots, i)));
    }
  });

  it("proves any leaf from its tiles", async () => {
    const { size } = await head();
    const all = await entries();
    for (const index of [0, 1, 255, 256, 257, 511, 512, size - 2, size - 1]) {
      const proof = await readProof(house.database.app, BigInt(size), inclusionPath(BigInt(index), BigInt(size)));
      verifyInclusion(sha256, { index: BigInt(index), size: BigInt(size), leaf: leafHash(sha256, at(all, index)), proof, root: openOwn((await head()).note).root });
    }
  });

  it("serves tiles, bundles, checkpoint and key at the addresses of tlog-tiles, as wide as they are and no wider", async () => {
    const { size, note } = await head();
    const all = await entries();
    expect((await page("/record/checkpoint")).toString()).toBe(note);
    expect((await page("/record/vkey")).toString()).toMatch(/^qingyu\.test\/record\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
    expect(await page("/record/tile/*", "0/000")).toEqual(Buffer.concat(all.slice(0, 256).map((entry) => leafHash(sha256, entry))));
    const partial = tilePath({ level: 0, index: BigInt(Math.floor(size / 256)), width: size % 256 });
    expect((await page("/record/tile/*", partial)).length).toBe(32 * (size % 256));
    expect((await page("/record/tile/*", "1/000.p/2")).length).toBe(64);
    expect(await page("/record/tile/*", "1/000.p/2")).toEqual(Buffer.concat([0, 256].map((from) => Buffer.from(rootOf(sha256, all.slice(from, from + 256).map((entry) => leafHash(sha256, entry)))))));
    expect((await page("/record/tile/*", "entries/001")).length).toBe(256 * 34);
    for (const wrong of ["1/000", "0/999", "0/x000/000", "0/000.p/256", "0/0", "64/000", "entries/003.p/255", "../../etc/passwd", "", "0/000/", "2/000.p/1"]) expect((await page("/record/tile/*", wrong)).length, wrong).toBe(0);
  });

  it("has one integrator at a time, and none of two loses or doubles a leaf", async () => {
    const { size } = await head();
    await file(150);
    const placed = await Promise.all(Array.from({ length: 6 }, integrateOnce));
    await house.record.settle();
    expect(placed.filter((count) => count > 0)).toEqual([150]);
    expect((await entries()).length).toBe(size + 150);
  });

  it("rolls a broken batch back whole and takes it up again", async () => {
    const { size } = await head();
    await file(40);
    await asSuperuserHere("revoke update on record.head from qingyu_app");
    await expect(integrateOnce()).rejects.toThrow(/permission denied/);
    expect((await entries()).length).toBe(size);
    await asSuperuserHere("grant update on record.head to qingyu_app");
    await house.record.settle();
    expect((await entries()).length).toBe(size + 40);
  });

  it("goes on under a new key, which signs beside the old one until that is retired", async () => {
    const old = at(readLogKeys(house.folder), 0).vkey;
    const fresh = rotateKey(house.folder, "qingyu.test/record", house.now);
    await file(1);
    await house.record.settle();
    expect(openOwn((await head()).note).signedBy.length).toBe(2);
    expect((await page("/record/vkey")).toString()).toBe(`${fresh}\n${old}\n`);
    retireOldKeys(house.folder, house.now);
    await file(1);
    await house.record.settle();
    expect(openOwn((await head()).note).signedBy.map(({ key }) => key.name)).toEqual(["qingyu.test/record"]);
    expect((await page("/record/vkey")).toString()).toBe(`${fresh}\n`);
    expect(readLogKeys(house.folder).map(({ retiredAt }) => retiredAt === null)).toEqual([true, false]);
  });
});

describe("a database taken back behind what was signed", () => {
  it("gets no further signature, until a person has looked", async () => {
    const { size } = await head();
    await asSuperuserHere("create table public.kept as select * from record.head");
    await file(5);
    await house.record.settle();
    await asSuperuserHere(`delete from record.position where index >= ${size}`);
    await asSuperuserHere("update record.head h set size = k.size, root = k.root, note = k.note from public.kept k");
    await openLog();
    expect(haltedBecause()).toMatch(/were signed, the database shows/);
    await file(1);
    expect(await house.record.settle()).toBe(0);
    expect((await head()).size).toBe(size);
  });

  it("is noticed too when the number is right and the entries are others", async () => {
    writeFileSync(join(house.folder, "record-head"), (await head()).note);
    await openLog();
    expect(haltedBecause()).toBeUndefined();
    await asSuperuserHere("update record.position set entry = decode(repeat('ab', 32), 'hex') where index = (select max(index) from record.position)");
    await openLog();
    expect(haltedBecause()).toMatch(/not those that were signed/);
  });
});

async function asSuperuserHere(statement: string): Promise<void> {
  const [row] = await house.database.app<{ name: string }[]>`select current_database() as name`;
  await asSuperuser((sql) => sql.unsafe(statement), row?.name);
}
