import type { ParsedInputOf, StoredFileAnswer } from "#kernel/contract.ts";
import { getEvidenceFile } from "#platform/evidence-files.ts";
import type { UseCase } from "#platform/module.ts";
import { refuse } from "#platform/refusals.ts";
import type { getFindingFile } from "../../contract/finding.api.ts";
import { selectActs } from "./finding.sql.ts";
import { getVisibleFinding } from "./get-finding.ts";

/** The file's id opens nothing by itself: an act on a finding the actor may see has to name it. */
export const readFindingFile: UseCase<ParsedInputOf<typeof getFindingFile>, StoredFileAnswer> = async (context, { id, file }) => {
  const { unitCode } = await getVisibleFinding(context, id);
  const acts = await selectActs(context.tx, unitCode, id);
  const isEvidence = acts.some(({ evidence }) => evidence.some(({ fileId }) => fileId === file));
  if (!isEvidence || context.actor.enterpriseUscc !== undefined) refuse("gate.file.unknown");
  return getEvidenceFile(context.tx, context.actor, unitCode, file);
};
