import { hashHex, KeyedHash } from "#platform/keyed-hash.ts";

const SALT_DIGITS = 32;
const ENTRY_DIGITS = 64;

/** The two fingerprints of a leaf, made with every filing, and by the million when the record is verified. */
export class LeafDigest {
  private readonly keyed: KeyedHash;

  /** @param macKey at most 64 bytes; it is not in the database */
  constructor(macKey: Uint8Array) {
    this.keyed = new KeyedHash(macKey);
  }

  /** What goes into the log: SHA-256(salt ‖ body). @param salt 16 bytes as hex @returns hex; "" where the salt has another length */
  entryOf(salt: string, body: string): string {
    return salt.length === SALT_DIGITS ? hashHex(salt, body) : "";
  }

  /**
   * What shows that this program, and no other hand, wrote the leaf: HMAC-SHA-256 of entry ‖ body. The body stands in it so that it
   * is still vouched for when the salt is destroyed. @param entry 32 bytes as hex @returns hex; "" where the entry has another length
   */
  macOf(entry: string, body: string): string {
    return entry.length === ENTRY_DIGITS ? this.keyed.hex(body, entry) : "";
  }
}
