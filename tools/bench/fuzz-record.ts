import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { RefusalCatalogue } from "#kernel/refusal.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "../../modules/record/domain/add-checkpoint.ts";
import { checkpointText, openCheckpoint } from "../../modules/record/domain/checkpoint.ts";
import { verifyConsistency, verifyInclusion } from "../../modules/record/domain/proof.ts";
import { readReceipt } from "../../modules/record/domain/receipt-text.ts";
import { formatNote, formatVkey, parseNote, parseVkey, signatureLine, verifierKey } from "../../modules/record/domain/signed-note.ts";
import { parseTilePath, tilePath, TILE_WIDTH } from "../../modules/record/domain/tile.ts";
import { nodeCrypto } from "../../modules/record/server/node-crypto.ts";
import type { FuzzRun } from "./fuzz-tally.ts";
import { badText, pick, type Chance } from "./hostile.ts";

const { sha256 } = nodeCrypto;
const hash = (n: number) => createHash("sha256").update(String(n)).digest();

/** What comes from outside to the record: notes, keys, checkpoints, witness files, receipts, tile addresses, proofs; damaged good ones and plain nonsense. */
export async function fuzzRecord(run: FuzzRun, inputs: number, random: Chance, catalogue: RefusalCatalogue): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = verifierKey(sha256, "fuzz.test/log", "ed25519", publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  const text = checkpointText({ origin: "fuzz.test/log", size: 1_000_003n, root: hash(0) });
  const note = formatNote(text, [signatureLine(key, sign(null, Buffer.from(text), privateKey))]);
  const request = formatAddCheckpoint({ old: 12n, proof: [hash(1), hash(2)], checkpoint: note });
  const targets: { [name: string]: { readonly good: string; readonly parse: (text: string) => void } } = {
    "signed note": { good: note, parse: (given) => void parseNote(given) },
    "verifier key": { good: formatVkey(key), parse: (given) => void parseVkey(sha256, given) },
    // A damaged checkpoint must never open: whatever still opens is the good one, in other white space.
    checkpoint: { good: note, parse: (given) => requireThat(openCheckpoint(nodeCrypto, given, [key]).text === text, "a checkpoint opened that was never signed") },
    "witness request": { good: request, parse: (given) => void parseAddCheckpoint(given) },
    receipt: { good: JSON.stringify({ format: "qingyu-receipt/1", leaf: { body: "{}", salt: "00".repeat(16) }, index: "7", proof: [hash(3).toString("base64")], checkpoint: note, keys: [formatVkey(key)], inputKey: null }), parse: (given) => void readReceipt(sha256, given) },
    "tile address": { good: "0/x001/x234/067.p/12", parse: sameTile },
  };
  for (const [name, { good, parse }] of Object.entries(targets)) {
    const tally = run.tally(`parser ${name}`);
    for (let n = 0; n < inputs; n++) {
      const given = random() < 0.8 ? damaged(random, good) : badText(random);
      await run.try(tally, catalogue, given, () => parse(given));
    }
  }
  const tally = run.tally("parser proofs");
  for (let n = 0; n < inputs; n++) await run.try(tally, catalogue, n, () => badProof(random));
}

function badProof(random: Chance): void {
  const number = () => pick(random, [0n, 1n, 2n, 255n, 256n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, -1n, BigInt(Math.floor(random() * 1e6))]);
  const proof = Array.from({ length: Math.floor(random() * 140) }, (_, i) => (random() < 0.02 ? new Uint8Array(Math.floor(random() * 40)) : hash(i)));
  if (random() < 0.5) verifyInclusion(sha256, { index: number(), size: number(), leaf: hash(7), proof, root: hash(8) });
  else verifyConsistency(sha256, { first: number(), second: number(), firstRoot: hash(7), secondRoot: hash(8), proof });
}

/** An address that is understood is the only one for its tile. */
function sameTile(text: string): void {
  const tile = parseTilePath(text);
  if (tile) requireThat(tilePath(tile) === text && tile.width >= 1 && tile.width <= TILE_WIDTH, "two addresses for one tile");
}

function damaged(random: Chance, good: string): string {
  const at = Math.floor(random() * good.length);
  const end = at + Math.floor(random() * 12);
  return good.slice(0, at) + pick(random, ["", "\n", "\u0000", " ", "—", "\ud800", good.slice(at, end).repeat(3), badText(random), String.fromCharCode(32 + Math.floor(random() * 95))]) + good.slice(random() < 0.5 ? at : end);
}

function requireThat(holds: boolean, says: string): void {
  if (!holds) throw new Error(says);
}
