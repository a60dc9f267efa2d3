import { maskedNames } from "#access";
import type { UseCaseContext } from "#platform/module.ts";
import type { FindingRow } from "../../contract/finding.api.ts";
import type { Words } from "../../contract/finding.ts";
import { namesOf } from "./names.ts";
import type { StoredFinding } from "./finding.sql.ts";

/** The trouble changed its kind with time (an overdue transit became an unanswered dispatch): no row healed it. */
const SUPERSEDED: Words = { zh: "期限已到，由后续疑点接替（升级）。", en: "Its term passed; the finding that follows took its place." };

/** Rows for the screen, with the names of the parties and the masked names of those who work on them. */
export async function findingRows(context: Pick<UseCaseContext, "tx" | "withinCity">, stored: readonly StoredFinding[]): Promise<FindingRow[]> {
  const names = await namesOf(context, stored.flatMap((row) => [row.enterprise, row.counterparty]));
  const people = await maskedNames(context, stored.flatMap(({ assigneeUnit, assignee }) => (assigneeUnit === null || assignee === null ? [] : [{ unitCode: assigneeUnit, id: assignee }])));
  return stored.map(({ since, dueAt, until, rank: _rank, endedAt, endedReason, assigneeUnit: _unit, ...row }) => {
    const superseded = row.state === "healed" && endedAt === null;
    const ended = superseded ? until : endedAt;
    return {
      ...row,
      since: since.toISOString(),
      dueAt: dueAt.toISOString(),
      endedAt: ended?.toISOString() ?? null,
      assigneeName: people.get(row.assignee ?? "") ?? null,
      endedReason: superseded ? SUPERSEDED : endedReason,
      enterpriseName: names.of(row.enterprise),
      counterpartyName: names.of(row.counterparty),
    };
  });
}
