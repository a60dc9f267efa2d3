import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listSources } from "../tools/source-file.ts";
import { checkTree, RULES, type Breach } from "./doors.ts";

const root = join(import.meta.dirname, "..");
const fixtures = join(import.meta.dirname, "fixtures", "doors");
const told = ({ rule, file, line, says }: Breach) => `${file}:${line} ${rule}: ${says}`;

describe("the architecture", () => {
  test("no file of the house imports what its place may not, reads the clock in pure code, or writes SQL outside *.sql.ts", () => {
    expect(checkTree(root).map(told)).toEqual([]);
  });

  test("the tree that is checked is the whole tree", () => {
    const files = listSources(root);
    for (const file of ["kernel/contract.ts", "platform/gate.ts", "ui/call.ts", "modules/record/public.ts", "entry/house.ts", "test/doors.ts"]) expect(files).toContain(file);
  });

  test("every rule has its fixture and every fixture its rule", () => {
    expect(readdirSync(fixtures).toSorted()).toEqual(RULES.toSorted());
  });

  test.each(RULES)("the rule %s catches each file of its fixture, and nothing else is wrong with them", (rule) => {
    const folder = join(fixtures, rule);
    const breaches = checkTree(folder, ".txt");
    const files = listSources(folder, ".txt").map((file) => file.replace(/\.txt$/, ""));
    expect(files.length).toBeGreaterThan(0);
    expect([...new Set(breaches.map(({ file }) => file))].toSorted()).toEqual(files.toSorted());
    expect(breaches.filter((breach) => breach.rule !== rule).map(told)).toEqual([]);
  });

  test("what the table allows is let pass: bridges through doors, the house, screens in the console, own data, tests", () => {
    const allowed = join(import.meta.dirname, "fixtures", "allowed");
    expect(listSources(allowed, ".txt").length).toBeGreaterThan(5);
    expect(checkTree(allowed, ".txt").map(told)).toEqual([]);
  });

  test("every door of package.json leads to a file that is there", () => {
    const { imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { imports: { [alias: string]: string } };
    const modules = readdirSync(join(root, "modules"));
    const aliases = Object.keys(imports).filter((alias) => !alias.endsWith("/*"));
    expect(aliases.toSorted()).toEqual(modules.flatMap((name) => [`#${name}`, `#${name}/contract`]).toSorted());
    for (const alias of aliases) expect(readFileSync(join(root, imports[alias] ?? "missing"), "utf8").length, alias).toBeGreaterThan(0);
  });
});
