import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { assignFinding } from "../../contract/finding.api.ts";
import { getFindingForUpdate, permitWork, showFinding, writeAct } from "./act.ts";
import { updateStand } from "./finding-act.sql.ts";

/** Takes the finding upon oneself, also from a colleague: the act says who did. */
export const assignToMe: UseCase<ParsedInputOf<typeof assignFinding>, OutputOf<typeof assignFinding>> = async (context, { id, note }) => {
  const finding = await getFindingForUpdate(context, id);
  permitWork(finding, context.now);

  await writeAct(context, finding.unitCode, id, { kind: "assign", reason: note ?? null, evidence: [] });
  await updateStand(context.tx, finding.unitCode, id, { status: "assigned", assignee: context.actor.accountId, endedAt: null, endedReason: null });
  return showFinding(context, id);
};
