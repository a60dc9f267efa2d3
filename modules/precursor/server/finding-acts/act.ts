import { one } from "#platform/db.ts";
import { keepAsEvidence } from "#platform/evidence-files.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { refuse } from "#platform/refusals.ts";
import type { FindingAct, FindingRow } from "../../contract/finding.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { findingRow, getVisibleFinding } from "../views/get-finding.ts";
import { insertAct, lockFinding, type LockedFinding } from "./finding-act.sql.ts";

/** @throws Refusal precursor.finding.unknown, also for one in a book the actor may not see */
export async function getFindingForUpdate(context: UseCaseContext, id: string): Promise<LockedFinding> {
  const { unitCode } = await getVisibleFinding(context, id);
  return one(await lockFinding(context.tx, unitCode, id), () => precursorRefusals.refuse("precursor.finding.unknown"));
}

/** Healed, superseded or closed: nothing is left to decide. @throws Refusal precursor.finding.ended */
export function permitWork(finding: LockedFinding, now: Date): void {
  const superseded = finding.until !== null && finding.until <= now;
  if (finding.endedAt !== null || superseded) precursorRefusals.refuse("precursor.finding.ended", { at: (finding.endedAt ?? finding.until)?.toISOString() ?? "" });
}

type Given = readonly { readonly fileId?: string | undefined; readonly text: string }[];

/** Evidence that names a file names one that the actor stored. @throws Refusal gate.file.unknown */
export async function evidenceOf({ tx, actor }: UseCaseContext, unitCode: string, given: Given): Promise<FindingAct["evidence"]> {
  for (const { fileId } of given) if (fileId !== undefined && !(await keepAsEvidence(tx, actor, unitCode, fileId))) refuse("gate.file.unknown");
  return given.map(({ fileId, text }) => ({ fileId: fileId ?? null, text }));
}

export async function writeAct(context: UseCaseContext, unitCode: string, findingId: string, act: Pick<FindingAct, "kind" | "reason" | "evidence">): Promise<void> {
  const assignee = act.kind === "assign" ? context.actor.accountId : null;
  context.touches(unitCode);
  await insertAct(context.tx, { ...act, unitCode, findingId, id: context.newId(), assignee }, context.actor, context.now);
}

export const showFinding = async (context: UseCaseContext, id: string): Promise<FindingRow> => findingRow(context, await getVisibleFinding(context, id));
