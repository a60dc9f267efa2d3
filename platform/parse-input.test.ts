import { expect, test } from "vitest";
import { z } from "zod";
import { Refusal } from "#kernel/refusal.ts";
import { parseInput, type Problem } from "./parse-input.ts";

const schema = z.object({ name: z.string().min(1), reason: z.string().min(4).max(6), evidence: z.array(z.string()).min(1), days: z.number().min(2) });

function problemsOf(raw: unknown): readonly Problem[] {
  try {
    parseInput(schema, raw);
    return [];
  } catch (error) {
    return error instanceof Refusal ? (error.data as { problems: Problem[] }).problems : [];
  }
}

test("what is too short or too little is told in letters, items or figures, as the field is one of text, of a list or of a number", () => {
  expect(problemsOf({ name: "", reason: "补录", evidence: [], days: 1 }).map(({ path, words }) => [path, words.zh])).toEqual([
    ["name", "请填写"],
    ["reason", "至少 4 个字"],
    ["evidence", "至少 1 项"],
    ["days", "太小（至少 2）"],
  ]);
  expect(problemsOf({ name: "甲", reason: "一二三四五六七", evidence: ["a"], days: 2 }).map(({ words }) => words.zh)).toEqual(["至多 6 个字"]);
});

test("text that the database cannot hold is refused before it gets there: a NUL, or half of a surrogate pair, in values and in names", () => {
  for (const bad of ["\u0000", "\udc00x", "x\ud800", "\ud800\ud800"]) {
    expect(problemsOf({ name: bad, reason: "一二三四", evidence: ["a"], days: 2 }).map(({ code }) => code)).toEqual(["control_character"]);
    expect(problemsOf({ [bad]: 1 }).map(({ code }) => code)).toEqual(["control_character"]);
  }
  expect(problemsOf({ name: "𠮷野", reason: "一二三四", evidence: ["a"], days: 2 })).toEqual([]);
});
