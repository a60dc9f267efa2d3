import { connectAs } from "#platform/db.ts";
import { modules } from "./house.ts";

/** Loads the shared reference data of every module, as the owner, in the order of the house. */
export async function loadReference(ownerUrl: string, city: string): Promise<void> {
  const owner = connectAs(ownerUrl, 1);
  try {
    for (const module of modules) {
      const load = module.loadReference;
      if (load) await owner.begin((tx) => load(tx, city));
    }
  } finally {
    await owner.end({ timeout: 5 });
  }
}
