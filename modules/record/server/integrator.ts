import { BATCH_LEAVES, integrateOnce } from "./integrate.ts";
import { recordParts } from "./parts.ts";

/** How long a leaf waits at most before its turn comes (the promise is one second). */
const PAUSE_MS = 400;

export type Integrator = { stop(): Promise<void> };

/** Runs beside the server: business commits never wait for it, and what it could not do it does the next time. */
export function startIntegrator(): Integrator {
  let stopped = false;
  let wake = () => {};
  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  const running = (async () => {
    while (!stopped) {
      const placed = await integrateOnce().catch((error: unknown) => {
        recordParts().warn("record.integrate", { message: error instanceof Error ? error.message.slice(0, 200) : "unknown" });
        return 0;
      });
      if (placed > 0) recordParts().tell(["record.log.get", "record.entry.list", "record.entry.get"], recordParts().cityCode);
      if (placed < BATCH_LEAVES && !stopped) await pause(PAUSE_MS);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}

/** Gives every waiting leaf its place, batch by batch. @returns how many */
export async function integrateAll(): Promise<number> {
  let all = 0;
  for (let placed = 1; placed > 0; all += placed) placed = await integrateOnce();
  return all;
}

