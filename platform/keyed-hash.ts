import { hash } from "node:crypto";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/** What is to be hashed is laid out here, one after another: nobody waits in between. */
let room = Buffer.alloc(8_192);

/**
 * HMAC-SHA-256 (RFC 2104, FIPS 198-1) under a key that is used often: its pads are made once, and a hash is two calls of the
 * machine's. The object `createHmac` makes for each is dear to collect when there are thousands a second.
 */
export class KeyedHash {
  private readonly inner = Buffer.alloc(BLOCK_BYTES, 0x36);
  private readonly outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES, 0x5c);

  /** @throws when the key is longer than a block: ours have 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new Error(`a key of ${key.length} bytes is longer than a block`);
    key.forEach((byte, i) => {
      this.inner[i] = byte ^ 0x36;
      this.outer[i] = byte ^ 0x5c;
    });
  }

  /** @param text hashed as UTF-8 @param before hex digits of the bytes hashed in front of it @returns 64 hex digits, lower case */
  hex(text: string, before = ""): string {
    const start = BLOCK_BYTES + before.length / 2;
    const bytes = roomFor(start, text);
    this.inner.copy(bytes);
    bytes.write(before, BLOCK_BYTES, "hex");
    this.outer.write(hash("sha256", bytes.subarray(0, start + bytes.write(text, start)), "hex"), BLOCK_BYTES, "hex");
    return hash("sha256", this.outer, "hex");
  }
}

/** SHA-256 of bytes and a text behind them. @param before hex digits @returns 64 hex digits, lower case */
export function hashHex(before: string, text: string): string {
  const start = before.length / 2;
  const bytes = roomFor(start, text);
  bytes.write(before, 0, "hex");
  return hash("sha256", bytes.subarray(0, start + bytes.write(text, start)), "hex");
}

/** A unit of text has at most three bytes. */
function roomFor(start: number, text: string): Buffer {
  if (room.length < start + 3 * text.length) room = Buffer.alloc(2 * (start + 3 * text.length));
  return room;
}
