import { fenceCity } from "./fence.sql.ts";
import { BATCH_LEAVES, haltedBecause, integrateOnce } from "./integrate.ts";
import { readWaiting } from "./log.sql.ts";
import { recordParts } from "./parts.ts";
import { BEHIND_MS, writtenAt } from "./waiting.ts";

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
    let moved = performance.now();
    while (!stopped) {
      const placed = await integrateOnce().catch(warnOf);
      if (placed === 0 && performance.now() - moved > BEHIND_MS) await warnOfWaiting().catch(warnOf);
      if (placed > 0 || performance.now() - moved > BEHIND_MS) moved = performance.now();
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

function warnOf(error: unknown): 0 {
  recordParts().warn("record.integrate", { message: error instanceof Error ? error.message.slice(0, 200) : "unknown" });
  return 0;
}

/** Says aloud that leaves wait and none gets its place: until it has one, a leaf can be taken away together with its turn. */
export async function warnOfWaiting(): Promise<void> {
  const { app, clock, warn } = recordParts();
  const { count, oldestId } = await app.begin("read only", async (tx) => {
    await fenceCity(tx);
    return readWaiting(tx);
  });
  if (oldestId === null) return;
  const waitedMs = clock().getTime() - writtenAt(oldestId).getTime();
  if (waitedMs > BEHIND_MS) warn("record.waiting", { count, seconds: Math.floor(waitedMs / 1000), reason: haltedBecause() ?? "the log is held up" });
}

/**
 * Gives what waits now its place before the record is looked at, and waits for another process that is at it: what waits long even then is
 * kept from its place. Comes to an end while others write on.
 */
export async function placeWaiting(): Promise<void> {
  for (let placed = BATCH_LEAVES; placed >= BATCH_LEAVES; ) placed = await integrateOnce({ isWaitedFor: true }).catch(warnOf);
}

/** Gives every waiting leaf its place, batch by batch. @returns how many */
export async function integrateAll(): Promise<number> {
  let all = 0;
  for (let placed = 1; placed > 0; all += placed) placed = await integrateOnce();
  return all;
}

