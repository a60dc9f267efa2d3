import { Logger, run, type JobHelpers, type Runner } from "graphile-worker";
import { LIMITS } from "./config.ts";
import { connectAs } from "./db.ts";
import type { Gate } from "./gate.ts";
import { JOBS_SESSION, releaseAbandonedJobs } from "./jobs.sql.ts";
import type { Log } from "./log.ts";
import type { Job } from "./module.ts";

/** Runs queued jobs through the gate. The queue is the owner's; a job touches business tables only as the app role. */
export async function startJobs(ownerUrl: string, jobs: readonly Job[], gate: Gate, log: Log): Promise<Runner> {
  await releaseAbandoned(ownerUrl);
  const url = new URL(ownerUrl);
  url.searchParams.set("application_name", JOBS_SESSION);
  return run({
    connectionString: url.toString(),
    concurrency: LIMITS.jobConcurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === "error") log.warn("jobs", { message: message.slice(0, 200) });
    }),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.task,
        async (payload: unknown, { job: { attempts, max_attempts } }: JobHelpers) => {
          try {
            await job.run(payload, { gate, isLastAttempt: attempts >= max_attempts });
          } catch (error) {
            log.error("job.failed", error, { task: job.task });
            throw new Error(`job ${job.task} failed`);
          }
        },
      ]),
    ),
  });
}

/** A killed program leaves its jobs locked, which the queue alone would notice after four hours. The job queue's tables exist from the first `run` on. */
async function releaseAbandoned(ownerUrl: string): Promise<void> {
  const sql = connectAs(ownerUrl, 1);
  try {
    await releaseAbandonedJobs(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
