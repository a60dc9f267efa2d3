import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anActor, asSuperuser, useTestHouse } from "#test/database.ts";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { handle } from "#platform/module.ts";
import { endpoint } from "#kernel/contract.ts";
import { z } from "zod";
import { LogHealth, Receipt, Verification, EntryView } from "../contract/index.ts";
import { checkForWitness, parseAddCheckpoint, type Seen } from "../domain/add-checkpoint.ts";
import { openCheckpoint } from "../domain/checkpoint.ts";
import { verifyInclusion } from "../domain/proof.ts";
import { cosignatureBytes, cosignedMessage, decoded, formatVkey, parseNote, parseVkey, signatureLine, verifierKey } from "../domain/signed-note.ts";
import { leafHash } from "../domain/tree-hash.ts";
import { readPublicKeys, retireOldKeys, rotateKey } from "./log-keys.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { verificationJobs } from "./verifications.ts";
import { verifyNow } from "./verify-now.ts";

const fileNote = endpoint({ name: "test.note.file", method: "POST", path: "/test/notes", permission: "signed-in", summary: { zh: "测试", en: "Test" }, input: z.object({ text: z.string() }), output: z.null() });
const house = useTestHouse([handle(fileNote, async () => null)]);
const account = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const clerk = anActor({ kind: "enterprise", accountId: account(2), department: "enterprise", permissions: [] });
const officer = anActor({ permissions: ["record.read"] });
const neighbour = anActor({ unitCode: "500109", accountId: account(3), permissions: ["record.read"] });
const auditor = anActor({ unitCode: "500000", scope: "city", accountId: account(4), department: "system", permissions: ["record.read", "record.witness.manage"] });

async function filed(actor = clerk, text = "五百千克"): Promise<string> {
  const id = house.gate.newId();
  await house.call(actor, "test.note.file", { text }, id);
  await house.record.settle();
  return id;
}
const receiptOf = async (actor: typeof clerk, id: string) => Receipt.parse(await house.call(actor, "record.receipt.get", { id }));
const codeOf = (work: Promise<unknown>) => work.then(() => "done", (error: { code?: string }) => error.code);

describe("a receipt", () => {
  it("proves by itself that the filing stands in the log, and what was filed", async () => {
    const receipt = await receiptOf(clerk, await filed());
    const checkpoint = openCheckpoint(nodeCrypto, receipt.checkpoint, readPublicKeys(house.folder), "qingyu.test/record");
    const entry = nodeCrypto.sha256(Buffer.concat([Buffer.from(receipt.leaf.salt, "hex"), Buffer.from(receipt.leaf.body)]));
    verifyInclusion(nodeCrypto.sha256, { index: BigInt(receipt.index), size: checkpoint.size, leaf: leafHash(nodeCrypto.sha256, entry), proof: receipt.proof.map((hash) => Buffer.from(hash, "base64")), root: checkpoint.root });
    const body = JSON.parse(receipt.leaf.body) as { input: string; name: string; actor: { id: string } };
    expect([body.name, body.actor.id]).toEqual(["test.note.file", account(2)]);
    expect(createHmac("sha256", Buffer.from(receipt.inputKey ?? "", "hex")).update(canonicalJson({ text: "五百千克" })).digest("hex")).toBe(body.input);
  });

  it("is found by the entry's id as by the command's", async () => {
    const id = await filed();
    const receipt = await receiptOf(clerk, id);
    const entryId = (JSON.parse(receipt.leaf.body) as { id: string }).id;
    expect((await receiptOf(clerk, entryId)).leaf).toEqual(receipt.leaf);
  });

  it("is given to the one who filed and to those who read the unit's record, and to nobody else", async () => {
    const id = await filed();
    expect(await codeOf(house.call(anActor({ accountId: account(9) }), "record.receipt.get", { id }))).toBe("record.entry.unknown");
    expect(await codeOf(house.call(neighbour, "record.receipt.get", { id }))).toBe("record.entry.unknown");
    expect(await codeOf(house.call(anActor({ kind: "anonymous", scope: "none" }), "record.receipt.get", { id }))).toBe("gate.signed-out");
    const read = await receiptOf(officer, id);
    expect(read.inputKey).toBeNull();
    expect((await receiptOf(auditor, id)).leaf).toEqual(read.leaf);
  });

  it("waits for the log, and says so", async () => {
    const id = house.gate.newId();
    await house.call(clerk, "test.note.file", { text: "刚写下" }, id);
    expect(await codeOf(house.call(clerk, "record.receipt.get", { id }))).toBe("record.receipt.pending");
    await house.record.settle();
    expect((await receiptOf(clerk, id)).format).toBe("qingyu-receipt/1");
  });
});

describe("entries", () => {
  it("are listed the latest first, in pages without gap or double, and only of the own unit", async () => {
    for (let i = 0; i < 7; i++) await filed(i % 2 === 0 ? clerk : neighbour);
    const walk = async (actor: typeof clerk) => {
      const seen: EntryView[] = [];
      for (let after: string | undefined; ; ) {
        const page = (await house.call(actor, "record.entry.list", { limit: 3, ...(after === undefined ? {} : { after }) })) as { rows: EntryView[]; next: string | null };
        seen.push(...page.rows);
        if (page.next === null) return seen;
        after = page.next;
      }
    };
    const city = await walk(auditor);
    expect(new Set(city.map(({ id }) => id)).size).toBe(city.length);
    expect(city.map(({ at }) => at)).toEqual(city.map(({ at }) => at).toSorted().reverse());
    expect(new Set((await walk(officer)).map(({ unit }) => unit))).toEqual(new Set(["500102"]));
    expect((await walk(officer)).length + (await walk(neighbour)).length).toBe(city.length);
  });

  it("are looked up by place, entry or command, and filtered", async () => {
    const id = await filed();
    const entry = EntryView.parse(await house.call(officer, "record.entry.get", { id }));
    expect(EntryView.parse(await house.call(officer, "record.entry.get", { id: String(entry.index) })).id).toBe(entry.id);
    expect(await codeOf(house.call(neighbour, "record.entry.get", { id: String(entry.index) }))).toBe("record.entry.unknown");
    const rows = async (filter: object) => ((await house.call(auditor, "record.entry.list", { limit: 500, ...filter })) as { rows: EntryView[] }).rows;
    expect(new Set((await rows({ account: account(3) })).map(({ unit }) => unit))).toEqual(new Set(["500109"]));
    expect(await rows({ name: "no.such" })).toEqual([]);
    expect((await rows({ unit: "500102" })).every(({ unit }) => unit === "500102")).toBe(true);
    expect(await house.call(officer, "record.entry.list", { unit: "500109" })).toEqual({ rows: [], next: null });
  });
});

describe("witnesses", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = verifierKey(nodeCrypto.sha256, "witness.test/procuratorate", "cosignature/v1", publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  let seen: Seen | undefined;
  const exported = async (input: object) => Buffer.from(((await house.call(auditor, "record.checkpoint.export", input)) as { body: Uint8Array }).body).toString();
  const cosigned = (text: string, at: Date) => {
    const seconds = BigInt(Math.floor(at.getTime() / 1000));
    return signatureLine(key, cosignatureBytes(seconds, sign(null, cosignedMessage(text, seconds), privateKey)));
  };
  const add = (note: string) => house.call(auditor, "record.cosignature.add", { note });

  it("are registered with a cosigning key, once", async () => {
    expect(await codeOf(house.call(auditor, "record.witness.register", { party: "演示检察院", vkey: formatVkey(readPublicKeys(house.folder)[0] ?? key) }))).toBe("record.witness.type");
    expect(await codeOf(house.call(auditor, "record.witness.register", { party: "演示检察院", vkey: "nonsense" }))).toBe("record.key.malformed");
    expect(await house.call(auditor, "record.witness.register", { party: "演示检察院", vkey: formatVkey(key) })).toMatchObject({ name: key.name, lastSize: null });
    expect(await codeOf(house.call(auditor, "record.witness.register", { party: "演示检察院", vkey: formatVkey(key) }))).toBe("record.witness.known");
    expect(await codeOf(house.call(officer, "record.witness.register", { party: "演示检察院", vkey: formatVkey(key) }))).toBe("gate.not-permitted");
  });

  it("check that nothing was taken back, sign, and their signature is kept with the checkpoint, round after round", async () => {
    for (let round = 0; round < 3; round++) {
      await filed();
      const request = parseAddCheckpoint(await exported({ witness: key.name }));
      const opened = checkForWitness(nodeCrypto, request, readPublicKeys(house.folder), seen);
      const line = cosigned(opened.text, house.now);
      const answer = round === 0 ? `${line}\n` : `${request.checkpoint}${line}\n`;
      expect(await add(answer)).toEqual({ kept: [{ name: key.name, size: Number(opened.size), at: new Date(Math.floor(house.now.getTime() / 1000) * 1000).toISOString() }] });
      seen = { size: opened.size, root: opened.root };
    }
    const health = LogHealth.parse(await house.call(officer, "record.log.get", {}));
    expect([health.state, health.witnesses[0]?.lastSize, health.can]).toEqual(["healthy", Number(seen?.size), ["verify"]]);
  });

  it("stand on a receipt whose entry they covered", async () => {
    const entry = EntryView.parse(await house.call(auditor, "record.entry.get", { id: "0" }));
    const receipt = await receiptOf(auditor, entry.id);
    const { signedBy } = openCheckpoint(nodeCrypto, receipt.checkpoint, [...readPublicKeys(house.folder), key]);
    expect(signedBy.map(({ key: { name } }) => name)).toEqual(["qingyu.test/record", key.name]);
  });

  it("are refused by name: a stranger's signature, a false one, one from the future, one over another log or another tree", async () => {
    const { note, size } = await newHead();
    const { text } = parseNote(note);
    const line = cosigned(text, house.now);
    expect(await codeOf(add(`${note}`))).toBe("record.note.unsigned");
    expect(await codeOf(add(`${note}${line.replace(/ [A-Za-z0-9+/]{20}/, (part) => part.split("").reverse().join(""))}\n`))).toMatch(/record\.note\.(unsigned|malformed)/);
    expect(await codeOf(add(`${note}${cosigned(text.replace(`${size}`, `${size + 1}`), house.now)}\n`))).toBe("record.note.forged");
    expect(await codeOf(add(`${note}${cosigned(text, new Date(house.now.getTime() + 3_600_000))}\n`))).toBe("record.cosignature.future");
    const foreign = text.replace("qingyu.test/record", "elsewhere.test/record");
    expect(await codeOf(add(`${foreign}\n${cosigned(foreign, house.now)}\n`))).toBe("record.checkpoint.foreign");
    const other = text.replace(/\n.{44}\n$/, `\n${Buffer.alloc(32, 1).toString("base64")}\n`);
    expect(await codeOf(add(`${other}\n${cosigned(other, house.now)}\n`))).toBe("record.cosignature.unseen");
    expect(await codeOf(add(`${cosigned(other, house.now)}\n`))).toBe("record.cosignature.unattached");
    expect(await codeOf(add("nonsense"))).toBe("record.note.malformed");
  });

  it("are refused over a text this log never signed, though size and root are its own, and the log stays sound", async () => {
    const { note } = await newHead();
    const text = `${parseNote(note).text}a line of the witness's own\n`;
    expect(await codeOf(add(`${text}\n${cosigned(text, house.now)}\n`))).toBe("record.checkpoint.malformed");
    expect((await verifyNow(undefined, () => undefined)).troubles).toEqual([]);
  });

  it("do not sign when what they saw before is not in what they are handed", async () => {
    const request = parseAddCheckpoint(await exported({ witness: key.name }));
    const refused = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return "signed";
    };
    const keys = readPublicKeys(house.folder);
    expect(refused(() => checkForWitness(nodeCrypto, request, keys, { size: seen?.size ?? 0n, root: Buffer.alloc(32, 9) }))).toBe("record.proof.wrong");
    expect(refused(() => checkForWitness(nodeCrypto, { ...request, old: 1n }, keys, seen))).toBe("record.proof.wrong");
    expect(refused(() => checkForWitness(nodeCrypto, request, [], seen))).toBe("record.note.unsigned");
    expect(refused(() => parseAddCheckpoint("old 01\n\n"))).toBe("record.proof.malformed");
  });

  it("retire with a reason, and sign no more", async () => {
    expect(await house.call(auditor, "record.witness.retire", { name: key.name, reason: "演示：更换设备" })).toMatchObject({ retiredAt: house.now.toISOString() });
    const { note } = await newHead();
    expect(await codeOf(add(`${note}${cosigned(parseNote(note).text, house.now)}\n`))).toBe("record.note.unsigned");
    expect(await codeOf(house.call(auditor, "record.witness.retire", { name: "nobody", reason: "演示：没有此人" }))).toBe("record.witness.unknown");
  });

  const newHead = async () => {
    const note = await exported({});
    return { note, size: Number(note.split("\n")[1]) };
  };
});

describe("a verification", () => {
  const verified = async (since?: string) => {
    house.now = new Date(house.now.getTime() + 1_000);
    const order = Verification.parse(await house.call(officer, "record.verification.start", since === undefined ? {} : { since }));
    await verificationJobs[0]?.run({ id: order.id, startedBy: order.startedBy, since }, { gate: house.gate, isLastAttempt: false });
    return Verification.parse(await house.call(officer, "record.verification.get", { id: order.id }));
  };

  it("reads everything anew and finds an honest record sound", async () => {
    const { verdict, state, startedBy } = await verified();
    expect([state, startedBy, verdict?.troubles, verdict?.sound]).toEqual(["done", account(1), [], true]);
    expect(verdict?.checked).toBeGreaterThan(20);
  });

  it("holds it against an older checkpoint that was kept elsewhere", async () => {
    const kept = Buffer.from(((await house.call(auditor, "record.checkpoint.export", {})) as { body: Uint8Array }).body).toString();
    await filed();
    expect((await verified(kept)).verdict).toMatchObject({ sound: true, since: Number(kept.split("\n")[1]) });
    expect(await codeOf(house.call(officer, "record.verification.start", { since: kept.replace(/\n\d+\n/, "\n7\n") }))).toBe("record.note.forged");
    expect(await codeOf(house.call(officer, "record.verification.start", { since: "x" }))).toBe("record.note.malformed");
  });

  it("takes no head that only a retired key signed, and takes it again under the new one", async () => {
    await house.record.settle();
    rotateKey(house.folder, "qingyu.test/record", house.now);
    retireOldKeys(house.folder, house.now);
    expect(await verifyNow(undefined, () => undefined)).toMatchObject({ sound: false, troubles: [{ code: "checkpoint-forged", at: "head" }] });
    await filed();
    expect((await verified()).verdict?.troubles).toEqual([]);
  });

  it("names what was changed behind the program's back, and stands in the list of verifications", async () => {
    await onHouse("update record.leaf set name = 'harmless.act' where unit_code = '500109' and id = (select id from record.leaf where unit_code = '500109' order by id limit 1)");
    const { id, verdict } = await verified();
    expect(verdict).toMatchObject({ sound: false, troubles: [{ code: "columns-changed", count: 1 }] });
    const list = (await house.call(neighbour, "record.verification.list", {})) as { rows: Verification[] };
    expect(list.rows[0]).toMatchObject({ id, state: "done" });
    expect(LogHealth.parse(await house.call(officer, "record.log.get", {})).lastVerification?.verdict?.sound).toBe(false);
    expect(await codeOf(house.call(officer, "record.verification.get", { id: account(7) }))).toBe("record.verification.unknown");
  });

  async function onHouse(statement: string): Promise<void> {
    const [row] = await house.database.app<{ name: string }[]>`select current_database() as name`;
    await asSuperuser((sql) => sql.unsafe(statement), row?.name);
  }
});

it("reads a verifier key only when name, id and key belong together", () => {
  const [own] = readPublicKeys(house.folder);
  const vkey = own ? formatVkey(own) : "";
  expect(parseVkey(nodeCrypto.sha256, vkey)).toEqual(own);
  expect(() => parseVkey(nodeCrypto.sha256, vkey.replace(/\+[0-9a-f]{8}\+/, "+00000000+"))).toThrow("record.key.malformed");
  expect(decoded("AA=")).toBeUndefined();
});
