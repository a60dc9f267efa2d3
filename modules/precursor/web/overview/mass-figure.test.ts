import { expect, test } from "vitest";
import { massFigure } from "./mass-figure.ts";

test("a headline does not call a small mass nothing", () => {
  expect(massFigure(30_000)).toEqual({ value: "30", unit: "g" });
  expect(massFigure(-7)).toEqual({ value: "−7", unit: "mg" });
  expect(massFigure(0)).toEqual({ value: "0", unit: "kg" });
});

test("a headline is short where there is much", () => {
  expect(massFigure(1_234_567)).toEqual({ value: "1.2", unit: "kg" });
  expect(massFigure(5_000_000)).toEqual({ value: "5", unit: "kg" });
  expect(massFigure(123_456_000_000)).toEqual({ value: "123.5", unit: "t" });
});
