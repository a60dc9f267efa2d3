import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { closeFinding } from "../../contract/finding.api.ts";
import { evidenceOf, getFindingForUpdate, permitWork, showFinding, writeAct } from "./act.ts";
import { updateStand } from "./finding-act.sql.ts";

/** A person's end of a finding: with a reason and with evidence, both kept. */
export const closeWithEvidence: UseCase<ParsedInputOf<typeof closeFinding>, OutputOf<typeof closeFinding>> = async (context, { id, reason, evidence }) => {
  const finding = await getFindingForUpdate(context, id);
  permitWork(finding, context.now);

  await writeAct(context, finding.unitCode, id, { kind: "close", reason, evidence: await evidenceOf(context, finding.unitCode, evidence) });
  await updateStand(context.tx, finding.unitCode, id, { status: "closed", assignee: finding.assignee, endedAt: context.now, endedReason: { zh: reason, en: reason } });
  return showFinding(context, id);
};
