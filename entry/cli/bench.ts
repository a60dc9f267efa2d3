import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "#platform/config.ts";
import { say } from "./print.ts";
import { UsageError } from "./usage.ts";

const FOLDER = join(repositoryRoot, "tools", "bench");

/** Runs `tools/bench/NAME.ts` in a process of its own, so that what it measures is only itself. */
export async function benchCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name.startsWith("-")) {
    say(`qingyu bench NAME [--json]\n${benchNames().map((each) => `  ${each}`).join("\n")}`);
    return name === undefined ? 0 : 2;
  }
  if (!benchNames().includes(name)) throw new UsageError(`没有这个测试 no such benchmark: ${name}（${benchNames().join(" ")}）`);
  const child = spawn(process.execPath, ["--import", "tsx", join(FOLDER, `${name}.ts`), ...rest], { cwd: repositoryRoot, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
}

/** The folder also holds their parts: a benchmark says how it is called. */
const benchNames = (): string[] => (existsSync(FOLDER) ? readdirSync(FOLDER).filter(isBench).map((file) => file.slice(0, -3)).sort() : []);
const isBench = (file: string): boolean => /^[a-z-]+\.ts$/.test(file) && readFileSync(join(FOLDER, file), "utf8").includes(`qingyu bench ${file.slice(0, -3)}`);
