import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listSources } from "../tools/source-file.ts";

const root = join(import.meta.dirname, "..");
/** What the build leaves as it is and Chromium 90, the oldest browser met in offices, does not know: a whole rule falls with it. */
const NEWER_STYLE = /:has\(|@container|container-type|color-mix\(|color\(|oklch\(|\d[dsl]v[hwib]\b|@layer|@scope|@starting-style|(?:^|[{};])\s*&/gm;
/** Not known to Chromium 90 either, and not put in by `old-browsers.ts`. */
const NEWER_SCRIPT = /\b(?:structuredClone|randomUUID|withResolvers|fromAsync|canParse|requestSubmit|showPicker)\(|AbortSignal\.(?:timeout|any)\(|(?:Object|Map)\.groupBy\(|\.(?:toSorted|toReversed|toSpliced|checkVisibility|isWellFormed|throwIfAborted)\(/g;

/** Selectors within selectors: those of `@media` and the like are no such thing. */
function nestedRules(css: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  for (const [, head = "", brace] of css.replace(/\/\*[^]*?\*\//g, "").matchAll(/([^{};]*)([{};])/g)) {
    if (brace === "}") open.pop();
    if (brace !== "{") continue;
    if (open.at(-1)?.startsWith("@") === false) found.push(head.trim());
    open.push(head.trim());
  }
  return found;
}

const tooNewIn = (css: string): string[] => [...(css.replace(/\/\*[^]*?\*\//g, "").match(NEWER_STYLE) ?? []), ...nestedRules(css)];
const tooNewFor = (script: string): string[] => script.match(NEWER_SCRIPT) ?? [];
const textOf = (file: string) => readFileSync(join(root, file), "utf8");
const told = (files: readonly string[], tooNew: (text: string) => string[]) => files.flatMap((file) => tooNew(textOf(file)).map((what) => `${file}: ${what.trim()}`));

const styles = ["ui", "modules", "entry"].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css")).map((name) => join(folder, name)));
const scripts = listSources(root).filter((file) => /^(kernel|ui|entry\/console)\/|^modules\/[^/]+\/(web|contract|domain)\//.test(file) && !/\.test\.tsx?$/.test(file));

test("no style of the house needs a browser newer than Chromium 90", () => {
  expect(styles.length).toBeGreaterThan(15);
  expect(told(styles, tooNewIn)).toEqual([]);
});

test("no script of the house that runs in the browser needs a newer one", () => {
  expect(scripts.length).toBeGreaterThan(200);
  expect(told(scripts, tooNewFor)).toEqual([]);
});

test("a style that needs a newer one is caught, and one that does not is let pass", () => {
  for (const css of ["a:has(b) { color: red }", "@container (width > 1px) { a { color: red } }", "a { height: 100dvh }", "a { color: color-mix(in srgb, red, blue) }", "a { &:hover { color: red } }", "a { color: red; & b { color: red } }", "a { b { color: red } }"]) expect(tooNewIn(css), css).not.toEqual([]);
  expect(tooNewIn("@media print { @page { margin: 0 } a[data-chosen]:focus-within { height: 100vh } /* :has( */ } a:not(.b) { inset: 0 }")).toEqual([]);
});

test("a script that needs a newer one is caught", () => {
  for (const script of ["crypto.randomUUID()", "AbortSignal.timeout(5)", "structuredClone(x)", "[1].toSorted()"]) expect(tooNewFor(script), script).not.toEqual([]);
});
