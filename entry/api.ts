import { openHouse } from "./open-house.ts";
import { readConfig } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";

/** `npm start`: opens the house, serves it, and stops cleanly on a signal. */
const config = readConfig();
const log = makeLog();
const house = await openHouse(config, log);
await house.serve();

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void house.stop().then(() => process.exit(0));
  });
}
process.on("unhandledRejection", (error) => {
  log.error("unhandled", error);
  process.exit(1);
});
