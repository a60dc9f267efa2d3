import type { Actor } from "#kernel/actor.ts";
import type { ColumnType } from "./copy.ts";
import type { Tx } from "./db.ts";
import { rowLiterals } from "./row-literals.ts";

/** Sets what row-level security compares with, for this transaction only. */
export const setFence = (tx: Tx, scope: Actor["scope"], unitCode: string, enterprise: string) =>
  tx`select set_config('qingyu.scope', ${scope}, true), set_config('qingyu.unit', ${unitCode}, true), set_config('qingyu.enterprise', ${enterprise}, true)`;

/** Commits, and leaves the connection in an empty transaction for the driver to end: it may be sent before the writes are answered. */
export const commit = (tx: Tx) => tx`commit and chain`.execute();

/** A failed transaction is answered "ROLLBACK". */
export const isCommitted = (end: Awaited<ReturnType<typeof commit>>): boolean => end.command === "COMMIT";

export type GivenAnswer = { commandId: string; accountId: string; name: string; inputHash: string; output: string };

export async function findAnswer(tx: Tx, actor: Actor, commandIds: readonly string[]): Promise<Map<string, GivenAnswer>> {
  const rows = await tx<GivenAnswer[]>`
    select command_id as "commandId", account_id as "accountId", name, encode(input_hash, 'hex') as "inputHash", output
    from platform.command
    where unit_code = ${actor.unitCode} and command_id = any(${commandIds as string[]}::uuid[])`;
  return new Map(rows.map((row) => [row.commandId, row]));
}

const ANSWER_TYPES: readonly ColumnType[] = ["text", "uuid", "text", "text", "bytea", "text", "timestamptz"];

/** @param answers to commands of one unit and name */
export const insertAnswers = (tx: Tx, unitCode: string, name: string, answers: readonly Omit<GivenAnswer, "name">[], doneAt: Date) =>
  tx`
    insert into platform.command (unit_code, command_id, account_id, name, input_hash, output, done_at)
    select unit_code, command_id, account_id, name, input_hash, output, done_at
    from unnest(${rowLiterals(ANSWER_TYPES, answers, (a) => [unitCode, a.commandId, a.accountId, name, a.inputHash, a.output, doneAt.getTime()])}::text::platform.command[])`;
