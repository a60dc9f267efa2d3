import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "#platform/config.ts";

const BUILT = join(repositoryRoot, "dist", "verifier", "record-verifier.html");

/** The page that verifies receipts without network, as `bin/ensure.mjs` builds it; undefined where it was not built. */
export async function readVerifierPage(): Promise<Uint8Array | undefined> {
  try {
    return await readFile(BUILT);
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return undefined; // what `node:fs` throws has a code
    throw error;
  }
}
