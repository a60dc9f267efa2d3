import { generateKeyPairSync, sign } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { anActor, asSuperuser, useTestHouse } from "#test/database.ts";
import { parseNote, cosignatureBytes, cosignedMessage, formatVkey, signatureLine, verifierKey } from "../domain/signed-note.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { verifyNow } from "./verify-now.ts";

const house = useTestHouse();
const auditor = anActor({ unitCode: "500000", scope: "city", department: "system", permissions: ["record.read", "record.witness.manage"] });
const aWitness = (name: string) => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = verifierKey(nodeCrypto.sha256, name, "cosignature/v1", publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  const cosigned = (text: string) => {
    const seconds = BigInt(Math.floor(house.now.getTime() / 1000));
    return signatureLine(key, cosignatureBytes(seconds, sign(null, cosignedMessage(text, seconds), privateKey)));
  };
  return { vkey: formatVkey(key), cosigned };
};
const standing = aWitness("witness.test/procuratorate");
const retired = aWitness("witness.test/corps");
const intruder = aWitness("witness.test/procuratorate");

const register = (party: string, vkey: string) => house.call(auditor, "record.witness.register", { party, vkey });
const retire = (name: string) => house.call(auditor, "record.witness.retire", { name, reason: "演示：更换设备" });
const head = async () => Buffer.from(((await house.call(auditor, "record.checkpoint.export", {})) as { body: Uint8Array }).body).toString();
const troubles = async () => (await verifyNow(undefined, () => undefined)).troubles;

beforeAll(async () => {
  await register("演示检察院", ` ${standing.vkey}\n`);
  await register("演示总队", retired.vkey);
  house.now = new Date(house.now.getTime() + 60_000);
  await retire("witness.test/corps");
  await house.record.settle();
  const note = await head();
  await house.call(auditor, "record.cosignature.add", { note: `${note}${standing.cosigned(parseNote(note).text)}\n` });
  await house.record.settle();
});

describe("the witnesses on the list are those the record says were registered and retired", () => {
  it("and then the record is sound, also while the lines that say so still wait for their place", async () => {
    expect(await troubles()).toEqual([]);
    await register("演示法院", aWitness("witness.test/court").vkey);
    expect(await troubles()).toEqual([]);
  });

  it("and a witness retires once", async () => {
    await expect(retire("witness.test/corps")).rejects.toMatchObject({ code: "record.witness.retired" });
    await house.record.settle();
    expect(await troubles()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["a witness's key exchanged, and its signatures made anew with the other key", "witness.test/procuratorate", ""],
    ["another party named for a witness", "witness.test/procuratorate", "update record.witness set party = '某企业' where name = 'witness.test/procuratorate'"],
    ["the moment of a registration changed", "witness.test/procuratorate", "update record.witness set since = since - interval '1 day' where name = 'witness.test/procuratorate'"],
    ["a witness invented", "witness.test/nobody", `insert into record.witness (name, party, vkey, since, registered_by) select 'witness.test/nobody', '无此单位', '${aWitness("witness.test/nobody").vkey}', since, registered_by from record.witness where name = 'witness.test/procuratorate'`],
    ["a retirement taken back", "", "update record.witness set retired_at = null, retired_by = null, retire_reason = null where name = 'witness.test/corps'"],
    ["a retirement put on another", "witness.test/procuratorate", "update record.witness w set retired_at = o.retired_at, retired_by = o.retired_by, retire_reason = o.retire_reason from record.witness o where w.name = 'witness.test/procuratorate' and o.name = 'witness.test/corps'"],
    ["a witness that never signed taken off the list", "", "delete from record.witness where name = 'witness.test/corps'"],
  ])("%s is found", async (_, at, statement) => {
    await onHouse("create table public.kept_witness as table record.witness; create table public.kept_cosignature as table record.cosignature");
    if (statement !== "") await onHouse(statement);
    else await exchangeKey();
    const found = await troubles();
    await onHouse("delete from record.cosignature; delete from record.witness; insert into record.witness table public.kept_witness; insert into record.cosignature table public.kept_cosignature; drop table public.kept_witness, public.kept_cosignature");
    expect(found.map(({ code }) => code)).toEqual(["witness-changed"]);
    expect(found[0]?.at).toContain(at);
    expect(await troubles()).toEqual([]);
  });
});

/** What the owner of the database can do with a key pair of his own. */
async function exchangeKey(): Promise<void> {
  const [row] = await house.database.auditor<{ size: number }[]>`select size from record.cosignature`;
  const note = await head();
  expect(note.split("\n")[1]).not.toBe(String(row?.size));
  await onHouse(`update record.witness set vkey = '${intruder.vkey}' where name = 'witness.test/procuratorate'`);
  await onHouse(`update record.cosignature set size = ${note.split("\n")[1] ?? ""}, line = '${intruder.cosigned(parseNote(note).text)}', signed_at = to_timestamp(${Math.floor(house.now.getTime() / 1000)})`);
}

async function onHouse(statement: string): Promise<void> {
  const [row] = await house.database.app<{ name: string }[]>`select current_database() as name`;
  await asSuperuser((sql) => sql.unsafe(statement), row?.name);
}
