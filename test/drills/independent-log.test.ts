import { spawnSync } from "node:child_process";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_PASSWORD, systemActor } from "#access";
import { readConfig, repositoryRoot } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";
import { openHouse } from "../../entry/open-house.ts";
import { serveHouse, type Served } from "../../tools/bench/served-house.ts";
import { cosign, entriesOf, everyTile, keyOf, leafHashOf, openHead, openReceipt, pathOfTile, rootsOfProof, treeHead, vkeyOf, type Head, type Key } from "../independent/transparency-log.ts";

const folder = mkdtempSync(join(tmpdir(), "qingyu-independent-"));
let served: Served | undefined;
let keys: readonly Key[] = [];

const house = (): Served => served ?? expect.fail("the house is not open");
const get = async (path: string): Promise<Buffer> => {
  const answer = await fetch(`${house().url}/record/${path}`);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};
const ask = async (path: string): Promise<string> => {
  const { status, text } = await house().call("GET", path);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`);
  return text;
};
const headNow = async (): Promise<Head & { note: string }> => {
  const note = (await get("checkpoint")).toString();
  return { ...openHead(note, keys), note };
};
/** The log takes up within a second what was committed. */
async function headBeyond(size: number): Promise<Head & { note: string }> {
  for (let tries = 0; tries < 100; tries++) {
    const head = await headNow();
    if (head.size > size) return head;
    await new Promise((done) => setTimeout(done, 100));
  }
  return expect.fail(`the log does not grow beyond ${size}`);
}
const entriesUpTo = async (size: number): Promise<Buffer[]> => {
  const bundles = Array.from({ length: Math.ceil(size / 256) }, (_, n) => get(pathOfTile("entries", n, Math.min(256, size - 256 * n))));
  return (await Promise.all(bundles)).flatMap(entriesOf);
};

/** Acts through the gate until the tree has full tiles and a second level. */
async function writeMore(count: number): Promise<void> {
  const opened = await openHouse(readConfig({ QINGYU_DATA: join(folder, "data"), QINGYU_DEMO: "1", QINGYU_PORT: "0" }), makeLog());
  await Promise.all(Array.from({ length: count }, () => opened.gate.act(systemActor("500102"), "test.filing", async () => null)));
  await opened.record.settle();
  await opened.stop();
}

beforeAll(async () => {
  chmodSync(folder, 0o711); // where root runs this, the database's own user passes through
  const env = { ...process.env, QINGYU_DATA: join(folder, "data"), QINGYU_DEMO: "1", DATABASE_URL: "" };
  const built = spawnSync(process.execPath, ["--import", "tsx", "tools/demo.ts"], { cwd: repositoryRoot, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the demonstration city was not built: ${built.stderr}`);
  await writeMore(700);
  served = await serveHouse(join(folder, "data"), "shenji", DEMO_PASSWORD);
  keys = (await get("vkey")).toString().trimEnd().split("\n").map(keyOf);
}, 240_000);
afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe("the log of a demonstration city, checked by a program that shares nothing with it", () => {
  it("signs checkpoints with the key it publishes, under its own name", async () => {
    const head = await headBeyond(0);
    expect(keys.map(({ algorithm, raw }) => [algorithm, raw.length])).toEqual([[1, 32]]);
    expect(head.signedBy).toEqual([keys[0]?.name]);
    expect(head.origin).toBe(keys[0]?.name);
    expect(() => openHead(head.note.replace(`\n${head.size}\n`, `\n${head.size + 1}\n`), keys)).toThrow(/does not fit/);
  });

  it("serves exactly the tiles and bundles of its entries, and signs their root", async () => {
    const head = await headBeyond(700);
    const entries = await entriesUpTo(head.size);
    expect(entries.length).toBe(head.size);
    expect(treeHead(entries.map(leafHashOf))).toEqual(head.root);
    const tiles = everyTile(entries);
    expect(tiles.map(({ path }) => path)).toEqual(expect.arrayContaining(["tile/0/000", "tile/entries/001", `tile/1/000.p/${Math.floor(head.size / 256)}`]));
    for (const { path, bytes } of tiles) expect(await get(path), path).toEqual(bytes);
  });

  it("proves that a later checkpoint follows an earlier one", async () => {
    const earlier = await headNow();
    await house().call("POST", "/api/session", { account: "shenji", password: DEMO_PASSWORD });
    const later = await headBeyond(earlier.size);
    const [head = "", ...rest] = (await ask(`/api/record/checkpoint-export?old=${earlier.size}`)).split("\n\n");
    const [old, ...hashes] = head.split("\n");
    const newest = openHead(rest.join("\n\n"), keys);
    expect(old).toBe(`old ${earlier.size}`);
    expect(newest.size).toBeGreaterThanOrEqual(later.size);
    const proof = hashes.map((hash) => Buffer.from(hash, "base64"));
    expect(rootsOfProof(earlier.size, newest.size, proof, earlier.root)).toEqual([earlier.root, newest.root]);
    // From any size at all, so that every shape of the tree has its turn.
    const entries = (await entriesUpTo(newest.size)).map(leafHashOf);
    for (const size of [1, 2, 3, 7, 64, 255, 256, 257, newest.size - 1].filter((each) => each < newest.size)) {
      const [claimed = "", ...notes] = (await ask(`/api/record/checkpoint-export?old=${size}`)).split("\n\n");
      const now = openHead(notes.join("\n\n"), keys);
      const all = now.size === newest.size ? entries : (await entriesUpTo(now.size)).map(leafHashOf);
      const older = treeHead(all.slice(0, size));
      expect(rootsOfProof(size, now.size, claimed.split("\n").slice(1).map((hash) => Buffer.from(hash, "base64")), older), `from ${size}`).toEqual([older, now.root]);
    }
  });

  it("keeps the signature of a witness that was made elsewhere, and refuses one over a log that is not this", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const witness = aWitness("jiancha.example/witness", publicKey);
    const answer = await house().call("POST", "/api/record/witnesses", { party: "演示检察院", vkey: witness.vkey });
    expect(answer.status, answer.text).toBe(200);
    const head = await headNow();
    const now = BigInt(Math.floor(Date.now() / 1000));
    const kept = await house().call("POST", "/api/record/cosignatures", { note: head.note + cosign(witness.key, privateKey, head.text, now) });
    expect(kept.status, kept.text).toBe(200);
    const forged = head.text.replace(head.root.toString("base64"), Buffer.alloc(32, 7).toString("base64"));
    const refused = await house().call("POST", "/api/record/cosignatures", { note: `${forged}\n${cosign(witness.key, privateKey, forged, now)}` });
    expect(refused.status).toBeGreaterThanOrEqual(400);

    const { rows } = JSON.parse(await ask("/api/record/entries?limit=50")) as { rows: { id: string; index: number | null; sealed: boolean }[] };
    const covered = rows.filter(({ index, sealed }) => index !== null && index < head.size && !sealed);
    expect(covered.length).toBeGreaterThan(0);
    const receipts = await Promise.all(covered.slice(0, 10).map(async ({ id, index }) => ({ index, receipt: JSON.parse(await ask(`/api/record/receipts/${id}`)) as Parameters<typeof openReceipt>[0] })));
    for (const { index, receipt } of receipts) {
      expect(receipt.index).toBe(String(index));
      const opened = openReceipt(receipt, [...keys, witness.key]);
      expect(opened.signedBy).toEqual([keys[0]?.name, witness.key.name]);
      expect(() => openReceipt({ ...receipt, leaf: { ...receipt.leaf, body: receipt.leaf.body.replace(`"version":1`, `"version":2`) } }, keys)).toThrow(/another root/);
    }
  });
});

function aWitness(name: string, publicKey: KeyObject): { vkey: string; key: Key } {
  const vkey = vkeyOf(name, 0x04, publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  return { vkey, key: keyOf(vkey) };
}
