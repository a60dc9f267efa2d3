import { createHash, createHmac, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import { base64 } from "@scure/base";
import { canonicalJson } from "#kernel/canonical-json.ts";
import type { Receipt } from "../contract/receipt.ts";
import { checkpointText } from "../domain/checkpoint.ts";
import { foldNodes, inclusionPath, type NodeId } from "../domain/proof.ts";
import { cosignatureBytes, cosignedMessage, formatNote, formatVkey, signatureLine, verifierKey, type SignatureType, type VerifierKey } from "../domain/signed-note.ts";
import { at, leafHash, nodeHash, rootOf } from "../domain/tree-hash.ts";
import { nodeCrypto } from "../server/node-crypto.ts";

const { sha256 } = nodeCrypto;
const hashOfText = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());

export type TestKey = { readonly key: VerifierKey; readonly vkey: string; readonly secret: KeyObject };

/** The same key every time for the same name and seed. */
export function testKey(name: string, type: SignatureType = "ed25519", seed = name): TestKey {
  const secret = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), hashOfText(`key ${seed}`)]), format: "der", type: "pkcs8" });
  const raw = new Uint8Array(createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32));
  const key = verifierKey(sha256, name, type, raw);
  return { key, vkey: formatVkey(key), secret };
}

export const ORIGIN = "qingyu.test/record";
export const LOG_KEY = testKey(ORIGIN);
export const WITNESS = testKey("witness.test/prosecution", "cosignature/v1");
export const WITNESSED_AT = "2026-11-23T02:00:00.000Z";

/** 演示数据: a filing of some 500 bytes. */
export const FILING = {
  declaration_id: "2026-11-0042",
  declarant: "演示企业甲",
  kind: "dispatch",
  substance: "toluene",
  lot: "L-2026-0042",
  quantity: "1250.5",
  unit: "kg",
  occurred_at: "2026-11-22T09:30:00+08:00",
  counterparty: "演示企业乙",
  shipment: "WB-0007731",
  permit: "演示许可 2026-0001",
  transport_permit: "演示运输 2026-0009",
  note: "演示数据，不是真实申报。装车两次，共十二桶，铅封完好，司机与押运员各一名，已在出库单上签字。",
};

export type ReceiptPlan = { readonly size?: number; readonly index?: number; readonly filed?: unknown; readonly signers?: readonly TestKey[]; readonly witnesses?: readonly TestKey[]; readonly keys?: readonly string[]; readonly read?: boolean; readonly origin?: string };

/** A receipt of a log made for it. Up to 4,096 lines the whole tree is hashed; beyond, the other side of each fork is made up. */
export function aReceipt({ size = 700, index = 333, filed = FILING, signers = [LOG_KEY], witnesses = [WITNESS], keys, read = false, origin = ORIGIN }: ReceiptPlan = {}): Receipt {
  const inputKey = hashOfText(`input key ${index}`);
  const body = canonicalJson({
    version: 1,
    id: "0193557a-1c00-7000-8000-00000000002a",
    at: "2026-11-23T01:30:00.000Z",
    unit: "500102",
    name: "precursor.declaration.file",
    actor: { kind: "enterprise", id: "0193557a-0000-7000-8000-0000000000aa" },
    command: "0193557a-1b00-7000-8000-00000000002b",
    input: createHmac("sha256", inputKey).update(canonicalJson(filed)).digest("hex"),
    output: Buffer.from(hashOfText("output")).toString("hex"),
    read: read ? { purpose: "supervision", subjects: [{ kind: "recovery-file", id: "42", unit: "500102" }], fields: ["visits"] } : undefined,
  });
  const salt = hashOfText(`salt ${index}`).slice(0, 16);
  const leaf = leafHash(sha256, sha256(Buffer.concat([salt, Buffer.from(body)])));
  const { proof, root } = treeAround(leaf, index, size);
  const text = checkpointText({ origin, size: BigInt(size), root });
  const seconds = BigInt(Date.parse(WITNESSED_AT) / 1000);
  const lines = [
    ...signers.map(({ key, secret }) => signatureLine(key, sign(null, Buffer.from(text), secret))),
    ...witnesses.map(({ key, secret }) => signatureLine(key, cosignatureBytes(seconds, sign(null, cosignedMessage(text, seconds), secret)))),
  ];
  return {
    format: "qingyu-receipt/1",
    leaf: { body, salt: Buffer.from(salt).toString("hex") },
    index: String(index),
    proof: proof.map((hash) => base64.encode(new Uint8Array(hash))),
    checkpoint: formatNote(text, lines),
    keys: keys ? [...keys] : [...signers, ...witnesses].map(({ vkey }) => vkey),
    inputKey: Buffer.from(inputKey).toString("hex"),
    filed: canonicalJson(filed),
  };
}

function treeAround(leaf: Uint8Array, index: number, size: number): { readonly proof: Uint8Array[]; readonly root: Uint8Array } {
  const path = inclusionPath(BigInt(index), BigInt(size));
  if (size > 4_096) {
    const proof = path.map((_, i) => hashOfText(`sibling ${i}`));
    const isRight = (nodes: readonly NodeId[]) => at(nodes, 0).index << BigInt(at(nodes, 0).height) > BigInt(index);
    return { proof, root: path.reduce((below, nodes, i) => (isRight(nodes) ? nodeHash(sha256, below, at(proof, i)) : nodeHash(sha256, at(proof, i), below)), leaf) };
  }
  const leaves = Array.from({ length: size }, (_, i) => (i === index ? leaf : leafHash(sha256, hashOfText(`entry ${i}`))));
  const wholeOf = ({ height, index: place }: NodeId) => rootOf(sha256, leaves.slice(Number(place) * 2 ** height, (Number(place) + 1) * 2 ** height));
  return { proof: path.map((nodes) => foldNodes(sha256, nodes.map(wholeOf))), root: rootOf(sha256, leaves) };
}
