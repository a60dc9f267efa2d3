import { z } from "zod";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { isoInstant, unitCode } from "#kernel/contract.ts";
import { READ_PURPOSES } from "#kernel/read-purpose.ts";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import type { LeafBody } from "./leaf.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** Nothing that a terminal or a page would take for an instruction. */
const word = z.string().regex(/^[^\p{C}\p{Z}]{1,200}$/u);
const phrase = z.string().regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u);

/** What a leaf may say, and nothing else: a field this program does not know could mean anything. */
const Body = z.strictObject({
  version: z.literal(1),
  id: uuid,
  at: isoInstant,
  unit: unitCode,
  name: word,
  actor: z.strictObject({ kind: word, id: word }),
  command: uuid,
  input: hash,
  output: hash,
  read: z.strictObject({ purpose: z.enum(READ_PURPOSES), subjects: z.array(z.strictObject({ kind: word, id: phrase, unit: unitCode })).min(1).max(1_000), fields: z.array(phrase).min(1).max(1_000) }).optional(),
  seals: uuid.optional(),
}) satisfies z.ZodType<LeafBody>;
export type ReadBody = z.infer<typeof Body>;

/** Reads a leaf's body as it came from outside. Refuses `record.receipt.malformed` unless it is canonical JSON with the known fields. */
export function parseLeafBody(text: string): ReadBody {
  const body = Body.safeParse(parsedJson(text));
  const field = body.error?.issues[0]?.path.join(".") ?? "";
  if (!body.success) refuse("record.receipt.malformed", { zh: `留痕条目的“${field || "字段"}”不对`, en: `“${field || "the fields"}” of the entry is wrong` });
  if (canonicalJson(body.data) !== text) refuse("record.receipt.malformed", { zh: "留痕条目不是规范 JSON", en: "the entry is not canonical JSON" });
  return body.data;
}

/** JSON from outside; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
