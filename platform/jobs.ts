import { Logger, run, type Runner } from "graphile-worker";
import { LIMITS } from "./config.ts";
import type { Gate } from "./gate.ts";
import type { Log } from "./log.ts";
import type { Job } from "./module.ts";

/** Runs queued jobs through the gate. The queue is the owner's; a job touches business tables only as the app role. */
export async function startJobs(ownerUrl: string, jobs: readonly Job[], gate: Gate, log: Log): Promise<Runner> {
  return run({
    connectionString: ownerUrl,
    concurrency: LIMITS.jobConcurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === "error") log.warn("jobs", { message: message.slice(0, 200) });
    }),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.task,
        async (payload: unknown) => {
          try {
            await job.run(payload, { gate });
          } catch (error) {
            log.error("job.failed", error, { task: job.task });
            throw new Error(`job ${job.task} failed`);
          }
        },
      ]),
    ),
  });
}
