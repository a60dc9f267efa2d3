import { LIMITS } from "./config.ts";
import type { Sql, Tx } from "./db.ts";

export async function addJobTo(tx: Tx, task: string, payload: object, options: { runAt?: Date; jobKey?: string } = {}): Promise<void> {
  await tx`select platform.add_job(${task}, ${JSON.stringify(payload)}::text::json, ${options.runAt ?? null}::timestamptz, ${options.jobKey ?? null}::text, ${LIMITS.jobAttempts}::int)`;
}

/** Name of the sessions that run jobs; the runner holds one as long as it lives. */
export const JOBS_SESSION = "qingyu-jobs";

/** Gives back the jobs of programs that ended without doing so, when nobody else runs jobs on this database. */
export async function releaseAbandonedJobs(sql: Sql): Promise<void> {
  const [queue] = await sql`select to_regprocedure('graphile_worker.force_unlock_workers(text[])') as name`;
  const [runner] = await sql`select 1 from pg_stat_activity where application_name = ${JOBS_SESSION} and datname = current_database() limit 1`;
  if (queue?.["name"] == null || runner) return;
  await sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`;
}
