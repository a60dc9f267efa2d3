import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { accessRefusals, type approveProposal, type listProposals, type Proposal, type ProposalDetail, type ProposalInput, type proposeChange, type refuseProposal } from "../contract/index.ts";
import { checkMayDecide, checkMayPropose, mayDecide, proposalEnds, stateOf } from "../domain/proposal.ts";
import { destroyKey, findAccountForUpdate, freeLogin, setAccountState, type AccountRow } from "./account.sql.ts";
import { applyChange, checkChange } from "./change.ts";
import { addAccount, checkAccountParts } from "./new-account.ts";
import { subjectHash } from "./oidc-subject.ts";
import { onceOnly } from "./once-only.ts";
import { getOwnAccount } from "./own-account.ts";
import { accessParts } from "./parts.ts";
import { loginHash } from "./personal.ts";
import { pageAfter, pageOfRows } from "./page.ts";
import { firstHalf } from "./told-in-halves.ts";
import { decideProposal, findProposalForUpdate, hasPendingProposal, insertProposal, listProposalRows, type ProposalRow } from "./proposal.sql.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;
const { refuse } = accessRefusals;

export const listProposalsUseCase: Of<typeof listProposals> = async ({ tx, actor, now }, { state, after, limit }) => {
  const rows = await listProposalRows(tx, { state, now, ...pageAfter(after), limit: limit + 1 });
  return pageOfRows(rows, limit, (row): Proposal => ({
    id: row.id,
    unitCode: row.unitCode,
    unitName: accessParts().unitName(row.unitCode),
    kind: row.kind,
    accountId: row.accountId,
    accountLogin: row.accountLogin,
    detail: row.detail,
    reason: row.reason,
    proposedBy: row.proposedLogin,
    proposedAt: row.proposedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: stateOf(row, now),
    decidedBy: row.decidedLogin,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionReason: row.decisionReason,
    can: { decide: mayDecide(actor, row, now) },
  }));
};

/** A new account is written at once, sealed and asleep, so that no personal field ever stands in a proposal. */
export const proposeChangeUseCase: Of<typeof proposeChange> = async (context, { proposal }) => {
  const { tx, actor, now, newId } = context;
  const accountId = proposal.kind === "create-account" ? newId() : proposal.account;
  checkMayPropose(actor, proposal.kind, accountId);
  const proposer = await getOwnAccount(context);
  const id = newId();
  const detail = detailOf(proposal);
  const subject = proposal.kind === "link-subject" ? subjectHash(proposal.subject) : null;
  if (proposal.kind === "create-account") {
    if (!accessParts().isUnit(proposal.unit, now) || (actor.scope !== "city" && actor.unitCode !== proposal.unit)) refuse("access.account.unit-unknown", { unit: proposal.unit });
    checkAccountParts(proposal);
    await addAccount(tx, proposal, { id: accountId, state: "proposed", passwordHash: null, mustChangePassword: false, demo: false, now });
  } else {
    const account = await getAccountForUpdate(context, proposal.unit, accountId);
    await checkChange(context, account, { kind: proposal.kind, detail, subjectHash: subject });
    if (await hasPendingProposal(tx, proposal.unit, accountId, proposal.kind, now)) refuse("access.proposal.pending");
  }
  context.touches(proposal.unit);
  const expiresAt = proposalEnds(now);
  const { told, sealed } = firstHalf(id, proposal.kind, proposal.kind === "create-account" && proposal.accountKind === "program");
  await insertProposal(tx, { unitCode: proposal.unit, id, kind: proposal.kind, accountId, detail, subjectHash: subject, reason: proposal.reason, proposedBy: actor.accountId, proposedLogin: proposer.login, proposedAt: now, expiresAt, ...sealed });
  return { id, accountId, expiresAt: expiresAt.toISOString(), onceId: onceOnly.put(told), onceOnly: null };
};

export const approveProposalUseCase: Of<typeof approveProposal> = async (context, { unit, id, reason }) => {
  const { proposal, account } = await decidable(context, unit, id, "approve");
  const told = await applyChange(context, account, { kind: proposal.kind, detail: proposal.detail, subjectHash: proposal.subjectHash, proposal });
  await decide(context, proposal, "approved", reason);
  return { id, accountId: account.id, onceId: onceOnly.put(told), onceOnly: null };
};

/** Refusing a new account frees its name and destroys the key of its personal fields. */
export const refuseProposalUseCase: Of<typeof refuseProposal> = async (context, { unit, id, reason }) => {
  const { tx } = context;
  const { proposal, account } = await decidable(context, unit, id, "refuse");
  if (proposal.kind === "create-account" && account.state === "proposed") {
    await setAccountState(tx, unit, account.id, "refused");
    await destroyKey(tx, unit, account.id, accessParts().vault.destroyedKey());
    await freeLogin(tx, loginHash(account.login));
  }
  await decide(context, proposal, "refused", reason);
  return { id };
};

async function decidable(context: UseCaseContext, unit: string, id: string, decision: "approve" | "refuse"): Promise<{ proposal: ProposalRow; account: AccountRow }> {
  const proposal = (await findProposalForUpdate(context.tx, unit, id)) ?? refuse("access.proposal.unknown");
  checkMayDecide(context.actor, proposal, decision, context.now);
  return { proposal, account: await getAccountForUpdate(context, unit, proposal.accountId) };
}

async function decide(context: UseCaseContext, proposal: ProposalRow, state: "approved" | "refused", reason: string): Promise<void> {
  const { login } = await getOwnAccount(context);
  context.touches(proposal.unitCode);
  await decideProposal(context.tx, { unitCode: proposal.unitCode, id: proposal.id, state, by: context.actor.accountId, login, at: context.now, reason });
}

const getAccountForUpdate = async ({ tx }: UseCaseContext, unit: string, id: string): Promise<AccountRow> => (await findAccountForUpdate(tx, unit, id)) ?? refuse("access.account.unknown");

function detailOf(proposal: ProposalInput): ProposalDetail {
  switch (proposal.kind) {
    case "create-account":
      return { roles: proposal.roles };
    case "grant-role":
    case "revoke-role":
      return { role: proposal.role };
    case "issue-token":
      return { label: proposal.label, permissions: proposal.permissions, days: proposal.days };
    default:
      return {};
  }
}
