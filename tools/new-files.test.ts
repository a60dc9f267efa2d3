import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { checkTree } from "#test/doors.ts";
import { doorsOf, moduleFiles, useCaseFiles } from "./new-files.ts";

const root = join(import.meta.dirname, "..");

test("a new module with a new use case compiles and keeps to the directions", () => {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-new-"));
  try {
    for (const name of ["kernel", "platform", "test", "entry", "modules", "tools", "tsconfig.base.json", "tsconfig.server.json"]) cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const described = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { imports: object };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ ...described, imports: { ...described.imports, ...doorsOf("greenhouse") } }));
    const files = { ...moduleFiles("greenhouse", "202612010900"), ...useCaseFiles("greenhouse", "record-visit") };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const compiled = spawnSync(join(root, "node_modules", ".bin", "tsc"), ["-p", "tsconfig.server.json"], { cwd: folder, encoding: "utf8" });
    expect(compiled.stdout.split("\n").filter((line) => line.startsWith("modules/greenhouse"))).toEqual([]);
    expect(checkTree(folder).filter(({ file }) => file.startsWith("modules/greenhouse"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a name that is no verb and noun is not written", () => {
  expect(() => useCaseFiles("duty", "close")).toThrow("a verb, then what it is done to");
  expect(() => useCaseFiles("duty", "Close_Duty")).toThrow();
  expect(() => moduleFiles("two-words", "202612010900")).toThrow("one word");
});
