import { utf8 } from "@scure/base";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { Refusal } from "#kernel/refusal.ts";
import { refuseRecord as refuse, type addCosignatures, type exportForWitness, type registerWitness, type retireWitness, type Witness } from "../contract/index.ts";
import { formatAddCheckpoint } from "../domain/add-checkpoint.ts";
import { checkpointText, parseCheckpoint } from "../domain/checkpoint.ts";
import { consistencyPath } from "../domain/proof.ts";
import { openNote, parseNote, parseSignature, parseVkey, type Note } from "../domain/signed-note.ts";
import { sameHash } from "../domain/tree-hash.ts";
import { readPublicKeys } from "./log-keys.ts";
import { findHead } from "./log.sql.ts";
import { readProof, rootAt } from "./log-store.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { recordParts } from "./parts.ts";
import { insertCosignature, insertWitness, listRecentNotes, listWitnesses, retireWitnessRow, type WitnessRow } from "./witness.sql.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

/** Clocks of two machines may differ by so much. */
const CLOCK_MS = 5 * 60_000;

export const registerWitnessUseCase: Of<typeof registerWitness> = async ({ tx, now, commandId }, { party, vkey }) => {
  const key = parseVkey(nodeCrypto.sha256, vkey);
  if (key.type !== "cosignature/v1") refuse("record.witness.type");
  if (!(await insertWitness(tx, { name: key.name, party, vkey, since: now, registeredBy: commandId }))) refuse("record.witness.known", { name: key.name });
  return getWitness(tx, key.name);
};

export const retireWitnessUseCase: Of<typeof retireWitness> = async ({ tx, now, commandId }, { name, reason }) => {
  const { retiredAt } = await getWitness(tx, name);
  if (retiredAt !== null || !(await retireWitnessRow(tx, { name, at: now, retiredBy: commandId, reason }))) refuse("record.witness.retired", { name });
  return getWitness(tx, name);
};

/** The newest checkpoint, and the proof that it follows what this witness signed last. */
export const exportForWitnessUseCase: Of<typeof exportForWitness> = async ({ tx }, { witness, old }) => {
  const { size, note } = (await findHead(tx)) ?? refuse("record.entry.unknown");
  if (witness === undefined && old === undefined) return textFile(`checkpoint-${size}.txt`, note);
  const known = witness === undefined ? undefined : await getWitness(tx, witness);
  const from = old === undefined ? (known?.lastSize ?? 0) : Number(old);
  const proof = await readProof(tx, BigInt(size), consistencyPath(BigInt(from), BigInt(size)));
  return textFile(`checkpoint-${from}-${size}.txt`, formatAddCheckpoint({ old: BigInt(from), proof, checkpoint: note }));
};

/** Keeps what known witnesses signed over checkpoints of this very log; anything else is refused by name. */
export const addCosignaturesUseCase: Of<typeof addCosignatures> = async ({ tx, now }, { note: text }) => {
  const { dataDir, origin } = recordParts();
  const witnesses = (await listWitnesses(tx)).filter(({ retiredAt }) => retiredAt === null).map(({ vkey }) => parseVkey(nodeCrypto.sha256, vkey));
  const note = text.startsWith("—") ? await attach(tx, text, witnesses) : parseNote(text);
  const { signedBy } = openNote(nodeCrypto, note, [...witnesses, ...readPublicKeys(dataDir)]);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== origin) refuse("record.checkpoint.foreign", { origin: checkpoint.origin, expected: origin });
  // The line is verified again over the three lines this log writes: one over more than these would fail for ever after.
  if (note.text !== checkpointText(checkpoint)) refuse("record.checkpoint.malformed", { zh: "三行之外还有本日志没有写的内容", en: "it says more than the three lines this log signs" });
  const head = (await findHead(tx)) ?? refuse("record.entry.unknown");
  const isOurs = checkpoint.size <= BigInt(head.size) && sameHash(checkpoint.root, await rootAt(tx, checkpoint.size));
  if (!isOurs) refuse("record.cosignature.unseen", { size: String(checkpoint.size) });
  const kept = [];
  for (const { key, at } of signedBy) {
    if (key.type !== "cosignature/v1" || at === undefined) continue;
    if (at.getTime() > now.getTime() + CLOCK_MS) refuse("record.cosignature.future", { name: key.name });
    const line = note.signatures.find((signature) => signature.name === key.name && sameHash(signature.keyId, key.keyId))?.line ?? "";
    await insertCosignature(tx, { witness: key.name, size: Number(checkpoint.size), line, signedAt: at, keptAt: now });
    kept.push({ name: key.name, size: Number(checkpoint.size), at: at.toISOString() });
  }
  if (kept.length === 0) refuse("record.note.unsigned");
  return { kept };
};

/** Signature lines alone, as a witness answers them: the checkpoint they fit among those at hand. */
async function attach(tx: UseCaseContext["tx"], lines: string, witnesses: Parameters<typeof openNote>[2]): Promise<Note> {
  const signatures = lines.trimEnd().split("\n").slice(0, 64).map(parseSignature);
  for (const { note } of await listRecentNotes(tx)) {
    const candidate = { text: parseNote(note).text, signatures };
    try {
      openNote(nodeCrypto, candidate, witnesses);
      return candidate;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "record.note.unsigned") throw error; // of nobody known, over whatever checkpoint
    }
  }
  return refuse("record.cosignature.unattached");
}

async function getWitness(tx: UseCaseContext["tx"], name: string): Promise<Witness> {
  const row = (await listWitnesses(tx)).find((witness) => witness.name === name);
  return row ? shownWitness(row) : refuse("record.witness.unknown", { name });
}

export const shownWitness = (row: WitnessRow): Witness => ({
  name: row.name,
  party: row.party,
  vkey: row.vkey,
  since: row.since.toISOString(),
  retiredAt: row.retiredAt?.toISOString() ?? null,
  lastSize: row.lastSize,
  lastAt: row.lastAt?.toISOString() ?? null,
});

const textFile = (fileName: string, text: string) => ({ fileName, mediaType: "text/plain; charset=utf-8", body: utf8.decode(text) });
