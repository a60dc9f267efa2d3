// What is checked before anything runs: types in three worlds, lint, every query against the migrated database, schema drift.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./ensure.mjs";

const bin = (name) => join(root, "node_modules", ".bin", name);

const CHECKS = [
  ["types of the pure world", bin("tsc"), ["-p", "tsconfig.pure.json"]],
  ["types of the server", bin("tsc"), ["-p", "tsconfig.server.json"]],
  ["types of the browser", bin("tsc"), ["-p", "tsconfig.web.json"]],
  ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]],
  ["every query against the migrated database", bin("tsx"), ["tools/check-sql.ts"]],
  ["schema.sql against the migrations", bin("tsx"), ["tools/dump-schema.ts", "--check"]],
];

/** Runs them all and gives the names of those that failed. */
export function runChecks() {
  return CHECKS.filter(([name, command, args]) => {
    const done = spawnSync(command, args, { cwd: root, encoding: "utf8" });
    const failed = done.status !== 0;
    console.log(`${failed ? "✗" : "✓"} ${name}`);
    if (failed) console.log(`${done.stdout ?? ""}${done.stderr ?? ""}`);
    return failed;
  }).map(([name]) => name);
}
