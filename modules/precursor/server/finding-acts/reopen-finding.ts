import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { reopenFinding } from "../../contract/finding.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { getFindingForUpdate, showFinding, writeAct } from "./act.ts";
import { updateStand } from "./finding-act.sql.ts";

/** Only what a person closed: what the facts healed opens again by itself when the facts change. */
export const reopenClosed: UseCase<ParsedInputOf<typeof reopenFinding>, OutputOf<typeof reopenFinding>> = async (context, { id, reason }) => {
  const finding = await getFindingForUpdate(context, id);
  if (finding.endedAt === null || finding.status !== "closed") precursorRefusals.refuse("precursor.finding.not-closed");

  await writeAct(context, finding.unitCode, id, { kind: "reopen", reason, evidence: [] });
  await updateStand(context.tx, finding.unitCode, id, { status: finding.assignee === null ? "open" : "assigned", assignee: finding.assignee, endedAt: null, endedReason: null });
  return showFinding(context, id);
};
