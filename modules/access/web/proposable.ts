import type { Department } from "#kernel/actor.ts";
import { PROPOSAL_KINDS, ROLES, type Account, type AccountKind, type ProposalKind, type Role } from "../contract/index.ts";
import { TWO_PERSONS } from "../domain/proposal.ts";
import { isAdministrator, ROLE_TABLE } from "../domain/roles.ts";

type Asker = { readonly id: string; readonly roles: readonly string[] };
export type ChangeKind = Exclude<ProposalKind, "create-account">;

/** Changes of this account that the one who asks may propose now. The server decides; this spares forms it would refuse. */
export function proposableFor(asker: Asker, account: Account): ChangeKind[] {
  if (asker.id === account.id) return [];
  return PROPOSAL_KINDS.filter((kind): kind is ChangeKind => kind !== "create-account").filter((kind) => asker.roles.includes(TWO_PERSONS[kind].proposes) && isApplicable(account, kind));
}

function isApplicable(account: Account, kind: ChangeKind): boolean {
  if (kind === "enable-account") return account.state === "disabled";
  if (account.state !== "active") return false;
  const isProgram = account.kind === "program";
  if (kind === "issue-token") return isProgram;
  if (kind === "reset-password" || kind === "link-subject") return !isProgram;
  if (kind === "revoke-role") return account.roles.length > 0;
  return kind === "disable-account" || grantable(account).length > 0;
}

/** Roles that suit the account, it does not hold, and 三员分立 allows beside those it holds. */
export function grantable({ kind, department, roles }: Account): Role[] {
  return suitable(kind, department).filter((role) => !roles.includes(role) && (roles.length === 0 || (!isAdministrator(role) && !roles.some(isAdministrator))));
}

export function suitable(kind: AccountKind, department: Department): Role[] {
  return ROLES.filter((role) => ROLE_TABLE[role].kinds.includes(kind) && ROLE_TABLE[role].departments.includes(department));
}
