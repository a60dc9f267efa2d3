import { expect, test } from "vitest";
import { glanceAtCheckpoint } from "./glance-at-checkpoint.ts";
import { lookUpOf } from "./look-up.ts";
import { troublesByCode } from "./troubles-by-code.ts";

const ID = "0193a0c2-7b1e-7c4d-9a55-0f6e2d8c1b37";

test("an id is found however it was pasted, an index with or without separators", () => {
  expect(lookUpOf(ID)).toBe(ID);
  expect(lookUpOf(` “${ID.toUpperCase()}” \n`)).toBe(ID);
  expect(lookUpOf(ID.replaceAll("-", ""))).toBe(ID);
  expect(lookUpOf("10,482,112")).toBe("10482112");
  expect(lookUpOf("＃１２３")).toBe("123");
  expect(lookUpOf("0")).toBe("0");
});

test("what is neither an id nor an index is not asked for", () => {
  for (const text of ["", "007", "-1", "1.5", "甲", ID.slice(1), `${ID}0`]) expect(lookUpOf(text), text).toBeUndefined();
});

test("a text is shown as a checkpoint only when its lines are those of one", () => {
  const root = "A".repeat(43);
  const note = `qingyu.local/record\n42\n${root}=\n\n— qingyu.local/record AAAA\n`;
  expect(glanceAtCheckpoint(note)).toEqual({ origin: "qingyu.local/record", size: 42 });
  for (const wrong of ["", note.replace("42", "042"), note.replace(`${root}=`, "root"), note.replace("\n\n— ", "\n"), note.slice(note.indexOf("\n"))]) expect(glanceAtCheckpoint(wrong)).toBeUndefined();
});

test("troubles of one kind are told once, with every place that was named and the number of all", () => {
  expect(troublesByCode([{ code: "leaf-changed", at: "a, b", count: 7 }, { code: "gap", at: "9", count: 1 }, { code: "leaf-changed", at: "c", count: 1 }])).toEqual([
    { code: "leaf-changed", count: 7, places: ["a", "b", "c"] },
    { code: "gap", count: 1, places: ["9"] },
  ]);
});
