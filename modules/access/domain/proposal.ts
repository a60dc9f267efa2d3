import { accessRefusals, roleWords, type ProposalKind, type Role } from "../contract/index.ts";
import type { Administrator } from "./roles.ts";

const { refuse } = accessRefusals;

/** Who proposes and who decides: never the same kind of administrator, so never the same person. */
export const TWO_PERSONS: { readonly [K in ProposalKind]: { readonly proposes: Administrator; readonly decides: Administrator } } = {
  "create-account": { proposes: "system-admin", decides: "security-admin" },
  "disable-account": { proposes: "system-admin", decides: "security-admin" },
  "enable-account": { proposes: "system-admin", decides: "security-admin" },
  "reset-password": { proposes: "security-admin", decides: "audit-admin" },
  "grant-role": { proposes: "security-admin", decides: "audit-admin" },
  "revoke-role": { proposes: "security-admin", decides: "audit-admin" },
  "issue-token": { proposes: "security-admin", decides: "audit-admin" },
  "link-subject": { proposes: "security-admin", decides: "audit-admin" },
};

const LIFE_MS = 7 * 86_400_000;
export const proposalEnds = (proposedAt: Date): Date => new Date(proposedAt.getTime() + LIFE_MS);

type Asker = { readonly accountId: string; readonly roles: readonly string[] };

/** Refuses `access.proposal.not-yours`, and `access.proposal.same-person` when somebody proposes a change to their own account. */
export function checkMayPropose(asker: Asker, kind: ProposalKind, accountId: string): void {
  if (!asker.roles.includes(TWO_PERSONS[kind].proposes)) refuse("access.proposal.not-yours");
  if (asker.accountId === accountId) refuse("access.proposal.same-person");
}

export type Decidable = { readonly kind: ProposalKind; readonly accountId: string; readonly proposedBy: string; readonly state: "pending" | "approved" | "refused"; readonly expiresAt: Date };

export const stateOf = (proposal: Decidable, now: Date) => (proposal.state === "pending" && proposal.expiresAt <= now ? "expired" : proposal.state);

export function mayDecide(asker: Asker, proposal: Decidable, now: Date): boolean {
  return stateOf(proposal, now) === "pending" && asker.roles.includes(TWO_PERSONS[proposal.kind].decides) && asker.accountId !== proposal.proposedBy && asker.accountId !== proposal.accountId;
}

/** An expired proposal can no longer be approved; it can still be refused, which frees what it had reserved. */
export function checkMayDecide(asker: Asker, proposal: Decidable, decision: "approve" | "refuse", now: Date): void {
  if (!asker.roles.includes(TWO_PERSONS[proposal.kind].decides)) refuse("access.proposal.not-yours");
  if (asker.accountId === proposal.proposedBy || asker.accountId === proposal.accountId) refuse("access.proposal.same-person");
  if (proposal.state !== "pending") refuse("access.proposal.decided");
  if (decision === "approve" && proposal.expiresAt <= now) refuse("access.proposal.expired");
}

/** @param holders accounts, still active, that hold the role */
export function checkNotLastAdministrator(role: Role, holders: number): void {
  if (holders <= 1) refuse("access.role.last-administrator", { role: roleWords[role].zh });
}
