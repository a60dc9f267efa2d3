import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A key of this installation for one purpose, derived from a secret file in the data folder (made at first start, mode 0600). */
export function installationKey(dataDir: string, purpose: string): Buffer {
  const file = join(dataDir, "installation-key");
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    chmodSync(file, 0o600);
  }
  return createHmac("sha256", Buffer.from(readFileSync(file, "utf8").trim(), "hex")).update(purpose).digest();
}
