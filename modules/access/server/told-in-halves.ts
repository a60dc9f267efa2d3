import type { ProposalKind, SaidOnce } from "../contract/index.ts";
import { accessParts } from "./parts.ts";
import type { ProposalRow } from "./proposal.sql.ts";
import { newHalfPassword, newHalfToken } from "./token.ts";

const TABLE = "access.proposal";
type Secret = "password" | "token";
type Sealed = Pick<ProposalRow, "wrappedKey" | "sealedHalf">;

/** What comes of a proposal that can be said only once. A program has no password. */
function secretOf(kind: ProposalKind, isProgram: boolean): Secret | undefined {
  if (kind === "issue-token") return "token";
  return kind === "reset-password" || (kind === "create-account" && !isProgram) ? "password" : undefined;
}

/** For the one who proposes: told now, and kept sealed for the one who approves. */
export function firstHalf(proposalId: string, kind: ProposalKind, isProgram: boolean): { readonly told: SaidOnce; readonly sealed: Sealed } {
  const secret = secretOf(kind, isProgram);
  if (!secret) return { told: {}, sealed: { wrappedKey: null, sealedHalf: null } };
  const { vault } = accessParts();
  const half = secret === "token" ? newHalfToken("first") : newHalfPassword("first");
  const wrappedKey = vault.newRecordKey({ table: TABLE, id: proposalId });
  return { told: { [secret]: half }, sealed: { wrappedKey, sealedHalf: vault.seal(wrappedKey, { table: TABLE, id: proposalId, column: "half" }, half) } };
}

/** For the one who approves. @returns the whole secret, of which only `second` is told */
export function secondHalf(secret: Secret, { id, wrappedKey, sealedHalf }: Pick<ProposalRow, "id" | "wrappedKey" | "sealedHalf">): { readonly whole: string; readonly told: SaidOnce } {
  if (!wrappedKey || !sealedHalf) throw new Error(`proposal ${id}: its first half is gone`);
  const first = accessParts().vault.open(wrappedKey, { table: TABLE, id, column: "half" }, sealedHalf);
  const second = secret === "token" ? newHalfToken("second") : newHalfPassword("second");
  return { whole: `${first}${second}`, told: { [secret]: second } };
}
