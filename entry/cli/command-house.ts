import type { Actor } from "#kernel/actor.ts";
import { operatorActor } from "#access";
import { ownCity } from "#territory";
import { readConfig } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";
import { openHouse, type House } from "../open-house.ts";

export type CommandHouse = Pick<House, "gate" | "files" | "record"> & { readonly operator: Actor };

/**
 * Joins the running system of the data folder (or `DATABASE_URL`); where none runs, starts the embedded database for the
 * length of the command. What is done goes through the gate as the local operator.
 */
export async function withHouse<T>(work: (house: CommandHouse) => Promise<T>): Promise<T> {
  const house = await openHouse(readConfig(), makeLog());
  const interrupted = () => void house.stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    return await work({ gate: house.gate, files: house.files, record: house.record, operator: operatorActor(ownCity().code) });
  } finally {
    await house.record.settle(); // what was done here gets its place in the log now, whether or not a server runs
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await house.stop();
  }
}
