import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { readSource, readSources } from "../tools/source-file.ts";
import { importsOf } from "./doors.ts";
import { isScreen, plainTexts } from "./plain-texts.ts";

const root = join(import.meta.dirname, "..");
const sources = readSources(root);
const said = (texts: ReturnType<typeof plainTexts>) => texts.map(({ file, line, text }) => `${file}:${line} “${text}”`);

/** Files that only galleries and tests read: they hold made-up content, and no visitor sees them. */
function shownInGalleriesOnly(): Set<string> {
  const edges = sources.flatMap((file) => importsOf(file).flatMap(({ target }) => (target.startsWith(".") ? [{ from: file.path, to: normalize(join(dirname(file.path), target)) }] : [])));
  const found = new Set(sources.map(({ path }) => path).filter((path) => /\.(gallery|test)\.tsx?$/.test(path)));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { to } of edges) if (edges.every((edge) => edge.to !== to || found.has(edge.from))) found.add(to);
  }
  return found;
}

type Book = { readonly name: string; readonly zh: unknown; readonly en: unknown };

/** Every word book of a file, whatever it is called: screens' phrases, or one pair for each kind of thing. */
async function booksOf(path: string): Promise<Book[]> {
  const exported = (await import(join(root, path))) as { [name: string]: unknown };
  return Object.entries(exported).flatMap(([name, value]) => booksIn(name, value));
}

function booksIn(name: string, value: unknown): Book[] {
  if (typeof value !== "object" || value === null) return [];
  if ("zh" in value && "en" in value) return [{ name, zh: value.zh, en: value.en }];
  return Object.entries(value).flatMap(([key, inner]) => booksIn(`${name}.${key}`, inner));
}

/** Keys of a book with the text each says; a phrase with values in it is a function and says its own. */
function phrasesOf(words: unknown, key = ""): [key: string, text: string | undefined][] {
  if (typeof words === "string") return [[key, words]];
  if (typeof words !== "object" || words === null) return [[key, undefined]];
  return Object.entries(words).flatMap(([name, inner]) => phrasesOf(inner, `${key}.${name}`));
}

describe("words", () => {
  const files = sources.map(({ path }) => path).filter((path) => /(^|[/-])words\.ts$/.test(path) && (isScreen(path) || path.startsWith("entry/console/")) && path !== "ui/words/words.ts");

  test("there are word files", () => {
    expect(files.length).toBeGreaterThan(2);
  });

  test.each(files)("%s says everything in Chinese and in English", async (path) => {
    const books = await booksOf(path);
    expect(books.length).toBeGreaterThan(0);
    for (const { name, zh, en } of books) {
      expect(phrasesOf(en).map(([key]) => key).toSorted(), name).toEqual(phrasesOf(zh).map(([key]) => key).toSorted());
      expect([...phrasesOf(zh), ...phrasesOf(en)].filter(([, text]) => text?.trim() === "").map(([key]) => `${name}${key}`)).toEqual([]);
    }
  });

  test("no screen says a word outside the word files", () => {
    const inGalleries = shownInGalleriesOnly();
    expect(said(sources.filter(({ path }) => isScreen(path) && !inGalleries.has(path) && !path.endsWith("words.ts")).flatMap(plainTexts))).toEqual([]);
  });

  test("the search sees text between tags, in attributes that are read out, in templates and in strings", () => {
    const fixture = readSource(join(root, "test", "fixtures", "words"), "Untranslated.tsx.txt");
    expect(plainTexts(fixture).map(({ text }) => text)).toEqual(["Stock", "导出", "Close panel", "共", "Rows", "库存"]);
  });
});
