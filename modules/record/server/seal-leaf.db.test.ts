import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";
import { handle } from "#platform/module.ts";
import { anActor, asSuperuser, useTestHouse } from "#test/database.ts";
import { Receipt } from "../contract/index.ts";
import { openCheckpoint } from "../domain/checkpoint.ts";
import { verifyInclusion } from "../domain/proof.ts";
import { leafHash } from "../domain/tree-hash.ts";
import { sealLeaf, verifyNow } from "../public.ts";
import { readPublicKeys } from "./log-keys.ts";
import { nodeCrypto } from "./node-crypto.ts";

const file = endpoint({ name: "test.note.file", method: "POST", path: "/test/notes", permission: "signed-in", summary: { zh: "记", en: "note" }, input: z.object({ text: z.string() }), output: z.null() });
const seal = endpoint({ name: "test.note.seal", method: "POST", path: "/test/seals", permission: "test.seal", summary: { zh: "封存", en: "seal" }, input: z.object({ unit: z.string(), leaf: z.uuid(), reason: z.string(), breakAfter: z.boolean().default(false) }), output: z.object({ sealed: z.boolean() }), refusals: ["record.entry.unknown"] });
const house = useTestHouse([
  handle(file, async () => null),
  handle(seal, async (context, { unit, leaf, reason, breakAfter }) => {
    const sealed = await sealLeaf(context, unit, leaf, reason);
    if (breakAfter) throw new Error("interrupted");
    return { sealed };
  }),
]);
const REASON = "吸毒记录依法封存-某某";
const officer = anActor({ permissions: ["test.seal", "record.read"] });
const city = anActor({ permissions: ["test.seal", "record.read"], unitCode: "500000", scope: "city", accountId: "00000000-0000-7000-8000-000000000002" });

type Leaf = { id: string; name: string; body: string; salt: Buffer | null; entry: Buffer };
const leafOf = async (id: string): Promise<Leaf> => (await house.database.auditor<Leaf[]>`select id, name, body, salt, entry from record.leaf where id = ${id} or command_id = ${id} order by id`)[0] ?? expect.fail("no such leaf");
const entries = async () => (await house.database.auditor<{ entry: string }[]>`select encode(entry, 'hex') as entry from record.position order by index`).map(({ entry }) => entry);
const verdict = () => verifyNow(undefined, () => undefined);
const sealIt = (leaf: string, parts: object = {}, actor = officer, commandId?: string) => {
  house.now = new Date(house.now.getTime() + 1000);
  return house.call(actor, "test.note.seal", { unit: "500102", leaf, reason: REASON, ...parts }, commandId);
};
async function filed(text = "五百千克"): Promise<{ id: string; receipt: Receipt }> {
  house.now = new Date(house.now.getTime() + 1000);
  const commandId = house.gate.newId();
  await house.call(officer, "test.note.file", { text }, commandId);
  await house.record.settle();
  return { id: (await leafOf(commandId)).id, receipt: Receipt.parse(await house.call(officer, "record.receipt.get", { id: commandId })) };
}
/** As a stranger with the paper and the public key would. */
function holds(receipt: Receipt): void {
  const { size, root } = openCheckpoint(nodeCrypto, receipt.checkpoint, readPublicKeys(house.folder), "qingyu.test/record");
  const entry = nodeCrypto.sha256(Buffer.concat([Buffer.from(receipt.leaf.salt, "hex"), Buffer.from(receipt.leaf.body)]));
  verifyInclusion(nodeCrypto.sha256, { index: BigInt(receipt.index), size, leaf: leafHash(nodeCrypto.sha256, entry), proof: receipt.proof.map((hash) => Buffer.from(hash, "base64")), root });
}

describe("a sealed leaf", () => {
  let before: string[];
  let sealed: Awaited<ReturnType<typeof filed>>;
  let neighbours: Receipt[];
  beforeAll(async () => {
    const first = await filed("前");
    sealed = await filed();
    neighbours = [first.receipt, (await filed("后")).receipt];
    before = await entries();
    expect(await sealIt(sealed.id)).toEqual({ sealed: true });
    await house.record.settle();
  });

  it("keeps its place: every entry of the log is as it was, and every proof given before still holds", async () => {
    expect((await entries()).slice(0, before.length)).toEqual(before);
    for (const receipt of [...neighbours, sealed.receipt]) holds(receipt);
    expect(await verdict()).toMatchObject({ sound: true, sealed: 1, troubles: [] });
  });

  it("can no longer be proved: its salt is gone, and the body alone is not the entry", async () => {
    const { salt, body, entry } = await leafOf(sealed.id);
    expect(salt).toBeNull();
    expect(createHash("sha256").update(body).digest().equals(entry)).toBe(false);
    await expect(house.call(officer, "record.receipt.get", { id: sealed.id })).rejects.toMatchObject({ code: "record.receipt.sealed" });
  });

  it("is named by a leaf of its own that says who sealed it, and the reason stands beside the log, never in it", async () => {
    const [vouching] = await house.database.auditor<{ name: string; body: string }[]>`select name, body from record.leaf where name = 'record.leaf.seal'`;
    expect(JSON.parse(vouching?.body ?? "{}")).toMatchObject({ name: "record.leaf.seal", seals: sealed.id, actor: { id: officer.accountId } });
    const said = await house.database.auditor<{ body: string }[]>`select body from record.leaf`;
    expect(said.map(({ body }) => body).join()).not.toContain("某某");
    const kept = await house.gate.act(city, "test.look", ({ tx }) => tx<{ reason: string }[]>`select reason from record.seal where leaf_id = ${sealed.id}`);
    expect(kept.map(({ reason }) => reason)).toEqual([REASON]);
    expect((await house.database.auditor<{ may: boolean }[]>`select has_table_privilege('qingyu_auditor', 'record.seal', 'select') as may`)[0]?.may).toBe(false);
  });

  it("is sealed once, however often it is asked", async () => {
    const leaves = async () => (await house.database.auditor`select 1 from record.leaf where name = 'record.leaf.seal'`).length;
    expect(await sealIt(sealed.id)).toEqual({ sealed: false });
    const { id } = await filed("再");
    const commandId = house.gate.newId();
    const answers = [await sealIt(id, {}, officer, commandId), await sealIt(id, {}, officer, commandId), ...(await Promise.all([sealIt(id), sealIt(id)]))];
    expect(answers).toEqual([{ sealed: true }, { sealed: true }, { sealed: false }, { sealed: false }]);
    expect(await leaves()).toBe(2);
  });

  it("may be one of a look, whose list of who looked stays", async () => {
    await house.gate.act(officer, "test.look", async ({ readOf }) => readOf({ subjects: [{ kind: "person", id: "p1", unitCode: "500102" }], purpose: "supervision", fields: ["name"] }));
    const [look] = await house.database.auditor<{ id: string }[]>`select leaf_id as id from record.read`;
    await sealIt(look?.id ?? "");
    await house.record.settle();
    expect(await verdict()).toMatchObject({ sound: true, sealed: 3 });
  });
});

describe("sealing is refused or undone whole", () => {
  it("for a leaf that is not there, or stands in a unit that is not the actor's", async () => {
    await expect(sealIt(house.gate.newId())).rejects.toMatchObject({ code: "record.entry.unknown" });
    const { id } = await filed();
    await expect(sealIt(id, {}, anActor({ permissions: ["test.seal"], unitCode: "500109" }))).rejects.toMatchObject({ code: "record.entry.unknown" });
    await expect(sealIt(id, {}, anActor())).rejects.toMatchObject({ code: "gate.not-permitted" });
    expect((await leafOf(id)).salt).not.toBeNull();
  });

  it("for the leaf of a sealing itself, which must go on vouching", async () => {
    const [vouching] = await house.database.auditor<{ id: string }[]>`select id from record.leaf where name = 'record.leaf.seal'`;
    await expect(sealIt(vouching?.id ?? "")).rejects.toThrow("never sealed");
  });

  it("when it is interrupted: salt, leaf and reason are as before", async () => {
    const { id } = await filed();
    await expect(sealIt(id, { breakAfter: true })).rejects.toThrow("interrupted");
    expect((await leafOf(id)).salt).not.toBeNull();
    expect((await verdict()).sound).toBe(true);
  });

  it("and a salt that somebody else destroyed, with no leaf that says so, is found", async () => {
    const { id } = await filed();
    await asSuperuser((sql) => sql`update record.leaf set salt = null where id = ${id}`, new URL(house.database.ownerUrl).pathname.slice(1));
    expect(await verdict()).toMatchObject({ sound: false, troubles: [{ code: "sealed-unvouched", at: id }] });
  });
});
