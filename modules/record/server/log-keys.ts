import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "@scure/base";
import { z } from "zod";
import { formatVkey, parseVkey, signatureLine, verifierKey, type VerifierKey } from "../domain/signed-note.ts";
import { nodeCrypto } from "./node-crypto.ts";

/**
 * Keys of the log, in one file of the data folder (mode 0600): who owns the database does not own them. The newest signs; the one before
 * it signs too until it is retired, so whoever knows the old key has time to learn the new one. A retired key's public part stays.
 */
const KeyFile = z.object({
  keys: z.array(z.object({ vkey: z.string(), algorithm: z.literal("Ed25519"), since: z.iso.datetime(), retiredAt: z.iso.datetime().nullable(), privateKey: z.string().nullable() })).min(1),
});
type KeyFile = z.infer<typeof KeyFile>;

export type LogKey = { readonly vkey: string; readonly algorithm: "Ed25519"; readonly since: string; readonly retiredAt: string | null };
export type Signer = { readonly key: VerifierKey; readonly privateKey: KeyObject };

const FILE = "record-keys.json";

/** Makes the first key where there is none. */
export function ensureKeys(dataDir: string, origin: string, now: Date): void {
  const path = join(dataDir, FILE);
  if (existsSync(path)) return;
  const own = `${path}.${process.pid}`;
  writeFileSync(own, textOf({ keys: [newKey(origin, now)] }), { mode: 0o600, flush: true });
  try {
    linkSync(own, path); // whole or not at all, and never over a key another process made meanwhile
  } catch (error) {
    if ((error as { code?: unknown }).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(own);
  }
}

/** Those that sign now, newest first. */
export function readSigners(dataDir: string): Signer[] {
  return read(dataDir).keys.flatMap(({ vkey, privateKey }) => (privateKey === null ? [] : [{ key: parseVkey(nodeCrypto.sha256, vkey), privateKey: createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" }) }]));
}

/** All keys the log ever had, newest first, without their secrets. */
export function readLogKeys(dataDir: string): LogKey[] {
  return read(dataDir).keys.map(({ privateKey: _, ...key }) => key);
}

/** What this installation itself may be checked with; empty where there is no key file. Makes nothing. */
export function readPublicKeys(dataDir: string): VerifierKey[] {
  return existsSync(join(dataDir, FILE)) ? readLogKeys(dataDir).map(({ vkey }) => parseVkey(nodeCrypto.sha256, vkey)) : [];
}

/** A new key comes first and signs beside the one before it; any older one still signing is retired. @returns the new verifier key */
export function rotateKey(dataDir: string, origin: string, now: Date): string {
  const { keys } = read(dataDir);
  const fresh = newKey(origin, now);
  write(dataDir, { keys: [fresh, ...keys.map((key, i) => (i === 0 ? key : retired(key, now)))] });
  return fresh.vkey;
}

/** Ends the overlap: only the newest key signs from here on. */
export function retireOldKeys(dataDir: string, now: Date): void {
  write(dataDir, { keys: read(dataDir).keys.map((key, i) => (i === 0 ? key : retired(key, now))) });
}

/** One signature line a key over the text of a note. */
export function signNote(signers: readonly Signer[], text: string): string[] {
  return signers.map(({ key, privateKey }) => signatureLine(key, sign(null, utf8.decode(text), privateKey)));
}

function newKey(origin: string, now: Date): KeyFile["keys"][number] {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  return { vkey: formatVkey(verifierKey(nodeCrypto.sha256, origin, "ed25519", raw)), algorithm: "Ed25519", since: now.toISOString(), retiredAt: null, privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64") };
}

const retired = (key: KeyFile["keys"][number], now: Date) => ({ ...key, privateKey: null, retiredAt: key.retiredAt ?? now.toISOString() });

function read(dataDir: string): KeyFile {
  return KeyFile.parse(JSON.parse(readFileSync(join(dataDir, FILE), "utf8")));
}

/** Written whole beside it first: a power cut leaves the old file or the new one. */
function write(dataDir: string, keys: KeyFile): void {
  const path = join(dataDir, FILE);
  writeFileSync(`${path}.new`, textOf(keys), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

const textOf = (keys: KeyFile): string => `${JSON.stringify(keys, null, 2)}\n`;
