import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { Refusal } from "#kernel/refusal.ts";
import type { Receipt } from "../contract/receipt.ts";
import { nodeCrypto } from "../server/node-crypto.ts";
import { aReceipt, FILING, LOG_KEY, ORIGIN, testKey, WITNESS, WITNESSED_AT } from "../testing/receipts.ts";
import { browserCrypto } from "../web/verifier/browser-crypto.ts";
import { hmacSha256 } from "./hmac.ts";
import { readReceipt } from "./receipt-text.ts";
import { verifyReceipt, type ReceiptVerdict } from "./receipt.ts";
import { formatTlogProof, parseTlogProof } from "./tlog-proof.ts";

const whole = aReceipt();
const trusted = [LOG_KEY.key];
/** The verdict, or the refusal's code; anything else that is thrown is a failure of the test. */
function judged(receipt: unknown, keys = trusted, content?: unknown): ReceiptVerdict | string {
  try {
    return verifyReceipt(nodeCrypto, receipt, keys, content);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe("a receipt", () => {
  it("that is whole says what was done, when, by whom, where it stands and who saw it, the same with either crypto", () => {
    const verdict = judged(whole, [LOG_KEY.key, WITNESS.key]);
    expect(verdict).toMatchObject({
      vouched: true,
      done: { name: "precursor.declaration.file", unit: "500102", at: "2026-11-23T01:30:00.000Z", actor: { kind: "enterprise" } },
      log: { origin: ORIGIN, index: "333", size: "700" },
      signedBy: [{ name: ORIGIN, isKnown: true }],
      witnesses: [{ name: WITNESS.key.name, at: WITNESSED_AT, isKnown: true }],
      content: "checked",
    });
    expect(verifyReceipt(browserCrypto, whole, [LOG_KEY.key, WITNESS.key])).toEqual(verdict);
  });

  it("holds for the first, the last and every other line of logs of many sizes", () => {
    for (const size of [1, 2, 3, 7, 8, 255, 256, 257, 700]) for (const index of new Set([0, size >> 1, size - 1])) expect(judged(aReceipt({ size, index, read: index % 2 === 0 })), `${index} of ${size}`).toMatchObject({ vouched: true });
  });

  it("is no proof under a key that only it names itself, whether no key was given or another", () => {
    const own = { vouched: false, signedBy: [{ name: ORIGIN, isKnown: false }] };
    expect(judged(whole, [])).toMatchObject(own);
    expect(judged(whole, [testKey(ORIGIN, "ed25519", "impostor").key])).toMatchObject(own);
    expect(judged(whole, [testKey("another.test/record").key, WITNESS.key])).toMatchObject(own);
    expect(judged({ ...whole, keys: [] }, [])).toBe("record.note.unsigned");
  });

  it("of a forger who names the log and lists a key of their own is never vouched for", () => {
    const forger = testKey(ORIGIN, "ed25519", "forger");
    expect(judged(aReceipt({ signers: [forger] }))).toMatchObject({ vouched: false });
    expect(judged(aReceipt({ signers: [forger], keys: [LOG_KEY.vkey] }))).toBe("record.note.unsigned");
  });

  it("of another log is not vouched for by a key that is trusted for this one", () => {
    expect(judged(aReceipt({ origin: "another.test/record" }))).toBe("record.checkpoint.foreign");
    expect(judged(aReceipt({ signers: [] }), [WITNESS.key])).toBe("record.note.unsigned");
  });

  it("signed by the old and the new key during a rotation holds for whoever knows either", () => {
    const fresh = testKey(ORIGIN, "ed25519", "second");
    const both = aReceipt({ signers: [fresh, LOG_KEY] });
    for (const key of [fresh.key, LOG_KEY.key]) expect(judged(both, [key])).toMatchObject({ vouched: true });
  });

  it("proves what was filed, in whatever order its members come, and nothing that differs in one sign", () => {
    const bare = { ...whole, filed: undefined };
    expect(judged(bare)).toMatchObject({ content: "not-given" });
    for (const same of [FILING, JSON.stringify(FILING, null, 2), ` ${canonicalJson(FILING)}\n`, Object.fromEntries(Object.entries(FILING).toReversed())]) expect(judged(bare, trusted, same)).toMatchObject({ content: "checked" });
    for (const other of [{ ...FILING, quantity: "1250.6" }, { ...FILING, more: 1 }, [], 0, false, "", "{", "null", "not JSON", "\uD800", "[".repeat(50_000) + "]".repeat(50_000)]) expect(judged(bare, trusted, other), JSON.stringify(other).slice(0, 40)).toBe("record.receipt.content");
    expect(judged({ ...bare, inputKey: null }, trusted, FILING)).toBe("record.receipt.unkeyed");
    expect(judged({ ...whole, filed: canonicalJson({ ...FILING, lot: "L2" }) }, trusted, FILING)).toBe("record.receipt.content");
  });

  it("whose line is not canonical, lacks a field or has one more is refused, however well it is signed", () => {
    const said = JSON.parse(whole.leaf.body) as Record<string, unknown>;
    const bodies = [`${whole.leaf.body} `, JSON.stringify({ ...said, more: 1 }), canonicalJson({ ...said, more: 1 }), canonicalJson({ ...said, version: 2 }), canonicalJson({ ...said, unit: undefined }), canonicalJson({ ...said, name: "\u001b[31m" }), "", "null", "[]", "{"];
    for (const body of bodies) expect(judged({ ...whole, leaf: { ...whole.leaf, body } }), body).toBe("record.receipt.malformed");
  });
});

const flip = (text: string, place: number): string => {
  const at = place % text.length;
  return `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ (1 << (place % 7)))}${text.slice(at + 1)}`;
};
const PARTS: readonly ((receipt: Receipt, place: number) => Receipt)[] = [
  (receipt, place) => ({ ...receipt, leaf: { ...receipt.leaf, body: flip(receipt.leaf.body, place) } }),
  (receipt, place) => ({ ...receipt, leaf: { ...receipt.leaf, salt: flip(receipt.leaf.salt, place) } }),
  (receipt, place) => ({ ...receipt, index: flip(receipt.index, place) }),
  (receipt, place) => ({ ...receipt, proof: receipt.proof.map((hash, i) => (i === place % receipt.proof.length ? flip(hash, place) : hash)) }),
  (receipt, place) => ({ ...receipt, checkpoint: flip(receipt.checkpoint, place) }),
  (receipt, place) => ({ ...receipt, keys: receipt.keys.map((key, i) => (i === place % receipt.keys.length ? flip(key, place) : key)) }),
  (receipt, place) => ({ ...receipt, inputKey: flip(receipt.inputKey ?? "", place) }),
  (receipt, place) => ({ ...receipt, filed: flip(receipt.filed ?? "", place) }),
  (receipt, place) => ({ ...receipt, proof: receipt.proof.filter((_, i) => i !== place % receipt.proof.length) }),
  (receipt, place) => ({ ...receipt, proof: [...receipt.proof.slice(0, place % receipt.proof.length), ...receipt.proof] }),
];

describe("a damaged receipt", () => {
  it("is refused by name with any bit of any part flipped; a witness's line that is no longer known to be one is left out of the verdict", () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...PARTS), fc.nat({ max: 100_000 }), (damage, place) => {
        const damaged = damage(whole, place);
        if (canonicalJson(damaged) === canonicalJson(whole)) return;
        const verdict = judged(damaged);
        if (typeof verdict === "string") codes.add(verdict);
        else {
          // Names and ids of unknown signers are passed over, as the format demands; what the log itself signed never is.
          expect(damaged.checkpoint.split("— ")[0]).toBe(whole.checkpoint.split("— ")[0]);
          expect(verdict.witnesses).toEqual([]);
        }
      }),
      { numRuns: 4_000 },
    );
    for (const code of ["record.receipt.malformed", "record.receipt.content", "record.proof.wrong", "record.note.forged", "record.note.unsigned", "record.note.malformed", "record.key.malformed"]) expect(codes).toContain(code);
  }, 120_000);

  it("of any shape, and any text taken for one, is refused and never breaks the program", () => {
    const shape = fc.oneof(
      fc.anything(),
      fc.record({ format: fc.constant(whole.format), leaf: fc.oneof(fc.constant(whole.leaf), fc.record({ body: fc.json(), salt: fc.constant(whole.leaf.salt) })), index: fc.oneof(fc.constant("333"), fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String)), proof: fc.oneof(fc.constant(whole.proof), fc.array(fc.string())), checkpoint: fc.oneof(fc.constant(whole.checkpoint), fc.string({ unit: "binary" })), keys: fc.array(fc.oneof(fc.constant(LOG_KEY.vkey), fc.string({ unit: "binary" }))), inputKey: fc.oneof(fc.constant(whole.inputKey), fc.string()), filed: fc.oneof(fc.constant(null), fc.json(), fc.string({ unit: "binary" })) }),
      fc.tuple(fc.string({ unit: "binary-ascii" }), fc.nat(500)).map(([name, at]) => ({ ...whole, keys: [`${name}\uD800${whole.keys[0]?.slice(at % 40)}`], checkpoint: `${whole.checkpoint.slice(0, at)}${name}${whole.checkpoint.slice(at)}` })),
    );
    fc.assert(fc.property(shape, fc.option(fc.anything(), { nil: undefined }), (receipt, content) => {
      const verdict = judged(receipt, trusted, content);
      if (typeof verdict !== "string") expect(verdict.vouched).toBe(true);
    }), { numRuns: 3_000 });
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string().map((tail) => `c2sp.org/tlog-proof@v1\n${tail}\n\n${tail}`), fc.string().map((tail) => `QYR1 1/2:${tail}`), fc.json(), fc.tuple(fc.nat(4000), fc.string()).map(([at, word]) => formatTlogProof(whole).slice(0, at) + word));
    fc.assert(fc.property(text, (given) => {
      try {
        readReceipt(nodeCrypto.sha256, given);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }), { numRuns: 3_000 });
  }, 120_000);
});

describe("tlog-proof", () => {
  it("gives the receipt back, and stands as the specification lays it out", () => {
    const text = formatTlogProof(whole);
    expect(parseTlogProof(text)).toEqual(whole);
    expect(readReceipt(nodeCrypto.sha256, text.replaceAll("\n", "\r\n"))).toEqual(whole);
    expect(readReceipt(nodeCrypto.sha256, `\uFEFF${JSON.stringify(whole)}`)).toEqual(whole);
    const [head, extra, index, ...rest] = text.split("\n");
    expect([head, extra?.slice(0, 6), index, rest.slice(0, whole.proof.length), rest[whole.proof.length]]).toEqual(["c2sp.org/tlog-proof@v1", "extra ", "index 333", whole.proof, ""]);
    expect(text.endsWith(`\n\n${whole.checkpoint}`)).toBe(true);
  });

  it("without the extra data, or with another's, is refused or fails: nothing in them vouches for anything", () => {
    const lines = formatTlogProof(whole).split("\n");
    expect(() => parseTlogProof([lines[0], ...lines.slice(2)].join("\n"))).toThrow("record.receipt.malformed");
    const other = formatTlogProof(aReceipt({ index: 12 })).split("\n");
    expect(judged(parseTlogProof([lines[0], other[1], ...lines.slice(2)].join("\n")))).toBe("record.proof.wrong");
  });
});

it("HMAC-SHA-256 gives the published values (RFC 4231, cases 1, 2 and 6) and those of the machine", () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const plain = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
  expect(hex(hmacSha256(plain, new Uint8Array(20).fill(0x0b), Buffer.from("Hi There")))).toBe("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  expect(hex(hmacSha256(plain, Buffer.from("Jefe"), Buffer.from("what do ya want for nothing?")))).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  expect(hex(hmacSha256(plain, new Uint8Array(131).fill(0xaa), Buffer.from("Test Using Larger Than Block-Size Key - Hash Key First")))).toBe("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
});
