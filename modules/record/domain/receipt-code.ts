import { base32nopad, hex, utf8 } from "@scure/base";
import type { Receipt } from "../contract/receipt.ts";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import { joined } from "./hmac.ts";
import { bytesOfReceipt, receiptOfBytes } from "./receipt-bytes.ts";
import { sameHash, type Sha256 } from "./tree-hash.ts";

/**
 * Texts for the QR codes of a receipt on paper, one a code: `QYR1 part/of:set:data`.
 *
 * All signs are of QR's alphanumeric mode (5.5 bits a sign, ISO/IEC 18004 §7.4.4). The data are base32 (RFC 4648): base45 would be 6 %
 * shorter, but holds the space and signs that copying, wrapping and trimming lose; here spaces and line breaks mean nothing, and lower
 * case is as good. `set` are eight bytes of the receipt's hash, so parts of two receipts never mix; four bytes of hash end each part's
 * data, so a damaged part is named.
 *
 * A part has at most 866 signs: QR version 19 at level M (93 × 93 modules, 909 signs), which at 5.5 cm prints with 0.55 mm a module, for
 * any office printer, scanner or telephone. A receipt of a log of 10^7 lines with a filing of 500 bytes takes five such codes; twelve
 * (three by four) is what one A4 page holds.
 */
export function receiptParts(sha256: Sha256, receipt: Receipt): string[] {
  const bytes = bytesOfReceipt(receipt);
  const of = Math.ceil(bytes.length / PART_BYTES);
  if (of > MOST_PARTS) refuse("record.code.large");
  const set = hex.encode(sha256(bytes).slice(0, SET_BYTES)).toUpperCase();
  const even = Math.ceil(bytes.length / of); // parts of one size: codes of one size on the page
  return Array.from({ length: of }, (_, i) => {
    const head = `${i + 1}/${of}:${set}`;
    const chunk = bytes.slice(i * even, (i + 1) * even);
    return `${MARK} ${head}:${base32nopad.encode(joined(chunk, checkOf(sha256, head, chunk)))}`;
  });
}

/** How to draw a part with package `qr`. */
export const QR_OPTIONS = { ecc: "medium", encoding: "alphanumeric", border: 4 } as const;

export const MARK = "QYR1";
const PART_BYTES = 520;
const MOST_PARTS = 12;
const SET_BYTES = 8;
const CHECK_BYTES = 4;

const checkOf = (sha256: Sha256, head: string, chunk: Uint8Array): Uint8Array => sha256(joined(utf8.decode(`${head}:`), chunk)).slice(0, CHECK_BYTES);

type Part = { readonly part: number; readonly of: number; readonly set: string; readonly chunk: Uint8Array };

/**
 * Joins the texts of all codes of one receipt, in any order, one or several in a text; a code scanned twice does no harm.
 * Refuses `record.code.malformed`, `record.code.damaged`, `record.code.mixed` and `record.code.missing` by name.
 */
export function joinParts(sha256: Sha256, texts: readonly string[]): Receipt {
  const parts = readParts(sha256, texts);
  const [first] = parts;
  if (!first) return refuse("record.code.malformed", { zh: `没有以 ${MARK} 开头的文本`, en: `nothing in it begins with ${MARK}` });
  const { of, set } = first;
  if (parts.some((part) => part.of !== of || part.set !== set)) refuse("record.code.mixed");
  const chunks = new Map<number, Uint8Array>();
  for (const { part, chunk } of parts) {
    const known = chunks.get(part);
    if (known && !sameHash(known, chunk)) refuse("record.code.mixed");
    chunks.set(part, chunk);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((part) => !chunks.has(part));
  if (missing.length > 0) refuse("record.code.missing", { parts: missing.join(", "), of });
  const bytes = joined(...Array.from({ length: of }, (_, i) => chunks.get(i + 1) ?? new Uint8Array()));
  if (hex.encode(sha256(bytes).slice(0, SET_BYTES)).toUpperCase() !== set) refuse("record.code.mixed");
  return receiptOfBytes(bytes);
}

/** Which parts these texts hold, for telling a person what is still missing. Refuses what is malformed or damaged. */
export function readParts(sha256: Sha256, texts: readonly string[]): Part[] {
  const signs = texts.join("\n").replace(/\s+/g, "").toUpperCase();
  const [before = "", ...pieces] = signs.split(MARK); // the mark's 1 is no sign of base32, so it never stands within data
  if (before !== "") refuse("record.code.malformed", { zh: `文本应以 ${MARK} 开头`, en: `each text begins with ${MARK}` });
  return pieces.map((piece) => readPart(sha256, piece));
}

function readPart(sha256: Sha256, piece: string): Part {
  const [, part = "", of = "", set = "", data = ""] = /^([1-9]\d?)\/([1-9]\d?):([0-9A-F]{16}):([A-Z2-7]*)$/.exec(piece) ?? [];
  if (part === "" || Number(part) > Number(of) || Number(of) > MOST_PARTS) refuse("record.code.malformed", { zh: `应为“${MARK} 第几张/共几张:编号:数据”`, en: `“${MARK} part/of:set:data” is expected` });
  const bytes = unbase32(data);
  const chunk = bytes?.slice(0, -CHECK_BYTES);
  if (!bytes || !chunk || !sameHash(checkOf(sha256, `${part}/${of}:${set}`, chunk), bytes.slice(chunk.length))) return refuse("record.code.damaged", { part });
  return { part: Number(part), of: Number(of), set, chunk };
}

function unbase32(data: string): Uint8Array | undefined {
  try {
    return base32nopad.decode(data);
  } catch {
    return undefined;
  }
}
