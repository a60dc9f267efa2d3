import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";

/**
 * RFC 6962 and the C2SP documents signed-note, tlog-checkpoint, tlog-tiles and tlog-cosignature, written down a second time from their text
 * alone, as recursively as they are defined there. It shares nothing with the product: what both agree on, neither made up.
 */
const sha256 = (...parts: readonly Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** RFC 6962 §2.1. */
export const leafHashOf = (entry: Uint8Array): Buffer => sha256(Buffer.of(0x00), entry);
const interior = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(0x01), left, right);

/** Largest power of two smaller than n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH(D[n]) over leaf hashes. */
export function treeHead(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return interior(treeHead(leaves.slice(0, k)), treeHead(leaves.slice(k)));
}

const lastOf = (path: readonly Buffer[]): Buffer => path.at(-1) ?? fail("the path is too short");

/** Undoes PATH(m, D[n]) (§2.1.1): the root that a leaf hash and an audit path lead to. */
export function rootOfPath(m: number, n: number, leaf: Buffer, path: readonly Buffer[]): Buffer {
  if (n === 1) return path.length === 0 ? leaf : fail("the path is too long");
  const k = split(n);
  const rest = path.slice(0, -1);
  return m < k ? interior(rootOfPath(m, k, leaf, rest), lastOf(path)) : interior(lastOf(path), rootOfPath(m - k, n - k, leaf, rest));
}

/** Undoes SUBPROOF(m, D[n], b) (§2.1.2). @returns the older root and the newer one that the proof leads to */
export function rootsOfProof(m: number, n: number, proof: readonly Buffer[], older: Buffer, b = true): [Buffer, Buffer] {
  if (m === n && b) return proof.length === 0 ? [older, older] : fail("the proof is too long");
  if (m === n) return proof.length === 1 ? [lastOf(proof), lastOf(proof)] : fail("the proof has the wrong length");
  const k = split(n);
  const rest = proof.slice(0, -1);
  if (m <= k) {
    const [old, now] = rootsOfProof(m, k, rest, older, b);
    return [old, interior(now, lastOf(proof))];
  }
  const [old, now] = rootsOfProof(m - k, n - k, rest, older, false);
  return [interior(lastOf(proof), old), interior(lastOf(proof), now)];
}

/** tlog-tiles: three digits a path element, all but the last led by x; `.p/W` for a partial tile. */
export function pathOfTile(level: number | "entries", n: number, width: number): string {
  const elements = (rest: number): string[] => (rest < 1000 ? [String(rest).padStart(3, "0")] : [...elements(Math.floor(rest / 1000)), String(rest % 1000).padStart(3, "0")]);
  const all = elements(n);
  return `tile/${level}/${all.map((element, i) => (i + 1 === all.length ? element : `x${element}`)).join("/")}${width === 256 ? "" : `.p/${width}`}`;
}

export type ExpectedTile = { readonly path: string; readonly bytes: Buffer };

/** Every tile and bundle of a tree over these entries, partial ones included, as the bytes they must have. */
export function everyTile(entries: readonly Buffer[]): ExpectedTile[] {
  const tiles = rows(entries).map((row, n) => ({ path: pathOfTile("entries", n, row.length), bytes: Buffer.concat(row.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 0xff), entry])) }));
  const climb = (level: number, hashes: readonly Buffer[]): ExpectedTile[] => {
    if (hashes.length === 0) return [];
    const here = rows(hashes);
    return [...here.map((row, n) => ({ path: pathOfTile(level, n, row.length), bytes: Buffer.concat(row) })), ...climb(level + 1, here.filter((row) => row.length === 256).map(treeHead))];
  };
  return [...tiles, ...climb(0, entries.map(leafHashOf))];
}

const rows = (all: readonly Buffer[]): Buffer[][] => Array.from({ length: Math.ceil(all.length / 256) }, (_, n) => all.slice(256 * n, 256 * (n + 1)));

/** Entries of a bundle: two bytes of length, big-endian, before each. */
export function entriesOf(bundle: Buffer): Buffer[] {
  if (bundle.length === 0) return [];
  const end = 2 + bundle.readUInt16BE(0);
  if (bundle.length < end) fail("the bundle ends within an entry");
  return [bundle.subarray(2, end), ...entriesOf(bundle.subarray(end))];
}

export type Key = { readonly name: string; readonly id: string; readonly algorithm: number; readonly raw: Buffer };

const keyId = (name: string, algorithm: number, raw: Uint8Array): string => sha256(Buffer.from(name), Buffer.of(0x0a, algorithm), raw).subarray(0, 4).toString("hex");

/** signed-note, verifier keys: `name+id+base64(algorithm ‖ key)`; the last two fields hold no `+` but base64 may. */
export function keyOf(vkey: string): Key {
  const [name = "", id = ""] = vkey.split("+");
  const bytes = Buffer.from(vkey.slice(name.length + id.length + 2), "base64");
  const [algorithm = 0, raw] = [bytes[0], bytes.subarray(1)];
  return keyId(name, algorithm, raw) === id ? { name, id, algorithm, raw } : fail("the key id is not that of the key");
}

export const vkeyOf = (name: string, algorithm: number, raw: Uint8Array): string => `${name}+${keyId(name, algorithm, raw)}+${Buffer.from([algorithm, ...raw]).toString("base64")}`;

const publicKeyOf = (raw: Buffer): KeyObject => createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") } });

export type Head = { readonly origin: string; readonly size: number; readonly root: Buffer; /** Names of keys whose signatures were checked. */ readonly signedBy: string[]; readonly text: string };

/** Opens a checkpoint with these keys; a signature by a known key that does not fit is an error, one by an unknown key is passed over. */
export function openHead(note: string, keys: readonly Key[]): Head {
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const signedBy = note.slice(end + 2).split("\n").filter((line) => line !== "").flatMap((line) => {
    const [dash, name, encoded = ""] = line.split(" ");
    const bytes = Buffer.from(encoded, "base64");
    const key = keys.find((known) => known.name === name && known.id === bytes.subarray(0, 4).toString("hex"));
    if (dash !== "—" || !key) return [];
    return isSignature(key, text, bytes.subarray(4)) ? [key.name] : fail(`the signature of ${key.name} does not fit`);
  });
  const [origin = "", size = "", root = ""] = text.split("\n");
  return { origin, size: Number(size), root: Buffer.from(root, "base64"), signedBy, text };
}

/** 0x01: Ed25519 over the text. 0x04: eight bytes of time, then Ed25519 over the text led by two lines (tlog-cosignature). */
function isSignature({ algorithm, raw }: Key, text: string, bytes: Buffer): boolean {
  if (algorithm === 0x01) return verify(null, Buffer.from(text), publicKeyOf(raw), bytes);
  if (algorithm === 0x04) return verify(null, cosigned(bytes.readBigUInt64BE(0), text), publicKeyOf(raw), bytes.subarray(8));
  return fail(`algorithm ${algorithm} is not known`);
}

const cosigned = (seconds: bigint, text: string): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** A witness's signature line over a checkpoint's text. */
export function cosign(key: Key, privateKey: KeyObject, text: string, seconds: bigint): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  return `— ${key.name} ${Buffer.concat([Buffer.from(key.id, "hex"), time, sign(null, cosigned(seconds, text), privateKey)]).toString("base64")}\n`;
}

/** What a receipt claims: that SHA-256(salt ‖ body) stands at its index under its checkpoint. @returns the head it was proved under */
export function openReceipt(receipt: { readonly leaf: { readonly body: string; readonly salt: string }; readonly index: string; readonly proof: readonly string[]; readonly checkpoint: string }, keys: readonly Key[]): Head {
  const head = openHead(receipt.checkpoint, keys);
  const entry = sha256(Buffer.from(receipt.leaf.salt, "hex"), Buffer.from(receipt.leaf.body));
  const root = rootOfPath(Number(receipt.index), head.size, leafHashOf(entry), receipt.proof.map((hash) => Buffer.from(hash, "base64")));
  return root.equals(head.root) && head.signedBy.length > 0 ? head : fail("the receipt leads to another root");
}

function fail(says: string): never {
  throw new Error(says);
}
