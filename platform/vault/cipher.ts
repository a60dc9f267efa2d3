import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { VaultError } from "./vault.ts";

/** Authenticated encryption with associated data, in one of two suites; the first byte of what it makes tells which. */
export type Cipher = {
  readonly code: number;
  readonly keyBytes: number;
  encrypt(key: Buffer, bound: Buffer, plain: Buffer): Buffer;
  decrypt(key: Buffer, bound: Buffer, sealed: Buffer): Buffer;
  /** Keyed hash of 32 bytes. */
  mac(key: Buffer, ...parts: readonly Buffer[]): Buffer;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D), HMAC-SHA-256. Layout: code, nonce 12, tag 16, text. */
export const aesCipher: Cipher = {
  code: 1,
  keyBytes: 32,
  encrypt(key, bound, plain) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound);
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(this.code), nonce, cipher.getAuthTag(), text]);
  },
  decrypt(key, bound, sealed) {
    if (sealed[0] !== this.code || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new VaultError("changed");
    const tagAt = 1 + NONCE_BYTES;
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, tagAt), { authTagLength: TAG_BYTES }).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(tagAt + TAG_BYTES)), decipher.final()]);
    } catch {
      throw new VaultError("changed");
    }
  },
  mac: (key, ...parts) => macOf("sha256", key, parts),
};

const IV_BYTES = 16;
const MAC_BYTES = 32;
const SM4_KEY_BYTES = 16;

/**
 * SM4-CBC (GB/T 32907-2016) with HMAC-SM3 (GB/T 32905-2016), encrypt-then-MAC, because OpenSSL 3.0 has no SM4-GCM.
 * The 48-byte key is 16 for SM4 and 32 for the MAC, so neither is used twice. Layout: code, IV 16, MAC 32, text.
 */
export const smCipher: Cipher = {
  code: 2,
  keyBytes: SM4_KEY_BYTES + MAC_BYTES,
  encrypt(key, bound, plain) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("sm4-cbc", key.subarray(0, SM4_KEY_BYTES), iv);
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(this.code), iv, this.mac(key.subarray(SM4_KEY_BYTES), bound, iv, text), text]);
  },
  decrypt(key, bound, sealed) {
    const textAt = 1 + IV_BYTES + MAC_BYTES;
    if (sealed[0] !== this.code || sealed.length < textAt + IV_BYTES) throw new VaultError("changed");
    const iv = sealed.subarray(1, 1 + IV_BYTES);
    const text = sealed.subarray(textAt);
    if (!timingSafeEqual(sealed.subarray(1 + IV_BYTES, textAt), this.mac(key.subarray(SM4_KEY_BYTES), bound, iv, text))) throw new VaultError("changed");
    const decipher = createDecipheriv("sm4-cbc", key.subarray(0, SM4_KEY_BYTES), iv);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  },
  mac: (key, ...parts) => macOf("sm3", key, parts),
};

/** Every part goes in with its length, so no two lists of parts look alike. */
function macOf(hash: "sha256" | "sm3", key: Buffer, parts: readonly Buffer[]): Buffer {
  const mac = createHmac(hash, key);
  for (const part of parts) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    mac.update(length).update(part);
  }
  return mac.digest();
}
