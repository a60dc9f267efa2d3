import { refuseRecord as refuse } from "../contract/refusals.ts";
import { decoded, openNote, parseNote, type Crypto, type OpenedNote, type VerifierKey } from "./signed-note.ts";
import { MAX_SIZE } from "./tile.ts";
import { hashText } from "./tree-hash.ts";

/** The log's word for how long it is and what stands in it (C2SP tlog-checkpoint). */
export type Checkpoint = { readonly origin: string; readonly size: bigint; readonly root: Uint8Array };
export type OpenedCheckpoint = Checkpoint & Pick<OpenedNote, "signedBy"> & { /** The signed text. */ readonly text: string };

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${hashText(root)}\n`;
}

/** Reads the three lines; refuses `record.checkpoint.malformed`. Not to be believed before `openCheckpoint`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", written = "", root = "", ...rest] = text.split("\n");
  if (origin === "" || rest.length === 0 || rest.slice(0, -1).includes("")) refuse("record.checkpoint.malformed", { zh: "应有来源、条数、树根三行", en: "origin, size and root are expected, a line each" });
  if (!/^(0|[1-9]\d{0,19})$/.test(written) || BigInt(written) > MAX_SIZE) refuse("record.checkpoint.malformed", { zh: "条数不是 2^64 − 1 以内的整数", en: "the size is not a whole number up to 2^64 − 1" });
  const hash = decoded(root);
  if (hash?.length !== 32) refuse("record.checkpoint.malformed", { zh: "树根不是 32 字节的 base64", en: "the root is not 32 bytes of base64" });
  return { origin, size: BigInt(written), root: hash };
}

/** @param keys of the log (`ed25519`) and, where known, of witnesses. Refuses unless a key of the log itself signed. */
export function openCheckpoint(given: Crypto, note: string, keys: readonly VerifierKey[], origin?: string): OpenedCheckpoint {
  const parsed = parseNote(note);
  const opened = openNote(given, parsed, keys);
  if (!opened.signedBy.some(({ key }) => key.type === "ed25519")) refuse("record.note.unsigned");
  const checkpoint = parseCheckpoint(opened.text);
  if (origin !== undefined && checkpoint.origin !== origin) refuse("record.checkpoint.foreign", { origin: checkpoint.origin, expected: origin });
  return { ...checkpoint, signedBy: opened.signedBy, text: opened.text };
}
