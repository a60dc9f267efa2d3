import { existsSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILE = "record-head";

/**
 * The last checkpoint this program signed, kept outside the database: a witness of its own house. A database taken back to an earlier
 * state, by whomever, shows less than was signed, and nothing more is signed until a person has looked.
 */
export function readKeptHead(dataDir: string): string | undefined {
  const path = join(dataDir, FILE);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** On the disk before it takes the name: a power cut leaves the note before it or this one, never an empty file that would halt a sound log. */
export async function keepHead(dataDir: string, note: string): Promise<void> {
  const path = join(dataDir, FILE);
  await writeFile(`${path}.${process.pid}`, note, { mode: 0o600, flush: true });
  await rename(`${path}.${process.pid}`, path);
}
