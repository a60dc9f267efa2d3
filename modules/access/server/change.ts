import type { UseCaseContext } from "#platform/module.ts";
import { accessRefusals, type ProposalDetail, type ProposalKind } from "../contract/index.ts";
import { checkNotLastAdministrator } from "../domain/proposal.ts";
import { checkRoleFits, isAdministrator, permissionsOf } from "../domain/roles.ts";
import { countActiveHolders, deleteRole, insertRoles, linkSubjectRow, setAccountState, setPassword, type AccountRow } from "./account.sql.ts";
import { actorCache } from "./actor-cache.ts";
import { hashPassword } from "./password-hash.ts";
import { deleteSecondFactor } from "./second-factor.sql.ts";
import { endSessions, insertProgramToken, insertToken } from "./session.sql.ts";
import { hashToken, newOneTimePassword, newToken } from "./token.ts";

/** One change of one account, as it stands in a proposal. */
export type Change = { readonly kind: ProposalKind; readonly detail: ProposalDetail; readonly subjectHash: Buffer | null; readonly proposalId: string };
/** What the change brings forth that can be told only once. */
export type Told = { password?: string; token?: string };

const { refuse } = accessRefusals;
const NEEDED_STATE: { readonly [K in ProposalKind]: AccountRow["state"] } = { "create-account": "proposed", "disable-account": "active", "enable-account": "disabled", "reset-password": "active", "grant-role": "active", "revoke-role": "active", "issue-token": "active", "link-subject": "active" };

/** Asked when it is proposed and again when it is approved, because the account may have changed between. */
export async function checkChange({ tx }: UseCaseContext, account: AccountRow, { kind, detail }: Change): Promise<void> {
  if (account.state !== NEEDED_STATE[kind]) refuse("access.account.state", { state: account.state });
  const isForPeople = kind === "reset-password" || kind === "link-subject";
  if ((isForPeople && account.kind === "program") || (kind === "issue-token" && account.kind !== "program")) refuse("access.account.shape");
  if (kind === "grant-role" && detail.role) checkRoleFits(account, account.roles, detail.role);
  if (kind === "revoke-role" && detail.role && !account.roles.includes(detail.role)) refuse("access.role.not-held", { role: detail.role });
  const lost = kind === "disable-account" ? account.roles : kind === "revoke-role" && detail.role ? [detail.role] : [];
  for (const role of lost.filter(isAdministrator)) checkNotLastAdministrator(role, await countActiveHolders(tx, role));
  const granted: ReadonlySet<string> = permissionsOf(account.roles);
  const beyond = (detail.permissions ?? []).filter((name) => !granted.has(name));
  if (beyond.length > 0) refuse("access.token.beyond-roles", { permissions: beyond.join(", ") });
}

type Apply = (context: UseCaseContext, account: AccountRow, change: Change) => Promise<Told>;

const APPLY: { readonly [K in ProposalKind]: Apply } = {
  "create-account": async (context, account, { detail, proposalId }) => {
    await insertRoles(context.tx, account.unitCode, account.id, detail.roles ?? [], context.now, proposalId);
    await setAccountState(context.tx, account.unitCode, account.id, "active");
    return account.kind === "program" ? {} : giveOneTimePassword(context, account);
  },
  "disable-account": async ({ tx, now }, account) => {
    await setAccountState(tx, account.unitCode, account.id, "disabled");
    await endSessions(tx, account.unitCode, account.id, now, "disabled");
    return {};
  },
  "enable-account": async ({ tx }, account) => {
    await setAccountState(tx, account.unitCode, account.id, "active");
    return {};
  },
  // Whoever lost the password has often lost the telephone too: the second factor goes with it and is set up anew.
  "reset-password": async (context, account) => {
    await deleteSecondFactor(context.tx, account.unitCode, account.id);
    await endSessions(context.tx, account.unitCode, account.id, context.now, "password");
    return giveOneTimePassword(context, account);
  },
  "grant-role": async ({ tx, now }, account, { detail, proposalId }) => {
    if (detail.role) await insertRoles(tx, account.unitCode, account.id, [detail.role], now, proposalId);
    return {};
  },
  "revoke-role": async ({ tx }, account, { detail }) => {
    if (detail.role) await deleteRole(tx, account.unitCode, account.id, detail.role);
    return {};
  },
  "issue-token": async ({ tx, now, newId }, account, { detail }) => {
    const token = newToken("program");
    const id = newId();
    const expiresAt = new Date(now.getTime() + (detail.days ?? 1) * 86_400_000);
    await insertProgramToken(tx, { id, unitCode: account.unitCode, accountId: account.id, label: detail.label ?? "", permissions: detail.permissions ?? [], issuedAt: now, expiresAt, revokedAt: null });
    await insertToken(tx, hashToken(token), { kind: "program", unitCode: account.unitCode, holderId: id }, expiresAt);
    return { token };
  },
  "link-subject": async ({ tx }, account, { subjectHash }) => {
    if (subjectHash && !(await linkSubjectRow(tx, subjectHash, account.unitCode, account.id))) refuse("access.account.subject-taken");
    return {};
  },
};

/** Makes the change; from now on this process no longer trusts what it remembered of the account. */
export async function applyChange(context: UseCaseContext, account: AccountRow, change: Change): Promise<Told> {
  await checkChange(context, account, change);
  const told = await APPLY[change.kind](context, account, change);
  actorCache.doubt(account.id, context.now.getTime());
  return told;
}

async function giveOneTimePassword({ tx, now }: UseCaseContext, account: AccountRow): Promise<Told> {
  const password = newOneTimePassword();
  await setPassword(tx, account.unitCode, account.id, await hashPassword(password), true, now);
  return { password };
}
