import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, statSync, writeSync, fsyncSync } from "node:fs";
import { join } from "node:path";
import { makeVault, MASTER_BYTES } from "./make-vault.ts";
import type { Vault } from "./vault.ts";

const FILE = "vault-key";

/**
 * The vault of a data directory. First start makes the key file (mode 0600); without that file personal fields cannot be read, so it
 * belongs into the backup, kept apart from the database.
 * @throws Error when the file is readable by others, or damaged
 */
export function openVault(dataDir: string, cipher: "aes" | "sm"): Vault {
  const path = join(dataDir, FILE);
  if (!existsSync(path)) create(dataDir, path);
  const mode = statSync(path).mode & 0o077;
  if (process.platform !== "win32" && mode !== 0) throw new Error(`${path} must be readable by its owner only (chmod 600)`);
  const master = Buffer.from(readFileSync(path, "utf8").trim(), "base64url");
  if (master.length !== MASTER_BYTES) throw new Error(`${path} is damaged; restore it from the backup`);
  return makeVault(master, cipher);
}

/** Exclusive creation: two processes starting at once end with one key. */
function create(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true });
  let file: number;
  try {
    file = openSync(path, "wx", 0o600);
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") return;
    throw error;
  }
  writeSync(file, `${randomBytes(MASTER_BYTES).toString("base64url")}\n`);
  fsyncSync(file);
  closeSync(file);
  chmodSync(path, 0o600);
}
