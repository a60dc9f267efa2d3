import { isAscii, isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import { tableFileRefusals } from "./refusals.ts";

/**
 * Bytes → text, chunk by chunk: UTF-8 with or without BOM, or GB18030 (which contains GBK and GB 2312).
 * A file is UTF-8 until a byte sequence says otherwise; when everything before it was ASCII the file is GB18030,
 * else it mixes encodings and is refused rather than guessed at.
 */
export class TextDecoding {
  encoding: "utf-8" | "gb18030" = "utf-8";
  private carry: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  private onlyAscii = true;
  private started = false;
  private gb: TextDecoder | null = null;

  push(bytes: Uint8Array): string {
    if (this.gb !== null) return this.decodeGb(this.gb, bytes, true);
    let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.carry.length > 0) chunk = Buffer.concat([this.carry, chunk]);
    if (!this.started) {
      if (chunk.length < 3 && (chunk[0] === 0xef || chunk.length === 0)) return this.keep(chunk, chunk.length);
      this.started = true;
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) {
        this.onlyAscii = false;
        chunk = chunk.subarray(3);
      }
    }
    const tail = unfinishedTail(chunk);
    const head = chunk.subarray(0, chunk.length - tail);
    if (isAscii(head)) {
      this.keep(chunk, tail);
      return head.toString("latin1");
    }
    if (isUtf8(head)) {
      this.onlyAscii = false;
      this.keep(chunk, tail);
      return head.toString("utf8");
    }
    return this.switchToGb(chunk);
  }

  end(): string {
    if (this.gb !== null) return this.decodeGb(this.gb, new Uint8Array(0), false);
    if (this.carry.length === 0) return "";
    const rest = this.carry;
    this.carry = new Uint8Array(0);
    const text = this.switchToGb(rest);
    return this.gb === null ? text : text + this.decodeGb(this.gb, new Uint8Array(0), false);
  }

  private keep(chunk: Uint8Array, tail: number): string {
    this.carry = tail === 0 ? new Uint8Array(0) : Uint8Array.from(chunk.subarray(chunk.length - tail));
    return "";
  }

  private switchToGb(chunk: Uint8Array): string {
    if (!this.onlyAscii) return tableFileRefusals.refuse("table.file.encoding");
    this.encoding = "gb18030";
    this.gb = new TextDecoder("gb18030", { fatal: true });
    return this.decodeGb(this.gb, chunk, true);
  }

  private decodeGb(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      return tableFileRefusals.refuse("table.file.encoding");
    }
  }
}

/** How many bytes at the end begin a UTF-8 character that is not complete yet (0 to 3). */
function unfinishedTail(chunk: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= chunk.length; back++) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? back : 0;
  }
  return 0;
}
