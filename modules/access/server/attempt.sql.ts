import type { Sql } from "#platform/db.ts";
import { charge, giveBack, type Attempts, type LockoutRule } from "../domain/attempts.ts";

type Row = { chargedAt: Date[]; lockedUntil: Date | null };

/** Counts one try; gives until when the key is locked, if it is. Commits on its own connection. */
export const chargeKey = (sql: Sql, key: Buffer, rule: LockoutRule, now: Date): Promise<Date | undefined> =>
  change(sql, key, (attempts) => {
    const { after, lockedUntil } = charge(attempts, rule, now);
    return { after, answer: lockedUntil };
  });

export const giveBackKey = (sql: Sql, key: Buffer, rule: LockoutRule) => change(sql, key, (attempts) => ({ after: giveBack(attempts, rule), answer: undefined }));

export const clearKey = (sql: Sql, key: Buffer) => sql`delete from access.attempt_registry where key_hash = ${key}`;

const KEPT_MS = 86_400_000;
/** At every sign-in that succeeds a few of the names nobody tries any more are forgotten. */
export const tidyAttempts = (sql: Sql, now: Date) => sql`
  delete from access.attempt_registry where key_hash in (
    select key_hash from access.attempt_registry
    where coalesce(charged_at[cardinality(charged_at)], '-infinity') < ${new Date(now.getTime() - KEPT_MS)} and (locked_until is null or locked_until < ${now})
    limit 200 for update skip locked)`;

async function change<T>(sql: Sql, key: Buffer, how: (attempts: Attempts) => { after: Attempts; answer: T }): Promise<T> {
  const answer = await sql.begin(async (tx) => {
    await tx`insert into access.attempt_registry (key_hash) values (${key}) on conflict (key_hash) do nothing`;
    const [row] = await tx<Row[]>`select charged_at as "chargedAt", locked_until as "lockedUntil" from access.attempt_registry where key_hash = ${key} for update`;
    const { after, answer } = how(row ?? { chargedAt: [], lockedUntil: null });
    await tx`
      update access.attempt_registry set charged_at = ${after.chargedAt.map((at) => at.toISOString())}::text[]::timestamptz[], locked_until = ${after.lockedUntil}
      where key_hash = ${key}`;
    return { answer };
  });
  return answer.answer;
}
