import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";

const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const bytes = (count: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * count}}$`));
const ordinal = z.string().regex(/^(0|[1-9]\d{0,19})$/);

/**
 * 回执: proves offline that a line stands on the record. `SHA-256(salt ‖ body)` is the entry; entry, index and proof lead to the root the
 * checkpoint signs. `keys` says which keys to ask about and vouches for nothing.
 */
export const Receipt = z.object({
  format: z.literal("qingyu-receipt/1"),
  leaf: z.object({ body: z.string().max(65_536).describe("canonical JSON of what was done"), salt: bytes(16) }),
  index: ordinal,
  proof: z.array(hash).max(64).describe("RFC 6962 inclusion proof, base64, from the leaf's sibling up"),
  checkpoint: z.string().max(65_536).describe("C2SP tlog-checkpoint, with the cosignatures of witnesses that were at hand"),
  keys: z.array(z.string().max(500)).max(16).describe("verifier keys in signed-note form; believe only those you know from elsewhere"),
  inputKey: bytes(32).nullable().describe("HMAC-SHA256(inputKey, canonical JSON of what was sent) = body.input; null when there was nothing to send"),
  filed: z.string().max(200_000).nullish().describe("canonical JSON of what was sent, where the holder kept it"),
});
export type Receipt = z.infer<typeof Receipt>;

/** Any signed-in person takes receipts of what they did themselves; whoever may read the record, of everything in their unit. */
export const getReceipt = endpoint({
  name: "record.receipt.get",
  method: "GET",
  path: "/record/receipts/:id",
  permission: "signed-in",
  summary: { zh: "回执：条目、包含证明和检查点", en: "Receipt: entry, inclusion proof and checkpoint" },
  input: z.object({ id: z.uuid().describe("the entry's id, or the id of the command that was sent") }),
  output: Receipt,
  refusals: ["record.entry.unknown", "record.receipt.pending", "record.receipt.sealed", "record.proof.wrong"],
});
