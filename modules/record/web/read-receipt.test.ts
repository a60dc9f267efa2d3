import { describe, expect, test } from "vitest";
import { joinParts } from "../domain/receipt-code.ts";
import { browserCrypto } from "./verifier/browser-crypto.ts";
import { aReceipt, filing, RECEIPT_ID } from "./gallery-rows.ts";
import { partsForPaper } from "./paper-parts.ts";
import { checkReceipt } from "./read-receipt.ts";

const sent = (input: unknown) => ({ commandId: RECEIPT_ID, endpoint: "precursor.declaration.file", title: { zh: "申报一笔", en: "File a declaration" }, input });

describe("a receipt on its way to the screen", () => {
  test("is shown only after entry, proof and signature fit together", () => {
    expect(checkReceipt(browserCrypto, aReceipt(), undefined)).toHaveProperty("verdict.done.name", "precursor.declaration.file");
    for (const wrong of [{ index: "4" }, { salt: "00".repeat(16) }, { body: "{}" }]) {
      const { index = aReceipt().index, ...leaf } = wrong as { index?: string };
      expect(checkReceipt(browserCrypto, { ...aReceipt(), index, leaf: { ...aReceipt().leaf, ...leaf } }, undefined)).toHaveProperty("problem.zh");
    }
  });

  test("carries what this page sent when the entry committed to it, in whatever order its fields stand", () => {
    const turned = Object.fromEntries(Object.entries(filing).toReversed());
    expect(checkReceipt(browserCrypto, aReceipt(), sent(turned))).toHaveProperty("verdict.content", "checked");
  });

  test("does not carry what the entry did not commit to", () => {
    const checked = checkReceipt(browserCrypto, aReceipt(), sent({ ...filing, quantity: "12001" }));
    expect(checked).toHaveProperty("verdict.content", "not-given");
    expect(checked).not.toHaveProperty("receipt.filed");
  });

  test("stands whole in the codes on paper, and without the filing where that is too long", () => {
    const short = { ...aReceipt(), filed: JSON.stringify(filing) };
    const paper = partsForPaper(short);
    expect(paper.hasFiled).toBe(true);
    expect(joinParts(browserCrypto.sha256, paper.parts)).toEqual(short);
    const long = partsForPaper({ ...short, filed: JSON.stringify({ note: "演".repeat(3_000) }) });
    expect(long.hasFiled).toBe(false);
    expect(joinParts(browserCrypto.sha256, long.parts).filed ?? null).toBeNull();
  });
});
