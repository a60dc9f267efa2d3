import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHouse, type House } from "../../entry/open-house.ts";
import { readConfig } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";

/** A whole house on an empty embedded database of its own, thrown away afterwards. */
export async function withScratchHouse(work: (house: House) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "qingyu-bench-"));
  const house = await openHouse(readConfig({ QINGYU_DATA: dataDir, QINGYU_PORT: "0", QINGYU_DEMO: "1" }), makeLog());
  try {
    await work(house);
  } finally {
    await house.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
