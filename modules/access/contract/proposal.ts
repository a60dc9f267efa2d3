import { z } from "zod";
import { DEPARTMENTS } from "#kernel/actor.ts";
import { endpoint, isoInstant, pageInput, pageOf, unitCode } from "#kernel/contract.ts";
import { ACCOUNT_KINDS } from "./account.ts";
import { PERMISSIONS, ROLES } from "./role.ts";
import { accountName } from "./session.ts";
import { SHORTEST_REASON, writtenText } from "./text.ts";

export const PROPOSAL_KINDS = ["create-account", "disable-account", "enable-account", "reset-password", "grant-role", "revoke-role", "issue-token", "link-subject"] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];
export const PROPOSAL_STATES = ["pending", "approved", "refused", "expired"] as const;

const about = { unit: unitCode, account: z.uuid(), reason: writtenText(SHORTEST_REASON, 500) };

export const NewAccount = z.object({
  kind: z.literal("create-account"),
  unit: unitCode,
  login: accountName.pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{2,63}$/)),
  accountKind: z.enum(ACCOUNT_KINDS),
  department: z.enum(DEPARTMENTS),
  enterpriseUscc: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/).optional(),
  name: writtenText(1, 100),
  phone: z.string().regex(/^[+\d]{5,20}$/).optional(),
  identity: z.string().regex(/^\d{17}[\dX]$/).optional(),
  roles: z.array(z.enum(ROLES)).min(1).max(5),
  reason: about.reason,
});

export const ProposalInput = z.discriminatedUnion("kind", [
  NewAccount,
  z.object({ kind: z.literal("disable-account"), ...about }),
  z.object({ kind: z.literal("enable-account"), ...about }),
  z.object({ kind: z.literal("reset-password"), ...about }),
  z.object({ kind: z.literal("grant-role"), ...about, role: z.enum(ROLES) }),
  z.object({ kind: z.literal("revoke-role"), ...about, role: z.enum(ROLES) }),
  z.object({ kind: z.literal("issue-token"), ...about, label: writtenText(1, 100), permissions: z.array(z.enum(PERMISSIONS)).min(1).max(20), days: z.number().int().min(1).max(365) }),
  /** Ties the identity provider's subject to this account, so its holder may sign in there. */
  z.object({ kind: z.literal("link-subject"), ...about, subject: writtenText(1, 255) }),
]);
export type ProposalInput = z.infer<typeof ProposalInput>;

/** What the approver must see before deciding; no personal field in it. */
export const ProposalDetail = z.object({ roles: z.array(z.enum(ROLES)).optional(), role: z.enum(ROLES).optional(), label: z.string().optional(), permissions: z.array(z.string()).optional(), days: z.number().optional() });
export type ProposalDetail = z.infer<typeof ProposalDetail>;

export const Proposal = z.object({
  id: z.uuid(),
  unitCode,
  unitName: z.string(),
  kind: z.enum(PROPOSAL_KINDS),
  accountId: z.uuid(),
  accountLogin: z.string(),
  detail: ProposalDetail,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: isoInstant,
  expiresAt: isoInstant,
  state: z.enum(PROPOSAL_STATES),
  decidedBy: z.string().nullable(),
  decidedAt: isoInstant.nullable(),
  decisionReason: z.string().nullable(),
  /** Whether the one who asks may approve or refuse it. */
  can: z.object({ decide: z.boolean() }),
});
export type Proposal = z.infer<typeof Proposal>;

export const listProposals = endpoint({
  name: "access.proposal.list",
  method: "GET",
  path: "/proposals",
  permission: "access.audit.read",
  summary: { zh: "授权申请", en: "Proposals of grants" },
  input: z.object({ ...pageInput, state: z.enum(PROPOSAL_STATES).optional() }),
  output: pageOf(Proposal),
});

/** Half of a one-time password or a program token: the first to the one who proposes, the second to the one who approves. Given with the first answer only. */
export const SaidOnce = z.object({ password: z.string().nullish(), token: z.string().nullish() });
export type SaidOnce = z.infer<typeof SaidOnce>;
const once = { onceId: z.string(), onceOnly: SaidOnce.nullable() };

export const proposeChange = endpoint({
  name: "access.proposal.propose",
  method: "POST",
  path: "/proposals",
  permission: "access.grant.propose",
  summary: { zh: "提出授权申请", en: "Propose a grant" },
  input: z.object({ proposal: ProposalInput }),
  output: z.object({ id: z.uuid(), accountId: z.uuid(), expiresAt: isoInstant, ...once }),
  refusals: ["access.proposal.not-yours", "access.proposal.pending", "access.proposal.same-person", "access.account.unknown", "access.account.unit-unknown", "access.account.subject-taken", "access.account.login-taken", "access.account.state", "access.account.shape", "access.role.disjoint", "access.role.unsuitable", "access.role.held", "access.role.not-held", "access.role.last-administrator", "access.token.beyond-roles", "access.account.subject-taken"],
  refreshes: ["access.proposal.list", "access.account.list"],
});

const decision = z.object({ unit: unitCode, id: z.uuid(), reason: writtenText(2, 500) });

export const approveProposal = endpoint({
  name: "access.proposal.approve",
  method: "POST",
  path: "/proposals/:unit/:id/approve",
  permission: "access.grant.approve",
  summary: { zh: "批准授权申请", en: "Approve a proposal" },
  input: decision,
  output: z.object({ id: z.uuid(), accountId: z.uuid(), ...once }),
  refusals: ["access.proposal.unknown", "access.proposal.not-yours", "access.proposal.same-person", "access.proposal.decided", "access.proposal.expired", "access.account.state", "access.role.disjoint", "access.role.unsuitable", "access.role.held", "access.role.not-held", "access.role.last-administrator", "access.token.beyond-roles", "access.account.subject-taken"],
  refreshes: ["access.proposal.list", "access.account.list", "access.account.get"],
});

export const refuseProposal = endpoint({
  name: "access.proposal.refuse",
  method: "POST",
  path: "/proposals/:unit/:id/refuse",
  permission: "access.grant.approve",
  summary: { zh: "驳回授权申请", en: "Refuse a proposal" },
  input: decision,
  output: z.object({ id: z.uuid() }),
  refusals: ["access.proposal.unknown", "access.proposal.not-yours", "access.proposal.same-person", "access.proposal.decided"],
  refreshes: ["access.proposal.list", "access.account.list"],
});
