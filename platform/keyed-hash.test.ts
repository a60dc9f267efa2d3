import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { hashHex, KeyedHash } from "./keyed-hash.ts";

const key = fc.uint8Array({ maxLength: 64 });
const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 300 }), fc.string({ unit: "grapheme", minLength: 3_000, maxLength: 9_000 }));
const before = fc.uint8Array({ maxLength: 70 });

it("says what HMAC-SHA-256 says, of any text, with and without bytes before it", () => {
  fc.assert(
    fc.property(key, text, before, (secret, said, bytes) => {
      const keyed = new KeyedHash(secret);
      expect(keyed.hex(said)).toBe(createHmac("sha256", secret).update(said).digest("hex"));
      expect(keyed.hex(said, Buffer.from(bytes).toString("hex"))).toBe(createHmac("sha256", secret).update(bytes).update(said).digest("hex"));
    }),
  );
});

it("hashes bytes and text without a key as SHA-256 does", () => {
  fc.assert(
    fc.property(text, before, (said, bytes) => {
      expect(hashHex(Buffer.from(bytes).toString("hex"), said)).toBe(createHash("sha256").update(bytes).update(said).digest("hex"));
    }),
  );
});

it("takes no key longer than a block", () => {
  expect(() => new KeyedHash(new Uint8Array(65))).toThrow("longer than a block");
});
