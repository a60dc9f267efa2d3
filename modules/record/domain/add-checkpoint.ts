import { refuseRecord as refuse } from "../contract/refusals.ts";
import { openCheckpoint, parseCheckpoint, type OpenedCheckpoint } from "./checkpoint.ts";
import { verifyConsistency } from "./proof.ts";
import { decoded, parseNote, type Crypto, type VerifierKey } from "./signed-note.ts";
import { MAX_SIZE } from "./tile.ts";
import { hashText } from "./tree-hash.ts";

/** What a witness is handed (C2SP tlog-witness, the body of add-checkpoint): the size it signed last, the proof from there, the new checkpoint. */
export type AddCheckpoint = { readonly old: bigint; readonly proof: readonly Uint8Array[]; /** Signed note. */ readonly checkpoint: string };

export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${hashText(hash)}\n`).join("")}\n${checkpoint}`;
}

/** Refuses `record.proof.malformed`. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const blank = text.indexOf("\n\n");
  const [first = "", ...lines] = text.slice(0, Math.max(blank, 0)).split("\n");
  const [, old] = /^old (0|[1-9]\d{0,19})$/.exec(first) ?? [];
  if (blank < 0 || old === undefined || BigInt(old) > MAX_SIZE || lines.length > 63) refuse("record.proof.malformed", { zh: "应为“old 条数”、至多 63 个哈希、空行和检查点", en: "“old SIZE”, at most 63 hashes, a blank line and a checkpoint are expected" });
  const proof = lines.map((line) => {
    const hash = decoded(line);
    return hash?.length === 32 ? hash : refuse("record.proof.malformed", { zh: "哈希应为 32 字节的 base64", en: "a hash is 32 bytes of base64" });
  });
  return { old: BigInt(old), proof, checkpoint: text.slice(blank + 2) };
}

/** What a witness remembers of a log. */
export type Seen = { readonly size: bigint; readonly root: Uint8Array };

/**
 * What a witness does before it signs: the log's own signature, and that nothing it has seen was taken back (C2SP tlog-witness).
 * Of the keys it trusts, only those of the checkpoint's origin count: no log speaks for another.
 * Refuses as `openCheckpoint` and `verifyConsistency`, and `record.proof.wrong` when the proof starts elsewhere than at what it saw.
 */
export function checkForWitness(given: Crypto, { old, proof, checkpoint }: AddCheckpoint, logKeys: readonly VerifierKey[], seen: Seen | undefined): OpenedCheckpoint {
  const { origin } = parseCheckpoint(parseNote(checkpoint).text);
  const opened = openCheckpoint(given, checkpoint, logKeys.filter(({ name }) => name === origin));
  const first = seen ?? { size: 0n, root: given.sha256(new Uint8Array()) };
  if (old !== first.size) refuse("record.proof.wrong", { zh: `它从 ${old} 条开始，而这里上次签到 ${first.size} 条`, en: `it starts at ${old}, and ${first.size} was signed here last` });
  verifyConsistency(given.sha256, { first: first.size, second: opened.size, firstRoot: first.root, secondRoot: opened.root, proof });
  return opened;
}
