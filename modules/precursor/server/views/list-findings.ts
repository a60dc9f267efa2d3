import { z } from "zod";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { listFindings } from "../../contract/finding.api.ts";
import { scopeFor } from "./book-scope.ts";
import { countFindings, selectFindings, type FindingCount, type FindingFilter, type FindingPlace, type StoredFinding } from "./finding.sql.ts";
import { findingRows } from "./finding-row.ts";
import { countPast, pastFindings, sliceOfPast } from "./findings-as-of.ts";
import { cursorPart, fromCursor, pageRows } from "./keyset.ts";
import { findSubstanceId } from "./substance-asked.ts";

export type FindingQuestion = ParsedInputOf<typeof listFindings>;

export const readFindings: UseCase<FindingQuestion, OutputOf<typeof listFindings>> = async (context, input) => {
  const found = await findFindings(context, input, placeOf(input.after), input.limit + 1);
  const page = pageRows(found.rows, input.limit, (row) => [row.rank, row.massMg, row.since.getTime(), row.id]);
  return { rows: await findingRows(context, page.rows), next: page.next, counts: found.counts };
};

/** Findings as they stand, or as they stood at `asOf`; nothing for books the actor may not see. */
export async function findFindings(context: UseCaseContext, input: FindingQuestion, after: FindingPlace | null, limit: number): Promise<{ rows: readonly StoredFinding[]; counts: FindingCount[] }> {
  const filter = filterOf(context, input);
  if (filter === null) return { rows: [], counts: [] };
  const asOf = input.asOf === undefined ? context.now : new Date(input.asOf);
  if (asOf < context.now) {
    const past = await pastFindings(context, filter, asOf);
    return { rows: sliceOfPast(past, filter, after, limit), counts: countPast(past) };
  }
  const [rows, counts] = await Promise.all([selectFindings(context.tx, filter, after, limit), countFindings(context.tx, filter)]);
  return { rows, counts: [...counts] };
}

function filterOf({ actor, now }: UseCaseContext, input: FindingQuestion): FindingFilter | null {
  const scope = scopeFor(actor, input);
  const substanceId = input.substance === undefined ? undefined : findSubstanceId(input.substance, now);
  if (scope === null || substanceId === null) return null;
  return { scope, kind: input.kind, severity: input.severity, substanceId, state: input.state, assignee: input.mine === true ? actor.accountId : undefined, now };
}

const Place = z.tuple([cursorPart.rank, cursorPart.mass, cursorPart.instant, cursorPart.id]);
function placeOf(after: string | undefined): FindingPlace | null {
  const place = fromCursor(Place, after);
  return place && { rank: place[0], massMg: place[1], since: new Date(place[2]), id: place[3] };
}
