import type { Actor } from "#kernel/actor.ts";
import type { Tx } from "#platform/db.ts";
import type { FindingAct } from "../../contract/finding.api.ts";
import type { Words } from "../../contract/finding.ts";

export type LockedFinding = { unitCode: string; status: string; assignee: string | null; endedAt: Date | null; until: Date | null };

/** Two people deciding at once decide one after the other; the row's key was read, and may be seen by this actor. */
export const lockFinding = (tx: Tx, unitCode: string, id: string) => tx<LockedFinding[]>`
  select unit_code as "unitCode", status, assignee, ended_at as "endedAt", until
  from precursor.finding where unit_code = ${unitCode} and id = ${id} for update`;

export type NewAct = { readonly unitCode: string; readonly findingId: string; readonly id: string; readonly kind: FindingAct["kind"]; readonly reason: string | null; readonly evidence: FindingAct["evidence"]; readonly assignee: string | null };

export const insertAct = (tx: Tx, act: NewAct, actor: Actor, at: Date) => tx`
  insert into precursor.finding_act (unit_code, finding_id, id, kind, account_unit, account_id, at, reason, evidence, assignee)
  values (${act.unitCode}, ${act.findingId}, ${act.id}, ${act.kind}, ${actor.unitCode}, ${actor.accountId}, ${at}, ${act.reason}, ${JSON.stringify(act.evidence)}::text::jsonb, ${act.assignee})`;

export type FindingStand = { readonly status: "open" | "assigned" | "closed"; readonly assignee: string | null; readonly endedAt: Date | null; readonly endedReason: Words | null };

export const updateStand = (tx: Tx, unitCode: string, id: string, stand: FindingStand) => tx`
  update precursor.finding
  set status = ${stand.status}, assignee = ${stand.assignee}, ended_at = ${stand.endedAt},
    ended_reason = ${stand.endedReason === null ? null : JSON.stringify(stand.endedReason)}::text::jsonb
  where unit_code = ${unitCode} and id = ${id}`;
