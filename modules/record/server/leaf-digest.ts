import { hash } from "node:crypto";

const BLOCK = 64;
const SALT = 16;
const ENTRY = 32;

/**
 * The two fingerprints of a leaf, made by the million when the record is verified: so each is one call of the machine's hash over a
 * buffer that is filled anew.
 */
export class LeafDigest {
  private readonly inner: Buffer;
  private readonly outer: Buffer;
  private bytes = Buffer.alloc(BLOCK + ENTRY + 4_096);

  /** @param macKey at most 64 bytes; it is not in the database */
  constructor(macKey: Buffer) {
    if (macKey.length > BLOCK) throw new Error("the key of the record is longer than one block");
    const key = Buffer.concat([macKey], BLOCK);
    this.inner = key.map((byte) => byte ^ 0x36) as Buffer; // `map` of a Buffer is one
    this.outer = Buffer.concat([key.map((byte) => byte ^ 0x5c), Buffer.alloc(ENTRY)]);
  }

  /** What goes into the log: SHA-256(salt ‖ body). @param salt 16 bytes as hex @returns hex */
  entryOf(salt: string, body: string): string {
    const bytes = this.room(SALT, body);
    return bytes.write(salt, 0, SALT, "hex") === SALT && salt.length === 2 * SALT ? hash("sha256", bytes.subarray(0, SALT + bytes.write(body, SALT)), "hex") : "";
  }

  /**
   * What shows that this program, and no other hand, wrote the leaf: HMAC-SHA-256 (RFC 2104) of entry ‖ body. The body stands in it so that it
   * is still vouched for when the salt is destroyed. @param entry 32 bytes as hex @returns hex
   */
  macOf(entry: string, body: string): string {
    if (entry.length !== 2 * ENTRY) return "";
    const bytes = this.room(BLOCK + ENTRY, body);
    this.inner.copy(bytes);
    bytes.write(entry, BLOCK, ENTRY, "hex");
    this.outer.write(hash("sha256", bytes.subarray(0, BLOCK + ENTRY + bytes.write(body, BLOCK + ENTRY)), "hex"), BLOCK, ENTRY, "hex");
    return hash("sha256", this.outer, "hex");
  }

  /** A unit of text has at most three bytes. */
  private room(start: number, body: string): Buffer {
    if (this.bytes.length < start + 3 * body.length) this.bytes = Buffer.alloc(2 * (start + 3 * body.length));
    return this.bytes;
  }
}
