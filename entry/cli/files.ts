import { readFileSync, writeFileSync } from "node:fs";
import { say } from "./print.ts";
import { UsageError } from "./usage.ts";

const MOST_BYTES = 16 * 1_048_576;

/** @throws UsageError where there is no such file */
export function readTextFile(path: string): string {
  try {
    const text = readFileSync(path === "-" ? 0 : path);
    if (text.length > MOST_BYTES) throw new UsageError(`文件太大 the file is too large: ${path}`);
    return text.toString("utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`读不到文件 cannot read the file: ${path}`);
  }
}

/** To the file, or to standard output when none is named. */
export function writeText(text: string, path: string | undefined): void {
  if (path === undefined) process.stdout.write(text);
  else {
    writeFileSync(path, text);
    say(path);
  }
}
