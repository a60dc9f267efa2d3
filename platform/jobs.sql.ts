import { LIMITS } from "./config.ts";
import type { Tx } from "./db.ts";

export async function addJobTo(tx: Tx, task: string, payload: object, options: { runAt?: Date; jobKey?: string } = {}): Promise<void> {
  await tx`select platform.add_job(${task}, ${JSON.stringify(payload)}::text::json, ${options.runAt ?? null}::timestamptz, ${options.jobKey ?? null}::text, ${LIMITS.jobAttempts}::int)`;
}
