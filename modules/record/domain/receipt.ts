import { hex, utf8 } from "@scure/base";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import { Receipt } from "../contract/receipt.ts";
import { openCheckpoint, type OpenedCheckpoint } from "./checkpoint.ts";
import { hmacSha256, joined } from "./hmac.ts";
import { parseLeafBody, parsedJson, type ReadBody } from "./leaf-body.ts";
import { verifyInclusion } from "./proof.ts";
import { decoded, parseVkey, type Crypto, type VerifierKey } from "./signed-note.ts";
import { hashText, leafHash, sameHash } from "./tree-hash.ts";

/** What a receipt proves. It says nothing of whether what was entered is true. */
export type ReceiptVerdict = {
  /**
   * True: a key that was trusted beforehand signed the log this line stands in. False: all fits together, but only under a key the
   * receipt itself names, which anybody can make: that is no proof until `signedBy` was compared with the published key.
   */
  readonly vouched: boolean;
  /** What was done, by which account, in which unit, when. */
  readonly done: ReadBody;
  readonly log: { readonly origin: string; readonly index: string; readonly size: string; /** Base64. */ readonly root: string };
  /** Hex; what stands in the log for this line. */
  readonly entry: string;
  readonly signedBy: readonly ReceiptKey[];
  readonly witnesses: readonly (ReceiptKey & { readonly at: string })[];
  /** Whether what was filed was at hand and is what this line committed to. */
  readonly content: "checked" | "not-given";
};
/** @property id eight hex digits, as they stand in the published key. @property isKnown trusted beforehand, not merely named by the receipt */
export type ReceiptKey = { readonly name: string; readonly id: string; readonly isKnown: boolean };

/**
 * Verifies a receipt without database and network.
 * Refuses `record.receipt.malformed`, `record.receipt.content`, `record.receipt.unkeyed` and what keys, notes, checkpoints and proofs refuse; throws nothing else.
 * @param trusted keys known from elsewhere. @param content what was filed, as a value or as JSON text; stands beside the receipt's own `filed`
 */
export function verifyReceipt(checks: Crypto, receipt: unknown, trusted: readonly VerifierKey[], content?: unknown): ReceiptVerdict {
  const { sha256 } = checks;
  const read = readReceiptShape(receipt);
  const done = parseLeafBody(read.leaf.body);
  const entry = sha256(joined(hex.decode(read.leaf.salt), utf8.decode(read.leaf.body)));
  const named = read.keys.map((vkey) => parseVkey(sha256, vkey));
  const checkpoint = openCheckpoint(checks, read.checkpoint, [...trusted, ...named]);
  verifyInclusion(sha256, { index: BigInt(read.index), size: checkpoint.size, leaf: leafHash(sha256, entry), proof: read.proof.map(hashOf), root: checkpoint.root });
  const contents = [read.filed, content].filter((given) => given !== undefined && given !== null);
  for (const given of contents) checkContent(checks, read, done, given);
  return {
    ...signersOf(checkpoint, trusted),
    done,
    log: { origin: checkpoint.origin, index: read.index, size: String(checkpoint.size), root: hashText(checkpoint.root) },
    entry: hex.encode(entry),
    content: contents.length > 0 ? "checked" : "not-given",
  };
}

/** A receipt as it came from outside; its form only. Refuses `record.receipt.malformed`. */
export function readReceiptShape(receipt: unknown): Receipt {
  const read = Receipt.safeParse(receipt);
  const field = read.error?.issues[0]?.path.join(".") ?? "";
  if (!read.success) return refuse("record.receipt.malformed", field === "" ? { zh: "读不出回执的各项", en: "its parts cannot be read" } : { zh: `“${field}”缺少或不对`, en: `“${field}” is missing or wrong` });
  return read.data;
}

/** The key that signs is the log's own: its name is the origin. A trusted key of another log vouches for that log alone. */
function signersOf({ origin, signedBy }: OpenedCheckpoint, trusted: readonly VerifierKey[]): Pick<ReceiptVerdict, "vouched" | "signedBy" | "witnesses"> {
  const told = (key: VerifierKey): ReceiptKey => ({ name: key.name, id: hex.encode(key.keyId), isKnown: trusted.some((known) => known.type === key.type && known.name === key.name && sameHash(known.publicKey, key.publicKey)) });
  const logKeys = signedBy.filter(({ key }) => key.type === "ed25519");
  const own = logKeys.filter(({ key }) => key.name === origin).map(({ key }) => told(key));
  if (own.length === 0) refuse("record.checkpoint.foreign", { origin, expected: logKeys[0]?.key.name ?? "" });
  const witnesses = signedBy.flatMap(({ key, at }) => (at === undefined ? [] : [{ ...told(key), at: at.toISOString() }]));
  return { vouched: own.some(({ isKnown }) => isKnown), signedBy: own, witnesses };
}

/** Not deeper than any form of ours, so that no text can exhaust the stack. */
const MOST_DEPTH = 100;

function checkContent({ sha256 }: Crypto, { inputKey }: Receipt, { input }: ReadBody, content: unknown): void {
  if (inputKey === null) refuse("record.receipt.unkeyed");
  const said = hex.decode(input);
  const fits = (text: string) => sameHash(hmacSha256(sha256, hex.decode(inputKey), utf8.decode(text)), said);
  if (!canonicalForms(content).some(fits)) refuse("record.receipt.content", { zh: "内容不同，或被改动过", en: "it is another, or was changed" });
}

/** The text as it is, where it is canonical already; and the canonical form of what it says, where spaces or the order of members differ. */
function canonicalForms(content: unknown): string[] {
  const value = typeof content === "string" ? parsedJson(content) : content;
  if (value === undefined) refuse("record.receipt.content", { zh: "它不是 JSON", en: "it is not JSON" });
  if (isDeeper(value, MOST_DEPTH)) refuse("record.receipt.content", { zh: "层次过深", en: "it is nested too deeply" });
  return [canonicalJson(value), ...(typeof content === "string" && !LONE_SURROGATE.test(content) ? [content.trim()] : [])];
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((member) => isDeeper(member, depth - 1));
}

/** Half of a pair has no bytes in UTF-8. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const hashOf = (text: string): Uint8Array => decoded(text) ?? refuse("record.receipt.malformed", { zh: "“proof”里有一项不是哈希", en: "an item of “proof” is no hash" });
