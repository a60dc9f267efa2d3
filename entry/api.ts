import { Refusal } from "#kernel/refusal.ts";
import { readConfig } from "#platform/config.ts";
import { makeLog } from "#platform/log.ts";
import { openHouse } from "./open-house.ts";
import { refusalText } from "./refusal-text.ts";

/** `npm start`: opens the house, serves it, and stops cleanly on a signal. */
const config = readConfig();
const log = makeLog();
const house = await openHouse(config, log);
await house.serve().catch(async (error: unknown) => {
  // A taken port must not leave the database running behind a program that is gone.
  const isTaken = (error as { code?: unknown } | null)?.code === "EADDRINUSE";
  if (isTaken) process.stderr.write(`端口 ${config.port} 已被占用；可用 QINGYU_PORT 另选。 / Port ${config.port} is taken; choose another with QINGYU_PORT.\n`);
  else if (error instanceof Refusal) process.stderr.write(`${refusalText(error)}\n`);
  else log.error("start", error);
  await house.stop();
  process.exit(1);
});

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
