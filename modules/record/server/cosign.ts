import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { checkForWitness, parseAddCheckpoint } from "../domain/add-checkpoint.ts";
import { cosignatureBytes, cosignedMessage, decoded, formatVkey, parseVkey, signatureLine, verifierKey } from "../domain/signed-note.ts";
import { hashText } from "../domain/tree-hash.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** For the witness's own machine: a key, and what it has seen of each log. It needs neither our database nor a network. */
const KeyFile = z.object({ vkey: z.string(), privateKey: z.string() });
const State = z.record(z.string(), z.object({ size: z.string(), root: z.string() }));

/** @returns the witness's verifier key, to be registered with the log */
export function makeWitnessKey(name: string, keyFile: string): string {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const vkey = formatVkey(verifierKey(nodeCrypto.sha256, name, "cosignature/v1", new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32))));
  writeFileSync(keyFile, `${JSON.stringify({ vkey, privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64") })}\n`, { mode: 0o600, flag: "wx" });
  return vkey;
}

export type CosignOrder = { readonly keyFile: string; /** What was seen so far; made at the first signature. */ readonly stateFile: string; readonly logVkeys: readonly string[]; /** The file the log exported. */ readonly request: string; readonly now: Date };

/**
 * Checks the log's signature and that nothing seen before was taken back, remembers the new state, and then signs (C2SP tlog-witness: what
 * was seen is kept before the signature leaves). @returns the checkpoint with the cosignature. Refuses as `checkForWitness`.
 */
export function cosignCheckpoint({ keyFile, stateFile, logVkeys, request, now }: CosignOrder): { note: string; size: bigint } {
  const { vkey, privateKey } = KeyFile.parse(JSON.parse(readFileSync(keyFile, "utf8")));
  const state = existsSync(stateFile) ? State.parse(JSON.parse(readFileSync(stateFile, "utf8"))) : {};
  const asked = parseAddCheckpoint(request);
  const origin = asked.checkpoint.split("\n")[0] ?? "";
  const known = Object.hasOwn(state, origin) ? state[origin] : undefined;
  const seen = known && { size: BigInt(known.size), root: decoded(known.root) ?? new Uint8Array() };
  const checkpoint = checkForWitness(nodeCrypto, asked, logVkeys.map((text) => parseVkey(nodeCrypto.sha256, text)), seen);
  writeFileSync(`${stateFile}.new`, `${JSON.stringify({ ...state, [checkpoint.origin]: { size: String(checkpoint.size), root: hashText(checkpoint.root) } }, null, 2)}\n`, { flush: true });
  renameSync(`${stateFile}.new`, stateFile);
  const seconds = BigInt(Math.floor(now.getTime() / 1000));
  const signature = sign(null, cosignedMessage(checkpoint.text, seconds), createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" }));
  return { note: `${asked.checkpoint}${signatureLine(parseVkey(nodeCrypto.sha256, vkey), cosignatureBytes(seconds, signature))}\n`, size: checkpoint.size };
}
