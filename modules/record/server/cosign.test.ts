import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { utf8 } from "@scure/base";
import { formatAddCheckpoint } from "../domain/add-checkpoint.ts";
import { checkpointText } from "../domain/checkpoint.ts";
import { formatNote, formatVkey, signatureLine, verifierKey } from "../domain/signed-note.ts";
import { cosignCheckpoint, makeWitnessKey } from "./cosign.ts";
import { nodeCrypto } from "./node-crypto.ts";

const folder = mkdtempSync(join(tmpdir(), "qingyu-witness-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [keyFile, stateFile] = [join(folder, "key"), join(folder, "state")];
makeWitnessKey("witness.test/w", keyFile);

const aLog = (name: string) => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = verifierKey(nodeCrypto.sha256, name, "ed25519", publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  return { vkey: formatVkey(key), signed: (text: string) => formatNote(text, [signatureLine(key, sign(null, utf8.decode(text), privateKey))]) };
};
const [ours, others] = [aLog("a.test/record"), aLog("b.test/record")];
const cosign = (checkpoint: string) => cosignCheckpoint({ keyFile, stateFile, logVkeys: [ours.vkey, others.vkey], request: formatAddCheckpoint({ old: 0n, proof: [], checkpoint }), now: new Date(1_800_000_000_000) });
const headOf = (origin: string, fill: number) => checkpointText({ origin, size: 5n, root: new Uint8Array(32).fill(fill) });

describe("a witness of several logs", () => {
  it("signs for a log only what that log's own key signed, and lets none speak for another", () => {
    expect(() => cosign(ours.signed(headOf("b.test/record", 1)))).toThrow("record.note.unsigned");
    expect(existsSync(stateFile)).toBe(false);
    expect(cosign(others.signed(headOf("b.test/record", 2))).size).toBe(5n);
    expect(cosign(ours.signed(headOf("a.test/record", 3))).size).toBe(5n);
    expect(Object.keys(JSON.parse(readFileSync(stateFile, "utf8")) as object)).toEqual(["b.test/record", "a.test/record"]);
  });
});
