import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { systemActor } from "#access";
import { appendLeaves } from "#record";
import { uuidV7 } from "#kernel/id.ts";
import { connectAs, type Sql, type Tx } from "#platform/db.ts";
import { openEmbeddedPostgres } from "#platform/embedded-postgres.ts";
import type { RecordEntry } from "#platform/gate.ts";
import type { House } from "../../entry/open-house.ts";
import { formatAddCheckpoint } from "../../modules/record/domain/add-checkpoint.ts";
import type { OpenedCheckpoint } from "../../modules/record/domain/checkpoint.ts";
import { consistencyPath } from "../../modules/record/domain/proof.ts";
import { parseNote } from "../../modules/record/domain/signed-note.ts";
import { cosignCheckpoint, makeWitnessKey } from "../../modules/record/server/cosign.ts";
import { fenceCity } from "../../modules/record/server/fence.sql.ts";
import { openOwn } from "../../modules/record/server/integrate.ts";
import { readKeptHead } from "../../modules/record/server/kept-head.ts";
import { readLogKeys, readPublicKeys, readSigners, type Signer } from "../../modules/record/server/log-keys.ts";
import { findHead, keepCheckpoint } from "../../modules/record/server/log.sql.ts";
import { readProof } from "../../modules/record/server/log-store.ts";
import { recordParts } from "../../modules/record/server/parts.ts";
import type { VerifySettings } from "../../modules/record/server/verify.ts";
import { insertCosignature } from "../../modules/record/server/witness.sql.ts";
import { registerWitnessUseCase, retireWitnessUseCase } from "../../modules/record/server/witnesses.ts";

/** A real log on a scratch database, what is kept of it elsewhere, and the hand of a superuser. */
export type TamperWorld = {
  /** Sees and may change every row. */
  readonly superuser: Sql;
  readonly settings: VerifySettings;
  readonly signers: readonly Signer[];
  readonly macKey: Buffer;
  /** Kept elsewhere, a minute old at most: some leaves came after it. */
  readonly outside: OpenedCheckpoint;
  /** Signed heads of the log's youth, oldest first; all older than `outside`. */
  readonly youth: readonly { readonly size: number; readonly note: string }[];
  readonly size: number;
  /** Places before this one hold the beginning of the house and its witnesses; the drill's own leaves come behind. */
  readonly begun: number;
};

const UNITS = ["500102", "500103", "500000"] as const;
const PURPOSES = ["own-duty", "case-handling", "audit"] as const;
const WITNESS = "jiancha.example/witness";
const RETIRED_WITNESS = "zongdui.example/witness";

/** @param leaves in the log when it is done; some forty more wait */
export async function buildTamperWorld(house: House, leaves: number): Promise<TamperWorld> {
  const { app } = house.database;
  const { dataDir, origin, macKey, inputKeys } = recordParts();
  const youth: { size: number; note: string }[] = [];
  const sealed = { id: "" };
  await registerWitnesses(house, dataDir);
  const begun = await house.record.settle();
  for (const [round, share] of [0.07, 0.2, 0.33, 0.3, 0.08].entries()) {
    await write(app, makeEntries(Math.round(leaves * share), sealed.id));
    if (round === 1) sealed.id = await sealOne(app);
    await house.record.settle();
    const head = await app.begin(async (tx) => {
      const found = await findHead(tx);
      if (!found) throw new Error("the log has no head");
      await keepCheckpoint(tx, found);
      return found;
    });
    youth.push({ size: head.size, note: head.note });
    if (round === 2 || round === 3) await cosign(app, dataDir, origin, head.note, head.size);
  }
  const outside = openOwn(youth.at(-1)?.note ?? "");
  await write(app, makeEntries(Math.round(leaves * 0.02) + 1, ""));
  await house.record.settle();
  await write(app, makeEntries(40, ""));
  const url = new URL((await openEmbeddedPostgres(dataDir)).url);
  url.pathname = new URL(house.database.ownerUrl).pathname;
  const keptHead = readKeptHead(dataDir);
  const size = Number(openOwn(keptHead ?? "").size);
  return { superuser: connectAs(url.toString(), 1), settings: { keys: readPublicKeys(dataDir), origin, macKey, inputKeys, keptHead, now: new Date() }, signers: readSigners(dataDir), macKey, outside, youth: youth.slice(0, -1), size, begun };
}

export function makeEntries(count: number, seals = ""): RecordEntry[] {
  return Array.from({ length: count }, (_, i): RecordEntry => {
    const at = new Date();
    const unitCode = UNITS[i % UNITS.length] ?? UNITS[0];
    const id = () => uuidV7(at.getTime(), randomBytes(10));
    const read = i % 6 === 5 ? { purpose: PURPOSES[i % PURPOSES.length] ?? "audit", fields: ["identity-number", "phone"], subjects: [0, 1].slice(0, 1 + (i % 2)).map((n) => ({ kind: "enterprise", id: `DEMO-${i % 50}-${n}`, unitCode: UNITS[(i + n) % UNITS.length] ?? UNITS[0] })) } : undefined;
    const hash = () => randomBytes(32).toString("hex");
    return { id: id(), unitCode, at, name: ["precursor.declaration.file", "access.session.open", "duty.duty.done"][i % 3] ?? "", actor: systemActor(unitCode), commandId: id(), inputHash: hash(), outputHash: hash(), read, ...(i === 0 && seals !== "" ? { seals } : {}) };
  });
}

const write = (app: Sql, entries: readonly RecordEntry[]) =>
  app.begin(async (tx) => {
    await fenceCity(tx);
    await appendLeaves(tx, entries);
  });

/** As sealing does it: the salt is destroyed, and an act on the record says so (the first of the next entries). */
async function sealOne(app: Sql): Promise<string> {
  return app.begin(async (tx) => {
    await fenceCity(tx);
    const [row] = await tx<{ id: string }[]>`update record.leaf set salt = null where id = (select id from record.leaf order by id offset 3 limit 1) returning id`;
    return row?.id ?? "";
  });
}

const keyFileIn = (dataDir: string) => join(dataDir, "tamper-witness-key");

/** By acts on the record, as any other: one that will sign, and one that is retired. */
async function registerWitnesses({ gate }: House, dataDir: string): Promise<void> {
  const operator = systemActor("500000");
  const register = (input: { party: string; vkey: string }) => gate.act(operator, "record.witness.register", (context) => registerWitnessUseCase(context, input), input);
  await register({ party: "演示数据", vkey: makeWitnessKey(WITNESS, keyFileIn(dataDir)) });
  await register({ party: "演示数据二", vkey: makeWitnessKey(RETIRED_WITNESS, join(dataDir, "tamper-retired-key")) });
  const retirement = { name: RETIRED_WITNESS, reason: "演示数据" };
  await gate.act(operator, "record.witness.retire", (context) => retireWitnessUseCase(context, retirement), retirement);
}

async function cosign(app: Sql, dataDir: string, origin: string, checkpoint: string, size: number): Promise<void> {
  const [keyFile, stateFile] = [keyFileIn(dataDir), join(dataDir, "tamper-witness-state")];
  await app.begin(async (tx: Tx) => {
    const [last] = await tx<{ size: number | null }[]>`select max(size) as size from record.cosignature`;
    const old = BigInt(last?.size ?? 0);
    const request = formatAddCheckpoint({ old, proof: await readProof(tx, BigInt(size), consistencyPath(old, BigInt(size))), checkpoint });
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    const { note } = cosignCheckpoint({ keyFile, stateFile, logVkeys: readLogKeys(dataDir).map(({ vkey }) => vkey), request, now });
    const line = parseNote(note).signatures.find(({ name }) => name === WITNESS && name !== origin)?.line ?? "";
    await insertCosignature(tx, { witness: WITNESS, size, line, signedAt: now, keptAt: now });
  });
}
