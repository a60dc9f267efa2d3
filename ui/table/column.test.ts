import { expect, test } from "vitest";
import { csvOf, shownColumns } from "./column.ts";

const column = (key: string, more: object = {}) => ({ key, title: { zh: key, en: key }, text: () => key, ...more });

test("the key column is always shown and comes first; spare columns wait until chosen", () => {
  const columns = [column("mass"), column("name", { sticky: true }), column("note", { spare: true })];
  expect(shownColumns(columns, null).map((c) => c.key)).toEqual(["name", "mass"]);
  expect(shownColumns(columns, ["note"]).map((c) => c.key)).toEqual(["name", "note"]);
});

test("CSV keeps an 18-digit code whole, quotes what must be quoted and never carries a formula", () => {
  expect(csvOf(["代码", "名称"], [["500101199001011234", '甲"乙,丙'], ["=1+1", "-5.2"]])).toBe('\uFEFF代码,名称\r\n"\t500101199001011234","甲""乙,丙"\r\n\'=1+1,-5.2\r\n');
});
