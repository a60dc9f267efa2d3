import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { inputKeyOf } from "#platform/input-commitment.ts";
import type { UseCase } from "#platform/module.ts";
import type { Tx } from "#platform/db.ts";
import { refuseRecord as refuse, type getReceipt } from "../contract/index.ts";
import { checkpointText } from "../domain/checkpoint.ts";
import { consistencyPath, inclusionPath, verifyConsistency } from "../domain/proof.ts";
import { formatNote } from "../domain/signed-note.ts";
import { hashText } from "../domain/tree-hash.ts";
import { findEntry } from "./entry.sql.ts";
import { openOwn } from "./integrate.ts";
import { readSigners, readLogKeys, signNote } from "./log-keys.ts";
import { findHead } from "./log.sql.ts";
import { readProof, rootAt } from "./log-store.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { recordParts } from "./parts.ts";
import { scopeOf } from "./read-entries.ts";
import { findCosigned } from "./witness.sql.ts";

/** Entry, proof and checkpoint; under a checkpoint a witness cosigned, when one covers the entry already. */
export const takeReceipt: UseCase<ParsedInputOf<typeof getReceipt>, OutputOf<typeof getReceipt>> = async ({ tx, actor }, { id }) => {
  const { dataDir, inputKeys } = recordParts();
  const leaf = (await findEntry(tx, scopeOf(actor), id)) ?? refuse("record.entry.unknown");
  if (leaf.salt === null) return refuse("record.receipt.sealed");
  if (leaf.index === null) return refuse("record.receipt.pending");
  const { size, note, witnesses } = (await checkpointOver(tx, leaf.index)) ?? refuse("record.receipt.pending");
  const proof = await readProof(tx, BigInt(size), inclusionPath(BigInt(leaf.index), BigInt(size)));
  return {
    format: "qingyu-receipt/1",
    leaf: { body: leaf.body, salt: leaf.salt.toString("hex") },
    index: String(leaf.index),
    proof: proof.map(hashText),
    checkpoint: note,
    keys: [...readLogKeys(dataDir), ...witnesses].slice(0, 16).map(({ vkey }) => vkey),
    // Whoever reads another's entry is not handed the means to guess what that other sent.
    inputKey: leaf.accountId === actor.accountId ? inputKeyOf(inputKeys, leaf.id).toString("hex") : null,
  };
};

async function checkpointOver(tx: Tx, index: number): Promise<{ size: number; note: string; witnesses: readonly { vkey: string }[] } | undefined> {
  const cosigned = await findCosigned(tx, index);
  if (cosigned.length === 0) {
    const head = await findHead(tx);
    return head && head.size > index ? { ...head, witnesses: [] } : undefined;
  }
  const { dataDir, origin } = recordParts();
  const size = cosigned[0]?.size ?? 0;
  const root = await rootAt(tx, BigInt(size));
  await requireSignedBefore(tx, BigInt(size), root);
  const text = checkpointText({ origin, size: BigInt(size), root });
  return { size, note: formatNote(text, [...signNote(readSigners(dataDir), text), ...cosigned.map(({ line }) => line)]), witnesses: cosigned };
}

/** What the database shows is signed again only where it leads to the head that was signed already: nobody who changes rows gets a signature for it. */
async function requireSignedBefore(tx: Tx, first: bigint, firstRoot: Uint8Array): Promise<void> {
  const head = openOwn((await findHead(tx))?.note ?? "");
  const proof = await readProof(tx, head.size, consistencyPath(first, head.size));
  verifyConsistency(nodeCrypto.sha256, { first, second: head.size, firstRoot, secondRoot: head.root, proof });
}
