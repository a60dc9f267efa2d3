import { TextDecoder } from "node:util";
import { damaged, unpack, type ZipEntry } from "./zip-entries.ts";

/** `name` without namespace prefix; `text` is what follows the tag up to the next one, still escaped. */
export type XmlToken = { readonly closes: boolean; readonly name: string; readonly attributes: string; readonly selfCloses: boolean; readonly text: string };

const PENDING_MAX = 1_048_576;
const SPACE = 32, SLASH = 47, COLON = 58;

/**
 * The tags of one workbook part with the text after each, in order, in batches. Enough XML for SpreadsheetML as
 * spreadsheet programs write it; entities are never expanded beyond the five of XML, and CDATA is refused.
 */
export async function* xmlTokens(entry: ZipEntry): AsyncGenerator<XmlToken[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let pending = "";
  for await (const piece of unpack(entry)) {
    pending += decode(decoder, piece, entry.name);
    const cut = pending.lastIndexOf("<"); // the last tag may not be whole yet
    if (cut <= 0) {
      if (pending.length > PENDING_MAX) damaged(entry.name);
      continue;
    }
    yield tokensOf(pending.slice(0, cut), entry.name);
    pending = pending.slice(cut);
    if (pending.length > PENDING_MAX) damaged(entry.name);
  }
  yield tokensOf(pending, entry.name);
}

/** The value of one attribute, unescaped, whatever its namespace prefix; undefined when it is not there. */
export function attributeOf(token: XmlToken, name: string): string | undefined {
  const all = token.attributes;
  for (let at = 0; ; ) {
    const equals = all.indexOf("=", at);
    const quote = all[equals + 1];
    if (equals < 0 || (quote !== '"' && quote !== "'")) return undefined;
    const end = all.indexOf(quote, equals + 2);
    if (end < 0) return undefined;
    const start = equals - name.length;
    const before = all.charCodeAt(start - 1);
    if (start > 0 && all.startsWith(name, start) && (before <= SPACE || before === COLON)) return xmlText(all.slice(equals + 2, end));
    at = end + 1;
  }
}

/** Unescapes XML text; `_x000D_` is how SpreadsheetML writes a character XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function xmlText(escaped: string): string {
  let text = escaped;
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  if (text.includes("&")) text = text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|lt|gt|amp|quot|apos);/g, (_, name: string) => entity(name));
  return text;
}

export function unescapeSheetText(text: string): string {
  if (!text.includes("_x")) return text;
  const plain = text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return plain.replace(/\p{Surrogate}/gu, "\ufffd"); // halves of a pair that met no other half
}

function entity(name: string): string {
  switch (name) {
    case "lt": return "<";
    case "gt": return ">";
    case "amp": return "&";
    case "quot": return '"';
    case "apos": return "'";
  }
  const code = name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\ufffd";
}

/** By hand: the regular expression that said the same took five times as long on a large sheet. */
function tokensOf(text: string, part: string): XmlToken[] {
  if (text.includes("<![CDATA[") || text.includes("<!DOCTYPE")) damaged(part);
  const tokens: XmlToken[] = [];
  let open = text.indexOf("<");
  let close = -1;
  while (open >= 0) {
    if (close < open) close = text.indexOf(">", open + 1); // looked for once, however many tags begin before it
    if (close < 0) break;
    let next = text.indexOf("<", open + 1);
    if (next < 0 || next > close) {
      if (next < 0) next = text.length;
      tokens.push(tokenOf(text, open, close, next));
    }
    open = next < text.length ? next : -1;
  }
  return tokens;
}

/** The tag between `<` at `open` and `>` at `close`, and the text up to `next`. */
function tokenOf(text: string, open: number, close: number, next: number): XmlToken {
  const closes = text.charCodeAt(open + 1) === SLASH;
  const selfCloses = !closes && text.charCodeAt(close - 1) === SLASH;
  let from = closes ? open + 2 : open + 1;
  const end = selfCloses ? close - 1 : close;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) from = at + 1;
    else if (code <= SPACE) break;
  }
  return { closes, name: text.slice(from, at), attributes: text.slice(at, end), selfCloses, text: text.slice(close + 1, next) };
}

function decode(decoder: TextDecoder, piece: Uint8Array, part: string): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch {
    return damaged(part);
  }
}
