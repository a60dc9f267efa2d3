import { expect, test } from "vitest";
import { checkFiling } from "./check-filing.ts";
import { EMPTY_FILING, filingOf, nextFiling, suggestedId, type FilingText } from "./filing-fields.ts";

const NOW = Date.parse("2026-11-23T12:00:00+08:00");
const label = (field: string) => ({ zh: `「${field}」`, en: field });
const receipt: FilingText = { ...EMPTY_FILING, declarant: "91500102MA60000148", kind: "receive", declaration_id: "D1", substance: "toluene", quantity: "1.5", unit: "t", occurred_at: "2026-11-20T08:05", counterparty: "KR:Example", inputs: "left over from another kind" };

test("a form is told what is missing in the words of its own labels before anything is sent", () => {
  const { problems } = checkFiling({ ...receipt, quantity: "", occurred_at: "" }, "receive", NOW, label);
  expect(problems.filter(({ path }) => path !== "declarant").map(({ path, words }) => [path, words.zh])).toEqual([["occurred_at", "「occurred_at」 必填"], ["quantity", "「quantity」 必填"]]);
});

test("what was typed for another kind is not sent with this one", () => {
  expect(filingOf(receipt, "receive")).not.toHaveProperty("inputs");
  expect(filingOf(receipt, "transform")).toMatchObject({ inputs: "left over from another kind" });
  expect(filingOf({ ...receipt, ref: "D0" }, "void")).toMatchObject({ kind: "void", ref: "D0", occurred_at: "", quantity: "" });
});

test("the next one of the same kind keeps the parties and the goods, and none of what names one event", () => {
  const next = nextFiling({ ...receipt, shipment: "S1", lot: "L1" }, "D2");
  expect(next).toMatchObject({ declaration_id: "D2", substance: "toluene", counterparty: "KR:Example", kind: "receive", shipment: "", lot: "", quantity: "", occurred_at: "" });
});

test("a suggested id is the second in Asia/Shanghai", () => {
  expect(suggestedId(NOW)).toBe("20261123-120000");
});
