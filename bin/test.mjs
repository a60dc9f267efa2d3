// `npm test` and `npm run check`: installs what the tests need, checks, and runs everything. Last line: `Tests: N passed, N failed`.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChecks } from "./checks.mjs";
import { ensureChromium, ensureConsole, ensurePackages, requireNode, root } from "./ensure.mjs";

requireNode();
ensurePackages();
ensureChromium();
ensureConsole();
const chosen = process.argv.slice(2);
const broken = chosen.length > 0 ? [] : runChecks();
const report = join(tmpdir(), `qingyu-tests-${process.pid}.json`);
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const run = spawnSync(process.execPath, [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...chosen], { cwd: root, stdio: "inherit" });
const result = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { numPassedTests: 0, numFailedTests: 0 };
rmSync(report, { force: true });
const failed = broken.length + (result.numFailedTests || (run.status === 0 ? 0 : 1));
if (broken.length > 0) console.log(`Checks that failed: ${broken.join(", ")}`);
console.log(`Tests: ${result.numPassedTests} passed, ${failed} failed`);
process.exit(failed > 0 || result.numPassedTests === 0 ? 1 : 0);
