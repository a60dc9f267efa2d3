import { getPublicKey, sign } from "@noble/ed25519";
import { base64, hex, utf8 } from "@scure/base";
import { canonicalJson } from "#kernel/canonical-json.ts";
import type { Account } from "#ui/frame/account.ts";
import type { EntryView, LogHealth, ReadView, Receipt, Verdict, Verification, Witness } from "../contract/index.ts";
import { checkpointText } from "../domain/checkpoint.ts";
import { hmacSha256, joined } from "../domain/hmac.ts";
import { inclusionPath } from "../domain/proof.ts";
import { cosignatureBytes, cosignedMessage, formatNote, formatVkey, signatureLine, verifierKey } from "../domain/signed-note.ts";
import { hashText, leafHash, nodeHash } from "../domain/tree-hash.ts";
import { browserCrypto } from "./verifier/browser-crypto.ts";

/** Invented lines, keys and looks for the gallery; the receipt is signed with a key made here, so it verifies. */
const { sha256 } = browserCrypto;
const ORIGIN = "qingyu.local/record";
const SIZE = 10_482_113n;
const INDEX = 10_482_097n;
const NOW = Date.now();
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
const bytesOf = (text: string): Uint8Array => sha256(utf8.decode(text));
const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const logSecret = bytesOf("gallery log");
const logKey = verifierKey(sha256, ORIGIN, "ed25519", getPublicKey(logSecret));
const witnessSecret = bytesOf("gallery witness");
const witnessKey = verifierKey(sha256, "witness.demo/zongdui", "cosignature/v1", getPublicKey(witnessSecret));

export const filing = { kind: "dispatch", declarant: "91500102DEM000001W", declaration_id: "20261123-092512", substance: "toluene", lot: "L261010", quantity: "12000", unit: "kg", occurred_at: "2026-11-23T09:20", counterparty: "91500102DEM000002X", shipment: "HD-267700", note: "演示数据" };

function signedNote(root: Uint8Array): string {
  const text = checkpointText({ origin: ORIGIN, size: SIZE, root });
  const seconds = BigInt(Math.floor(NOW / 1000) - 3_600);
  const lines = [signatureLine(logKey, sign(utf8.decode(text), logSecret)), signatureLine(witnessKey, cosignatureBytes(seconds, sign(cosignedMessage(text, seconds), witnessSecret)))];
  return formatNote(text, lines);
}

function rootAbove(index: bigint, size: bigint, leaf: Uint8Array, proof: readonly Uint8Array[]): Uint8Array {
  const top = proof.at(-1);
  if (size === 1n || !top) return leaf;
  const middle = 1n << BigInt((size - 1n).toString(2).length - 1);
  return index < middle ? nodeHash(sha256, rootAbove(index, middle, leaf, proof.slice(0, -1)), top) : nodeHash(sha256, top, rootAbove(index - middle, size - middle, leaf, proof.slice(0, -1)));
}

/** @param witnessKeys names the witness's key too, so its cosignature is read */
export function aReceipt(witnessKeys = true): Receipt {
  const inputKey = bytesOf("gallery input");
  const input = hex.encode(hmacSha256(sha256, inputKey, utf8.decode(canonicalJson(filing))));
  const body = canonicalJson({ version: 1, id: id(77), at: "2026-11-23T01:25:12.345Z", unit: "500102", name: "precursor.declaration.file", actor: { kind: "enterprise", id: id(9) }, command: id(78), input, output: hex.encode(bytesOf("output")) });
  const salt = bytesOf("salt").slice(0, 16);
  const leaf = leafHash(sha256, sha256(joined(salt, utf8.decode(body))));
  const proof = inclusionPath(INDEX, SIZE).map((_, i) => bytesOf(`sibling ${i}`));
  return { format: "qingyu-receipt/1", leaf: { body, salt: hex.encode(salt) }, index: String(INDEX), proof: proof.map((hash) => base64.encode(hash)), checkpoint: signedNote(rootAbove(INDEX, SIZE, leaf, proof)), keys: [formatVkey(logKey), ...(witnessKeys ? [formatVkey(witnessKey)] : [])], inputKey: hex.encode(inputKey) };
}

export const RECEIPT_ID = id(78);
export const verdict = (part: Partial<Verdict> = {}): Verdict => ({ sound: true, size: Number(SIZE), root: hashText(bytesOf("root")), checked: Number(SIZE) - 3, sealed: 3, waiting: 2, since: null, troubles: [], ...part });
export const verification = (part: Partial<Verification> = {}, n = 1): Verification => ({ id: id(500 + n), startedAt: ago(90 * n), startedBy: "演示账号甲", state: "done", progress: 1, endedAt: new Date(NOW - 90 * n * 60_000 + 48_300).toISOString(), verdict: verdict(), ...part });
export const unsound = verification({
  verdict: verdict({
    sound: false, since: 9_800_000,
    troubles: [
      { code: "checkpoint-root", at: "10482113", count: 1 },
      { code: "leaf-changed", at: `${id(301)}, ${id(302)}, ${id(303)}`, count: 41 },
      { code: "since-differs", at: "9800000", count: 1 },
    ],
  }),
});
export const running = verification({ state: "running", progress: 0.62, endedAt: null, verdict: null });

const witness = (part: Partial<Witness>): Witness => ({ name: witnessKey.name, party: "演示·市禁毒总队", vkey: formatVkey(witnessKey), since: ago(60_000), retiredAt: null, lastSize: Number(SIZE), lastAt: ago(62), ...part });
export const witnesses: Witness[] = [
  witness({}),
  witness({ name: "witness.demo/jianchayuan", party: "演示·检察院", lastSize: Number(SIZE) - 18_204, lastAt: ago(4_600) }),
  witness({ name: "witness.demo/jingxin", party: "演示·经信委", lastSize: Number(SIZE) - 212, lastAt: ago(300) }),
  witness({ name: "witness.demo/xin", party: "演示·数据局", lastSize: null, lastAt: null }),
  witness({ name: "witness.demo/jiu", party: "演示·旧见证方", retiredAt: ago(9_000), lastSize: 4_000_000, lastAt: ago(40_000) }),
];

export const health = (part: Partial<LogHealth> = {}): LogHealth => ({
  origin: ORIGIN, state: "healthy", size: Number(SIZE), root: hashText(bytesOf("root")), checkpoint: signedNote(bytesOf("root")), signedAt: ago(0.2), waiting: 2, oldestWaitingAt: ago(0.01),
  keys: [{ vkey: formatVkey(logKey), algorithm: "Ed25519", since: ago(80_000), retiredAt: null }],
  witnesses, lastVerification: verification(), can: ["verify", "manage-witnesses"], ...part,
});
export const emptyHealth = health({ size: 0, checkpoint: "", signedAt: null, waiting: 0, oldestWaitingAt: null, witnesses: [], lastVerification: null });

const ACTS = [["precursor.declaration.file", "申报一笔", "File a declaration"], ["access.session.open", "登录", "Sign in"], ["precursor.import.commit", "导入", "Commit an import"], ["duty.duty.complete", "办结事项", "Complete a duty"], ["access.account.reveal", "查看账号的个人信息", "Reveal personal fields"], ["precursor.finding.close", "办结疑点", "Close a finding"]] as const;
export const entry = (n: number, part: Partial<EntryView> = {}): EntryView => {
  const [name, zh, en] = ACTS[n % ACTS.length] ?? ACTS[0];
  return { id: id(1_000 + n), index: Number(SIZE) - 1 - n, at: ago(n * 7), unit: ["500102", "500109", "500113"][n % 3] ?? "500102", name, title: { zh, en }, actor: { kind: n % 5 === 0 ? "enterprise" : n % 11 === 10 ? "system" : "official", id: id(n % 9), name: n % 11 === 10 ? null : ["张*", "李**", "王*"][n % 3] ?? null }, command: id(2_000 + n), sealed: n === 7, ...part };
};
export const entries = Array.from({ length: 30 }, (_, n) => entry(n, n === 0 ? { index: null } : n === 9 ? { title: null, name: "platform.cleanup.run" } : {}));

const PURPOSES = ["maintenance", "data-subject-request", "audit", "supervision"] as const;
export const look = (n: number, part: Partial<ReadView> = {}): ReadView => ({ id: id(3_000 + n), at: ago(n * 311), unit: "500102", reader: { kind: "official", id: id(2), name: "安**" }, subject: { kind: "account", id: id(4 + (n % 5)) }, purpose: PURPOSES[n % 4] ?? "audit", what: "access.account.reveal", title: { zh: "查看账号的个人信息", en: "Reveal personal fields" }, fields: n % 3 === 0 ? ["name", "phone"] : ["phone"], ...part });
export const looks = Array.from({ length: 24 }, (_, n) => look(n, n === 5 ? { reader: { kind: "operator", id: "operator", name: null }, fields: [] } : {}));

export const auditor: Account = { id: id(3), name: "演示·审计管理员", unitCode: "500000", unitName: "重庆市（演示）", department: "system", roles: ["audit-admin"], permissions: ["access.session.own", "access.account.read", "record.read", "record.witness.manage", "record.audit.read"], scope: "city", demo: true };
export const clerk: Account = { id: id(9), name: "演示·企业员工", unitCode: "500102", unitName: "涪陵区", department: "enterprise", roles: ["enterprise-clerk"], permissions: ["access.session.own", "precursor.book.read", "precursor.declare", "duty.read"], scope: "unit", enterpriseUscc: "91500102DEM000001W", demo: true };
export const page = <Row,>(rows: readonly Row[], next: string | null = null) => ({ rows: [...rows], next });
