import type { Tx } from "#platform/db.ts";

export type SecondFactorRow = { wrappedKey: Buffer; sealedSecret: Buffer; confirmedAt: Date | null };
export async function findSecondFactor(tx: Tx, unitCode: string, accountId: string): Promise<SecondFactorRow | undefined> {
  const [row] = await tx<SecondFactorRow[]>`
    select wrapped_key as "wrappedKey", sealed_secret as "sealedSecret", confirmed_at as "confirmedAt" from access.second_factor where unit_code = ${unitCode} and account_id = ${accountId}`;
  return row;
}
export const insertSecondFactor = (tx: Tx, unitCode: string, accountId: string, wrappedKey: Buffer, sealedSecret: Buffer) => tx`
  insert into access.second_factor (unit_code, account_id, wrapped_key, sealed_secret) values (${unitCode}, ${accountId}, ${wrappedKey}, ${sealedSecret})`;
export const confirmSecondFactorRow = (tx: Tx, unitCode: string, accountId: string, at: Date) => tx`
  update access.second_factor set confirmed_at = ${at} where unit_code = ${unitCode} and account_id = ${accountId}`;
/** False when a code of this step or a later one was already accepted. */
export async function acceptStep(tx: Tx, unitCode: string, accountId: string, step: number): Promise<boolean> {
  const rows = await tx`update access.second_factor set last_step = ${step} where unit_code = ${unitCode} and account_id = ${accountId} and last_step < ${step} returning last_step`;
  return rows.length === 1;
}
export async function deleteSecondFactor(tx: Tx, unitCode: string, accountId: string): Promise<void> {
  await tx`delete from access.recovery_code where unit_code = ${unitCode} and account_id = ${accountId}`;
  await tx`delete from access.second_factor where unit_code = ${unitCode} and account_id = ${accountId}`;
}
export const insertRecoveryCodes = (tx: Tx, unitCode: string, accountId: string, hashes: readonly Buffer[]) => tx`
  insert into access.recovery_code (unit_code, account_id, code_hash)
  select ${unitCode}, ${accountId}, decode(h.hash, 'hex') from unnest(${hashes.map((hash) => hash.toString("hex"))}::text[]) as h (hash)`;
export async function useRecoveryCode(tx: Tx, unitCode: string, accountId: string, hash: Buffer, at: Date): Promise<boolean> {
  const rows = await tx`update access.recovery_code set used_at = ${at} where unit_code = ${unitCode} and account_id = ${accountId} and code_hash = ${hash} and used_at is null returning used_at`;
  return rows.length === 1;
}
