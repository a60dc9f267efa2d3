import { isOfOurTime, type OutputOf, type ParsedInputOf, type StoredFileAnswer } from "#kernel/contract.ts";
import { one } from "#platform/db.ts";
import { getEvidenceFile } from "#platform/evidence-files.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { refuse } from "#platform/refusals.ts";
import { dutyRefusals, type DutyDetail, type getDuty, type getDutyFile, type listDuties } from "../contract/index.ts";
import { dutyDetail, dutyViews } from "./duty-view.ts";
import { selectDuties, selectDuty, selectEvidence } from "./duty.sql.ts";

export const readDuties: UseCase<ParsedInputOf<typeof listDuties>, OutputOf<typeof listDuties>> = async (context, input) => {
  const { tx, actor, now } = context;
  const rows = await selectDuties(tx, actor, { ...input, after: readCursor(input.after), limit: input.limit + 1 }, now);
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { rows: await dutyViews(context, page), next: last ? `${last.dueAt.getTime()}.${last.id}` : null };
};

export const readDuty: UseCase<ParsedInputOf<typeof getDuty>, OutputOf<typeof getDuty>> = (context, { id }) => showDuty(context, id);

/** The file's id opens nothing by itself: a duty the actor may see has to have it among its evidence. */
export const readDutyFile: UseCase<ParsedInputOf<typeof getDutyFile>, StoredFileAnswer> = async (context, { id, file }) => {
  const { owner, evidence } = await showDuty(context, id);
  if (!evidence.some(({ kind, reference }) => kind === "file" && reference === file)) refuse("gate.file.unknown");
  return getEvidenceFile(context.tx, context.actor, owner.unitCode, file);
};

/** The duty with its evidence. @throws Refusal duty.duty.unknown */
export async function showDuty(context: UseCaseContext, id: string): Promise<DutyDetail> {
  const { tx, actor } = context;
  const row = one(await selectDuty(tx, actor, id), () => dutyRefusals.refuse("duty.duty.unknown"));
  return dutyDetail(context, row, await selectEvidence(tx, row.unitCode, row.id));
}

const CURSOR = /^(-?\d{1,14})\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

/** A cursor that is none of ours starts from the beginning: it holds no secret and breaks nothing. */
function readCursor(after: string | undefined): { dueAt: Date; id: string } | null {
  const [, dueAt, id] = CURSOR.exec(after ?? "") ?? [];
  return dueAt && id && isOfOurTime(Number(dueAt)) ? { dueAt: new Date(Number(dueAt)), id } : null;
}
