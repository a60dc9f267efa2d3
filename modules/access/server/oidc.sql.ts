import type { Sql, Tx } from "#platform/db.ts";

export type OidcFlowRow = { wrappedKey: Buffer; sealedChecks: Buffer; expiresAt: Date };

export async function insertFlow(tx: Tx, stateHash: Buffer, row: OidcFlowRow, now: Date): Promise<void> {
  await tx`delete from access.oidc_flow_registry where state_hash in (select state_hash from access.oidc_flow_registry where expires_at < ${now} limit 50 for update skip locked)`;
  await tx`insert into access.oidc_flow_registry (state_hash, wrapped_key, sealed_checks, expires_at) values (${stateHash}, ${row.wrappedKey}, ${row.sealedChecks}, ${row.expiresAt})`;
}

/** Takes the flow away for good, also when what follows is refused: a state is tried once. */
export async function takeFlow(sql: Sql, stateHash: Buffer): Promise<OidcFlowRow | undefined> {
  const [row] = await sql<OidcFlowRow[]>`delete from access.oidc_flow_registry where state_hash = ${stateHash} returning wrapped_key as "wrappedKey", sealed_checks as "sealedChecks", expires_at as "expiresAt"`;
  return row;
}
