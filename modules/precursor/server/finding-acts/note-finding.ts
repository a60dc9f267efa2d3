import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { noteFinding } from "../../contract/finding.api.ts";
import { evidenceOf, getFindingForUpdate, showFinding, writeAct } from "./act.ts";

/** What was found out is kept whatever the finding's state: a late answer is an answer. */
export const noteWhatWasFound: UseCase<ParsedInputOf<typeof noteFinding>, OutputOf<typeof noteFinding>> = async (context, { id, reason, evidence }) => {
  const finding = await getFindingForUpdate(context, id);

  await writeAct(context, finding.unitCode, id, { kind: "note", reason, evidence: await evidenceOf(context, finding.unitCode, evidence) });
  return showFinding(context, id);
};
