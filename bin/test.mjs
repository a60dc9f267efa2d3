// `npm test`: installs what the tests need and runs everything. Last line: `Tests: N passed, N failed`.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium, ensureConsole, ensurePackages, requireNode, root } from "./ensure.mjs";

requireNode();
ensurePackages();
ensureChromium();
ensureConsole();
const report = join(tmpdir(), `qingyu-tests-${process.pid}.json`);
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const run = spawnSync(process.execPath, [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
const result = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1 };
rmSync(report, { force: true });
const failed = result.numFailedTests || (run.status === 0 ? 0 : Math.max(1, result.numFailedTestSuites));
console.log(`Tests: ${result.numPassedTests} passed, ${failed} failed`);
process.exit(failed > 0 || result.numPassedTests === 0 ? 1 : (run.status ?? 1));
