import { z } from "zod";
import { endpoint, isoInstant, unitCode } from "#kernel/contract.ts";

export const ProgramToken = z.object({ id: z.uuid(), unitCode, accountId: z.uuid(), label: z.string(), permissions: z.array(z.string()), issuedAt: isoInstant, expiresAt: isoInstant, revokedAt: isoInstant.nullable() });
export type ProgramToken = z.infer<typeof ProgramToken>;

export const listProgramTokens = endpoint({
  name: "access.token.list",
  method: "GET",
  path: "/accounts/:unit/:account/tokens",
  permission: "access.account.read",
  summary: { zh: "程序令牌", en: "Tokens of a program" },
  input: z.object({ unit: unitCode, account: z.uuid() }),
  output: z.object({ rows: z.array(ProgramToken) }),
});

/** Taking away needs one administrator; giving needs two (`issue-token` is a proposal). */
export const revokeProgramToken = endpoint({
  name: "access.token.revoke",
  method: "POST",
  path: "/accounts/:unit/tokens/:id/revoke",
  permission: "access.account.manage",
  summary: { zh: "收回程序令牌", en: "Revoke a program's token" },
  input: z.object({ unit: unitCode, id: z.uuid() }),
  output: z.object({ revoked: z.boolean() }),
  refusals: ["access.token.unknown"],
  refreshes: ["access.token.list"],
});
