import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { one } from "#platform/db.ts";
import { keepAsEvidence } from "#platform/evidence-files.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { dutyRefusals, type completeDuty, type waiveDuty } from "../contract/index.ts";
import { mayWorkOn, permitCompletion, permitWaiver } from "../domain/duty.ts";
import { insertEvidence, insertOutcome, selectDuty, type Closing, type DutyRow } from "./duty.sql.ts";
import { showDuty } from "./read-duties.ts";

const { refuse } = dutyRefusals;

export const completeWithEvidence: UseCase<ParsedInputOf<typeof completeDuty>, OutputOf<typeof completeDuty>> = async (context, { id, evidence, note }) => {
  const { tx, actor, now, newId } = context;
  const duty = await getMyDuty(context, id);
  permitCompletion(duty, evidence.length);
  for (const { kind, reference } of evidence) if (kind === "file") await requireFile(context, duty.unitCode, reference ?? "");

  await insertEvidence(tx, duty.unitCode, id, evidence.map((item) => ({ ...item, id: newId() })), now, actor);
  await closeOnce(context, { unitCode: duty.unitCode, dutyId: id, kind: "done", reason: note });
  return showDuty(context, id);
};

export const waiveWithReason: UseCase<ParsedInputOf<typeof waiveDuty>, OutputOf<typeof waiveDuty>> = async (context, { id, reason }) => {
  const duty = await getMyDuty(context, id);
  permitWaiver(context.actor, duty, reason);

  await closeOnce(context, { unitCode: duty.unitCode, dutyId: id, kind: "waived", reason });
  return showDuty(context, id);
};

/** A duty that is not the actor's answers like one that does not exist. */
async function getMyDuty({ tx, actor }: UseCaseContext, id: string): Promise<DutyRow> {
  const duty = one(await selectDuty(tx, actor, id), () => refuse("duty.duty.unknown"));
  const owner = { unitCode: duty.unitCode, department: duty.ownerDepartment, accountId: duty.ownerAccount, enterprise: duty.ownerEnterprise };
  if (!mayWorkOn(actor, owner)) refuse("duty.duty.unknown");
  return duty;
}

/** @throws Refusal duty.evidence.file-unknown unless the actor stored it */
async function requireFile({ tx, actor }: UseCaseContext, dutyUnit: string, file: string): Promise<void> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(file);
  if (!isId || !(await keepAsEvidence(tx, actor, dutyUnit, file))) refuse("duty.evidence.file-unknown", { file });
}

/** The outcome's primary key decides a race: the second to close is told, and nothing of theirs is kept. */
async function closeOnce({ tx, actor, now, touches }: UseCaseContext, closing: Closing): Promise<void> {
  touches(closing.unitCode);
  const closed = await insertOutcome(tx, closing, now, actor);
  if (closed.length > 0) return;
  const [winner] = await selectDuty(tx, actor, closing.dutyId);
  refuse("duty.duty.closed", { at: winner?.outcomeAt?.toISOString() ?? "" });
}
