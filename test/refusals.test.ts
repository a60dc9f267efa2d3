import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { handlers, refusals } from "../entry/house.ts";
import { usesOf, type RefusalUse } from "../tools/refusal-uses.ts";
import { refusalsText } from "../tools/refusals-text.ts";
import { readSource, readSources } from "../tools/source-file.ts";

const root = join(import.meta.dirname, "..");
const known = new Set(Object.keys(refusals));
const sources = readSources(root).filter(({ path }) => !/\.test\.tsx?$|\.gallery\.tsx$|^(test|tools)\/|\/testing\//.test(path));
const uses = sources.flatMap((file) => usesOf(file, known));
const at = ({ code, file, line }: RefusalUse) => `${file}:${line} ${code}`;

/** Given to every refusal of a file's row or header by the reader of the file, not by the rule that refuses. */
const GIVEN_BY_READER = /^precursor\.(row|file)\./;

describe("refusals", () => {
  test("there are some, and code throws them", () => {
    expect(known.size).toBeGreaterThan(50);
    expect(uses.filter(({ how }) => how === "thrown").length).toBeGreaterThan(50);
  });

  test("every code that is thrown or listed has its words", () => {
    expect(uses.filter(({ code, how }) => how !== "named" && !known.has(code)).map(at)).toEqual([]);
  });

  test("every code has words in Chinese and English, naming the same data, and a status that says no", () => {
    const wrong = Object.entries(refusals).flatMap(([code, { zh, en, status }]) => [
      ...(/\p{Script=Han}/u.test(zh) ? [] : [`${code}: the Chinese is not Chinese`]),
      ...(/[a-z]/i.test(en) && !/\p{Script=Han}/u.test(en) ? [] : [`${code}: the English is not English`]),
      ...(sharedPlaceholders(zh).join() === sharedPlaceholders(en).join() ? [] : [`${code}: zh names ${placeholders(zh).join() || "nothing"}, en names ${placeholders(en).join() || "nothing"}`]),
      ...([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503].includes(status) ? [] : [`${code}: status ${status}`]),
      ...(/^[a-z0-9-]+(\.[a-z0-9-]+){2,3}$|^gate\.[a-z0-9-]+$/.test(code) ? [] : [`${code}: not module.thing.reason`]),
    ]);
    expect(wrong).toEqual([]);
  });

  test("whoever throws a code gives the data its words name", () => {
    const wrong = uses.flatMap((use) => {
      const data = use.data;
      if (use.how !== "thrown" || data === undefined || GIVEN_BY_READER.test(use.code)) return [];
      const missing = placeholders(refusals[use.code]?.zh ?? "").filter((name) => !data.includes(name));
      return missing.length > 0 ? [`${at(use)} lacks ${missing.join()}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  test("every code can be reached: something throws it or names it for another to throw", () => {
    const reached = new Set(uses.filter(({ how }) => how !== "listed").map(({ code }) => code));
    expect([...known].filter((code) => !reached.has(code))).toEqual([]);
  });

  test("every code an endpoint lists is thrown by something", () => {
    const reached = new Set(uses.filter(({ how }) => how !== "listed").map(({ code }) => code));
    expect(handlers.flatMap(({ endpoint }) => endpoint.refusals.filter((code) => !reached.has(code)).map((code) => `${endpoint.name}: ${code}`))).toEqual([]);
  });

  test("docs/refusals.md is what the contracts say; write it anew with `npx tsx tools/dump-refusals.ts`", () => {
    expect(readFileSync(join(root, "docs", "refusals.md"), "utf8")).toBe(refusalsText(refusals, handlers.map(({ endpoint }) => endpoint)));
  });

  test("the reader of code sees each way of refusing, with the data given", () => {
    const fixture = readSource(join(root, "test", "fixtures", "refusals"), "refusing.ts.txt");
    expect(usesOf(fixture, new Set(["a.b.returned", "a.b.defined", "a.b.put-together"])).map(({ code, how, data, line }) => ({ code, how, data, line }))).toEqual([
      { code: "a.b.plain", how: "thrown", data: [], line: 5 },
      { code: "a.b.given", how: "thrown", data: ["at", "leftMg"], line: 6 },
      { code: "a.b.either", how: "thrown", data: undefined, line: 7 },
      { code: "a.b.or", how: "thrown", data: undefined, line: 7 },
      { code: "a.b.made", how: "thrown", data: ["line"], line: 8 },
      { code: "a.b.listed", how: "listed", data: undefined, line: 3 },
      { code: "a.b.put-together", how: "named", data: undefined, line: 9 },
      { code: "a.b.returned", how: "named", data: undefined, line: 10 },
    ]);
  });
});

/** `{zh}` in Chinese and `{en}` in English carry a reason that comes in both languages. */
const sharedPlaceholders = (words: string) => placeholders(words).map((name) => (name === "zh" || name === "en" ? "words" : name));
const placeholders = (words: string) => [...new Set([...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].toSorted();
