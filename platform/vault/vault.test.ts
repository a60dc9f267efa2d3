import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openVault } from "./key-file.ts";
import { makeVault } from "./make-vault.ts";

const master = randomBytes(64);
const place = { table: "access.account", column: "phone", id: "0199" };

describe("the national algorithms give their standards' own values", () => {
  test("SM3 of \"abc\" and of sixty-four bytes (GB/T 32905-2016, annex A)", () => {
    const sm3 = (text: string) => createHash("sm3").update(text).digest("hex");
    expect(sm3("abc")).toBe("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    expect(sm3("abcd".repeat(16))).toBe("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  });

  test("SM4 of the standard's block under the standard's key (GB/T 32907-2016, annex A)", () => {
    const key = Buffer.from("0123456789abcdeffedcba9876543210", "hex");
    const cipher = createCipheriv("sm4-ecb", key, null).setAutoPadding(false);
    const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
    expect(sealed.toString("hex")).toBe("681edf34d206965e86b3e94f536e4246");
    const decipher = createDecipheriv("sm4-ecb", key, null).setAutoPadding(false);
    expect(Buffer.concat([decipher.update(sealed), decipher.final()])).toEqual(key);
  });
});

describe.each(["aes", "sm"] as const)("a field sealed with %s", (cipher) => {
  const vault = makeVault(master, cipher);

  test("opens to the same text, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const key = vault.newRecordKey(place);
      expect(vault.open(key, place, vault.seal(key, place, text))).toBe(text);
    }), { numRuns: 200 });
  });

  test("never looks the same twice", () => {
    const key = vault.newRecordKey(place);
    expect(vault.seal(key, place, "13800000000")).not.toEqual(vault.seal(key, place, "13800000000"));
  });

  test("does not open in another column, record or table, nor under another record's key", () => {
    const key = vault.newRecordKey(place);
    const sealed = vault.seal(key, place, "13800000000");
    expect(() => vault.open(key, { ...place, column: "identity" }, sealed)).toThrow("changed");
    expect(() => vault.open(key, { ...place, id: "0200" }, sealed)).toThrow("changed");
    expect(() => vault.open(key, { ...place, table: "access.other" }, sealed)).toThrow("changed");
    expect(() => vault.open(vault.newRecordKey(place), place, sealed)).toThrow("changed");
  });

  test("does not open when any one bit of it, or of its key, was changed", () => {
    const key = vault.newRecordKey(place);
    const sealed = vault.seal(key, place, "张三的电话");
    fc.assert(fc.property(fc.nat(sealed.length * 8 - 1), fc.boolean(), (bit, inKey) => {
      const [source, other] = inKey ? [key, sealed] : [sealed, key];
      const changed = Buffer.from(source);
      const at = (bit >> 3) % changed.length;
      changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
      expect(() => (inKey ? vault.open(changed, place, other) : vault.open(other, place, changed))).toThrow(/^vault: /);
    }), { numRuns: 300 });
  });

  test("is gone for good once its key is destroyed", () => {
    const sealed = vault.seal(vault.newRecordKey(place), place, "13800000000");
    expect(() => vault.open(vault.destroyedKey(), place, sealed)).toThrow("destroyed");
  });

  test("needs the key file it was sealed under", () => {
    const key = vault.newRecordKey(place);
    expect(() => makeVault(randomBytes(64), cipher).open(key, place, vault.seal(key, place, "x"))).toThrow("changed");
  });
});

test("what one suite sealed still opens after the other is chosen", () => {
  const before = makeVault(master, "aes");
  const key = before.newRecordKey(place);
  const sealed = before.seal(key, place, "涪陵");
  const after = makeVault(master, "sm");
  expect(after.open(key, place, sealed)).toBe("涪陵");
  expect(after.open(key, place, after.seal(key, place, "重庆"))).toBe("重庆");
});

test("equal values are found in their own column and cannot be matched across columns", () => {
  const vault = makeVault(master, "sm");
  expect(vault.blindIndex("t", "phone", "138")).toEqual(makeVault(master, "aes").blindIndex("t", "phone", "138"));
  expect(vault.blindIndex("t", "phone", "138")).not.toEqual(vault.blindIndex("t", "identity", "138"));
  expect(vault.blindIndex("t", "phone", "138")).not.toEqual(vault.blindIndex("tphone", "", "138"));
  expect(vault.blindIndex("t", "phone", "138")).not.toEqual(makeVault(randomBytes(64), "sm").blindIndex("t", "phone", "138"));
});

test("the key file is made once, for its owner only, and refused when others may read it", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "vault-"));
  const first = openVault(dataDir, "aes");
  const key = first.newRecordKey(place);
  expect(openVault(dataDir, "aes").open(key, place, first.seal(key, place, "同一把钥匙"))).toBe("同一把钥匙");
  expect(statSync(join(dataDir, "vault-key")).mode & 0o777).toBe(0o600);
  chmodSync(join(dataDir, "vault-key"), 0o644);
  expect(() => openVault(dataDir, "aes")).toThrow("owner only");
});
