// `npm run check`: types in three worlds, lint, every query against the migrated database, schema drift, then the tests.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensurePackages, requireNode, root } from "./ensure.mjs";

requireNode();
ensurePackages();
const bin = (name) => join(root, "node_modules", ".bin", name);
const steps = [
  ["types, pure", bin("tsc"), ["-p", "tsconfig.pure.json"]],
  ["types, server", bin("tsc"), ["-p", "tsconfig.server.json"]],
  ["types, web", bin("tsc"), ["-p", "tsconfig.web.json"]],
  ["lint", bin("oxlint"), ["--deny-warnings"]],
  ["sql", bin("tsx"), ["tools/check-sql.ts"]],
  ["schema", bin("tsx"), ["tools/dump-schema.ts", "--check"]],
  ["tests", process.execPath, ["bin/test.mjs"]],
];
for (const [name, command, args] of steps) {
  console.log(`── ${name}`);
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (done.status !== 0) {
    console.error(`✗ ${name}`);
    process.exit(1);
  }
}
