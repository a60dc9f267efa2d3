import type { UseCaseContext } from "#platform/module.ts";
import { accessRefusals, type ProposalDetail, type ProposalKind, type SaidOnce } from "../contract/index.ts";
import { checkNotLastAdministrator } from "../domain/proposal.ts";
import { checkRoleFits, isAdministrator, permissionsOf } from "../domain/roles.ts";
import { countActiveHolders, deleteRole, insertRoles, linkSubjectRow, setAccountState, setPassword, type AccountRow } from "./account.sql.ts";
import { actorCache } from "./actor-cache.ts";
import { hashPassword } from "./password-hash.ts";
import type { ProposalRow } from "./proposal.sql.ts";
import { deleteSecondFactor } from "./second-factor.sql.ts";
import { endSessions, insertProgramToken, insertToken } from "./session.sql.ts";
import { hashToken } from "./token.ts";
import { secondHalf } from "./told-in-halves.ts";

/** One change of one account, as it stands in a proposal. */
export type Change = { readonly kind: ProposalKind; readonly detail: ProposalDetail; readonly subjectHash: Buffer | null };
type Approved = Change & { readonly proposal: Pick<ProposalRow, "id" | "wrappedKey" | "sealedHalf"> };

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

type Apply = (context: UseCaseContext, account: AccountRow, change: Approved) => Promise<SaidOnce>;

const APPLY: { readonly [K in ProposalKind]: Apply } = {
  "create-account": async (context, account, { detail, proposal }) => {
    await insertRoles(context.tx, account.unitCode, account.id, detail.roles ?? [], context.now, proposal.id);
    await setAccountState(context.tx, account.unitCode, account.id, "active");
    return account.kind === "program" ? {} : giveOneTimePassword(context, account, proposal);
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
  "reset-password": async (context, account, { proposal }) => {
    await deleteSecondFactor(context.tx, account.unitCode, account.id);
    await endSessions(context.tx, account.unitCode, account.id, context.now, "password");
    return giveOneTimePassword(context, account, proposal);
  },
  "grant-role": async ({ tx, now }, account, { detail, proposal }) => {
    if (detail.role) await insertRoles(tx, account.unitCode, account.id, [detail.role], now, proposal.id);
    return {};
  },
  "revoke-role": async ({ tx }, account, { detail }) => {
    if (detail.role) await deleteRole(tx, account.unitCode, account.id, detail.role);
    return {};
  },
  "issue-token": async ({ tx, now, newId }, account, { detail, proposal }) => {
    const { whole, told } = secondHalf("token", proposal);
    const id = newId();
    const expiresAt = new Date(now.getTime() + (detail.days ?? 1) * 86_400_000);
    await insertProgramToken(tx, { id, unitCode: account.unitCode, accountId: account.id, label: detail.label ?? "", permissions: detail.permissions ?? [], issuedAt: now, expiresAt, revokedAt: null });
    await insertToken(tx, hashToken(whole), { kind: "program", unitCode: account.unitCode, holderId: id }, expiresAt);
    return told;
  },
  "link-subject": async ({ tx }, account, { subjectHash }) => {
    if (subjectHash && !(await linkSubjectRow(tx, subjectHash, account.unitCode, account.id))) refuse("access.account.subject-taken");
    return {};
  },
};

/** Makes the change; from now on this process no longer trusts what it remembered of the account. */
export async function applyChange(context: UseCaseContext, account: AccountRow, change: Approved): Promise<SaidOnce> {
  await checkChange(context, account, change);
  const told = await APPLY[change.kind](context, account, change);
  actorCache.doubt(account.id, context.now.getTime());
  return told;
}

async function giveOneTimePassword({ tx, now }: UseCaseContext, account: AccountRow, proposal: Approved["proposal"]): Promise<SaidOnce> {
  const { whole, told } = secondHalf("password", proposal);
  await setPassword(tx, account.unitCode, account.id, await hashPassword(whole), true, now);
  return told;
}
