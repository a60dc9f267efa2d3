import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import { accessRefusals, type listProgramTokens, type revokeProgramToken } from "../contract/index.ts";
import { actorCache } from "./actor-cache.ts";
import { findProgramToken, listProgramTokenRows, revokeTokenRow } from "./session.sql.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;

export const listProgramTokensUseCase: Of<typeof listProgramTokens> = async ({ tx }, { unit, account }) => {
  const rows = await listProgramTokenRows(tx, unit, account);
  return { rows: rows.map((row) => ({ ...row, issuedAt: row.issuedAt.toISOString(), expiresAt: row.expiresAt.toISOString(), revokedAt: row.revokedAt?.toISOString() ?? null })) };
};

export const revokeProgramTokenUseCase: Of<typeof revokeProgramToken> = async ({ tx, now, touches }, { unit, id }) => {
  touches(unit);
  const token = await findProgramToken(tx, unit, id);
  if (!token) return accessRefusals.refuse("access.token.unknown");
  const revoked = await revokeTokenRow(tx, unit, id, now);
  actorCache.doubt(token.accountId, now.getTime());
  return { revoked };
};
