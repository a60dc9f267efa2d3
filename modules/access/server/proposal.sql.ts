import type { Tx } from "#platform/db.ts";
import type { ProposalDetail, ProposalKind } from "../contract/index.ts";

export type ProposalRow = {
  unitCode: string;
  id: string;
  kind: ProposalKind;
  accountId: string;
  accountLogin: string;
  detail: ProposalDetail;
  subjectHash: Buffer | null;
  reason: string;
  proposedBy: string;
  proposedLogin: string;
  proposedAt: Date;
  expiresAt: Date;
  state: "pending" | "approved" | "refused";
  decidedLogin: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  /** The proposer's half of what is told once, sealed; null once decided. */
  wrappedKey: Buffer | null;
  sealedHalf: Buffer | null;
};

const columns = (tx: Tx) => tx`
  p.unit_code as "unitCode", p.id, p.kind, p.account_id as "accountId", a.login as "accountLogin", p.detail, p.subject_hash as "subjectHash", p.reason,
  p.proposed_by as "proposedBy", p.proposed_login as "proposedLogin", p.proposed_at as "proposedAt", p.expires_at as "expiresAt", p.state,
  p.decided_login as "decidedLogin", p.decided_at as "decidedAt", p.decision_reason as "decisionReason",
  p.wrapped_key as "wrappedKey", p.sealed_half as "sealedHalf"`;

export async function findProposalForUpdate(tx: Tx, unitCode: string, id: string): Promise<ProposalRow | undefined> {
  const [row] = await tx<ProposalRow[]>`
    select ${columns(tx)} from access.proposal p join access.account a on a.unit_code = p.unit_code and a.id = p.account_id
    where p.unit_code = ${unitCode} and p.id = ${id} for update of p`;
  return row;
}

export type ProposalFilter = { state?: string | undefined; now: Date; afterUnit: string; afterId: string; limit: number };
export const listProposalRows = (tx: Tx, { state, now, afterUnit, afterId, limit }: ProposalFilter) => tx<ProposalRow[]>`
  select ${columns(tx)} from access.proposal p join access.account a on a.unit_code = p.unit_code and a.id = p.account_id
  where (${state ?? null}::text is null or ${state ?? null} = case when p.state = 'pending' and p.expires_at <= ${now} then 'expired' else p.state end)
    and (p.unit_code, p.id) > (${afterUnit}, ${afterId}::uuid)
  order by p.unit_code, p.id limit ${limit}`;

export async function hasPendingProposal(tx: Tx, unitCode: string, accountId: string, kind: ProposalKind, now: Date): Promise<boolean> {
  const rows = await tx`select 1 from access.proposal where unit_code = ${unitCode} and account_id = ${accountId} and kind = ${kind} and state = 'pending' and expires_at > ${now} limit 1`;
  return rows.length > 0;
}

export type NewProposalRow = Pick<ProposalRow, "unitCode" | "id" | "kind" | "accountId" | "detail" | "subjectHash" | "reason" | "proposedBy" | "proposedLogin" | "proposedAt" | "expiresAt" | "wrappedKey" | "sealedHalf">;
export const insertProposal = (tx: Tx, row: NewProposalRow) => tx`
  insert into access.proposal (unit_code, id, kind, account_id, detail, subject_hash, reason, proposed_by, proposed_login, proposed_at, expires_at, state, wrapped_key, sealed_half)
  values (${row.unitCode}, ${row.id}, ${row.kind}, ${row.accountId}, ${JSON.stringify(row.detail)}::text::jsonb, ${row.subjectHash}, ${row.reason}, ${row.proposedBy},
    ${row.proposedLogin}, ${row.proposedAt}, ${row.expiresAt}, 'pending', ${row.wrappedKey}, ${row.sealedHalf})`;

export type Decision = { unitCode: string; id: string; state: "approved" | "refused"; by: string; login: string; at: Date; reason: string };
export const decideProposal = (tx: Tx, d: Decision) => tx`
  update access.proposal set state = ${d.state}, decided_by = ${d.by}, decided_login = ${d.login}, decided_at = ${d.at}, decision_reason = ${d.reason}, wrapped_key = null, sealed_half = null
  where unit_code = ${d.unitCode} and id = ${d.id}`;
