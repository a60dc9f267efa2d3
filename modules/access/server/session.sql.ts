import type { Tx } from "#platform/db.ts";

export type EndReason = "closed" | "killed" | "replaced" | "disabled" | "password";
export type SessionTimesRow = { id: string; accountId: string; openedAt: Date; lastSeenAt: Date; endedAt: Date | null };

export type TokenHolder = { kind: "session" | "program"; unitCode: string; holderId: string };
export async function findToken(tx: Tx, tokenHash: Buffer): Promise<TokenHolder | undefined> {
  const [row] = await tx<TokenHolder[]>`select kind, unit_code as "unitCode", holder_id as "holderId" from access.token_registry where token_hash = ${tokenHash}`;
  return row;
}
export const insertToken = (tx: Tx, tokenHash: Buffer, holder: TokenHolder, expiresAt: Date) => tx`
  insert into access.token_registry (token_hash, kind, unit_code, holder_id, expires_at) values (${tokenHash}, ${holder.kind}, ${holder.unitCode}, ${holder.holderId}, ${expiresAt})`;
/** A few at every sign-in keep the registry as small as what is alive. */
export const tidyTokens = (tx: Tx, now: Date) => tx`
  delete from access.token_registry where token_hash in (select token_hash from access.token_registry where expires_at < ${now} limit 50 for update skip locked)`;

export const insertSession = (tx: Tx, unitCode: string, id: string, accountId: string, at: Date) => tx`
  insert into access.session (unit_code, id, account_id, opened_at, last_seen_at) values (${unitCode}, ${id}, ${accountId}, ${at}, ${at})`;

export async function findSession(tx: Tx, unitCode: string, id: string): Promise<SessionTimesRow | undefined> {
  const [row] = await tx<SessionTimesRow[]>`
    select id, account_id as "accountId", opened_at as "openedAt", last_seen_at as "lastSeenAt", ended_at as "endedAt" from access.session where unit_code = ${unitCode} and id = ${id}`;
  return row;
}
export const listOpenSessions = (tx: Tx, unitCode: string, accountId: string, openedAfter: Date) => tx<SessionTimesRow[]>`
  select id, account_id as "accountId", opened_at as "openedAt", last_seen_at as "lastSeenAt", ended_at as "endedAt" from access.session
  where unit_code = ${unitCode} and account_id = ${accountId} and opened_at > ${openedAfter} and ended_at is null order by opened_at desc limit 200`;
export const touchSession = (tx: Tx, unitCode: string, id: string, at: Date) => tx`
  update access.session set last_seen_at = ${at} where unit_code = ${unitCode} and id = ${id} and last_seen_at < ${at} and ended_at is null`;

export async function endSession(tx: Tx, unitCode: string, accountId: string, id: string, at: Date, reason: EndReason): Promise<number> {
  const rows = await tx`
    update access.session set ended_at = ${at}, end_reason = ${reason} where unit_code = ${unitCode} and account_id = ${accountId} and id = ${id} and ended_at is null returning id`;
  return rows.length;
}
/** Ends every open session of the account but `except`. */
export async function endSessions(tx: Tx, unitCode: string, accountId: string, at: Date, reason: EndReason, except: string | null = null): Promise<number> {
  const rows = await tx`
    update access.session set ended_at = ${at}, end_reason = ${reason}
    where unit_code = ${unitCode} and account_id = ${accountId} and ended_at is null and (${except}::uuid is null or id <> ${except}) returning id`;
  return rows.length;
}

export type ProgramTokenRow = { id: string; unitCode: string; accountId: string; label: string; permissions: string[]; issuedAt: Date; expiresAt: Date; revokedAt: Date | null };
const tokenColumns = (tx: Tx) => tx`id, unit_code as "unitCode", account_id as "accountId", label, permissions, issued_at as "issuedAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;
export const insertProgramToken = (tx: Tx, row: ProgramTokenRow) => tx`
  insert into access.program_token (unit_code, id, account_id, label, permissions, issued_at, expires_at)
  values (${row.unitCode}, ${row.id}, ${row.accountId}, ${row.label}, ${row.permissions}::text[], ${row.issuedAt}, ${row.expiresAt})`;
export async function findProgramToken(tx: Tx, unitCode: string, id: string): Promise<ProgramTokenRow | undefined> {
  const [row] = await tx<ProgramTokenRow[]>`select ${tokenColumns(tx)} from access.program_token where unit_code = ${unitCode} and id = ${id}`;
  return row;
}
export const listProgramTokenRows = (tx: Tx, unitCode: string, accountId: string) => tx<ProgramTokenRow[]>`
  select ${tokenColumns(tx)} from access.program_token where unit_code = ${unitCode} and account_id = ${accountId} order by issued_at desc limit 200`;
export async function revokeTokenRow(tx: Tx, unitCode: string, id: string, at: Date): Promise<boolean> {
  const rows = await tx`update access.program_token set revoked_at = ${at} where unit_code = ${unitCode} and id = ${id} and revoked_at is null returning id`;
  return rows.length === 1;
}
