import fc from "fast-check";
import { encodeQR } from "qr";
import { decodeQR } from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { Refusal } from "#kernel/refusal.ts";
import { nodeCrypto } from "../server/node-crypto.ts";
import { aReceipt, FILING, LOG_KEY, testKey, WITNESS } from "../testing/receipts.ts";
import { joinParts, QR_OPTIONS, receiptParts } from "./receipt-code.ts";
import { verifyReceipt } from "./receipt.ts";
import { readReceipt } from "./receipt-text.ts";

const { sha256 } = nodeCrypto;
/** A receipt of the four-millionth line of a log of ten million, with a filing of 500 bytes and two witnesses: what a page must hold. */
const large = aReceipt({ size: 10_000_000, index: 4_000_001, witnesses: [WITNESS, testKey("witness.test/city", "cosignature/v1")] });
const parts = receiptParts(sha256, large);
const refusalOf = (texts: readonly string[]) => {
  try {
    joinParts(sha256, texts);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, data: error.data };
    throw error;
  }
  return undefined;
};
const modulesOf = (text: string) => encodeQR(text, "raw", QR_OPTIONS);

/** The pixels a scanner would give: black on white, so many a module. */
function imageOf(modules: boolean[][], scale: number) {
  const width = modules.length * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  modules.forEach((row, y) => row.forEach((isDark, x) => {
    if (!isDark) return;
    for (let dy = 0; dy < scale; dy++) for (let dx = 0; dx < scale; dx++) data.fill(0, ((y * scale + dy) * width + x * scale + dx) * 4, ((y * scale + dy) * width + x * scale + dx) * 4 + 3);
  }));
  return { width, height: width, data };
}

describe("the QR codes of a receipt", () => {
  it("of a log of 10^7 lines with a filing of 500 bytes are five of at most version 19, which fit one A4 page beside its text", () => {
    const bytes = Buffer.byteLength(large.filed ?? "");
    expect(bytes).toBeGreaterThan(450);
    expect(large.proof.length).toBe(24);
    expect(parts.length).toBeLessThanOrEqual(6);
    for (const part of parts) {
      expect(part).toMatch(/^QYR1 \d\/\d:[0-9A-F]{16}:[A-Z2-7]+$/);
      expect(modulesOf(part).length - 2 * QR_OPTIONS.border).toBeLessThanOrEqual(93);
    }
    // 21 cm less two margins of 1.5 cm hold three codes of 5.5 cm, two rows of which leave more than half the page.
    expect(Math.ceil(parts.length / 3) * 5.5).toBeLessThan(29.7 / 2);
  });

  it("are read back from their images, in any order, to the same receipt, which holds", () => {
    const scanned = parts.map((part) => decodeQR(imageOf(modulesOf(part), 4))).toReversed();
    expect(joinParts(sha256, scanned)).toEqual(large);
    expect(verifyReceipt(nodeCrypto, joinParts(sha256, scanned), [LOG_KEY.key])).toMatchObject({ vouched: true, content: "checked" });
  });

  it("are read from one pasted text, in lower case, wrapped anywhere, with codes given twice", () => {
    const pasted = [...parts, parts[0] ?? ""].join(" ").toLowerCase().replace(/(.{61})/g, "$1\r\n  ");
    expect(readReceipt(sha256, pasted)).toEqual(large);
  });

  it("of any receipt come back as it was", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.nat(), fc.boolean(), fc.json(), (size, place, hasInput, filed) => {
      const receipt = aReceipt({ size: size < 4_097 ? Math.min(size, 40) : size, index: place % (size < 4_097 ? Math.min(size, 40) : size), filed });
      const given = hasInput ? receipt : { ...receipt, inputKey: null, filed: undefined };
      expect(joinParts(sha256, receiptParts(sha256, given))).toEqual(given);
    }), { numRuns: 100 });
  });

  it("one of which is missing or of another receipt are refused, and the missing are named", () => {
    expect(refusalOf(parts.filter((_, i) => i !== 1 && i !== 3))).toEqual({ code: "record.code.missing", data: { parts: "2, 4", of: parts.length } });
    const other = receiptParts(sha256, aReceipt({ size: 10_000_000, index: 5 }));
    expect(refusalOf([...parts.slice(1), other[0] ?? ""])?.code).toBe("record.code.mixed");
    expect(refusalOf([...parts, ...other])?.code).toBe("record.code.mixed");
    expect(refusalOf([])?.code).toBe("record.code.malformed");
    expect(refusalOf(["hello", ...parts])?.code).toBe("record.code.malformed");
  });

  it("one of which has any sign changed are refused, and a part whose data are damaged is named", () => {
    const codes = new Set<string>();
    fc.assert(fc.property(fc.nat({ max: parts.length - 1 }), fc.nat(), fc.constantFrom(..."ABCXYZ234567 0189:/$%"), (which, place, sign) => {
      const part = parts[which] ?? "";
      const at = place % part.length;
      const damaged = part.slice(0, at) + sign + part.slice(at + 1);
      if (damaged.replace(/\s/g, "") === part.replace(/\s/g, "")) return;
      const refusal = refusalOf(parts.map((each, i) => (i === which ? damaged : each)));
      expect(refusal, damaged.slice(0, 40)).toBeDefined();
      codes.add(refusal?.code ?? "");
      if (refusal?.code === "record.code.damaged" && at > 30) expect(refusal.data["part"]).toBe(String(which + 1));
    }), { numRuns: 3_000 });
    expect(codes).toContain("record.code.damaged");
  });

  it("whose inside is not a receipt, though all checks of the parts hold, are refused", () => {
    const empty = { ...aReceipt(), format: "qingyu-receipt/2" as never, leaf: { body: "", salt: "00".repeat(16) }, index: "99999999999999999999", proof: [] };
    expect(refusalOf(receiptParts(sha256, { ...empty, keys: Array.from({ length: 17 }, () => "k") }))?.code).toBe("record.code.malformed");
    expect(joinParts(sha256, receiptParts(sha256, empty)).index).toBe("99999999999999999999");
  });

  it("that would not fit a page are not made: the content goes into a file", () => {
    expect(() => receiptParts(sha256, aReceipt({ filed: { ...FILING, note: "长".repeat(3_000) } }))).toThrow("record.code.large");
  });
});
