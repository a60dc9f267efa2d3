import { z } from "zod";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { one } from "#platform/db.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import type { EnterpriseRow, getEnterprise, listEnterprises } from "../../contract/register.api.ts";
import { scopeFor } from "./book-scope.ts";
import { cursorPart, fromCursor, pageRows } from "./keyset.ts";
import { selectEnterprise, selectEnterprises, type EnterprisePlace } from "./register.sql.ts";
import { findSubstanceId } from "./substance-asked.ts";
import { getVisibleUnit } from "./visible-book.ts";

export type EnterpriseQuestion = ParsedInputOf<typeof listEnterprises>;

export const readEnterprises: UseCase<EnterpriseQuestion, OutputOf<typeof listEnterprises>> = async (context, input) => {
  const found = await findEnterpriseRows(context, input, placeOf(input.after), input.limit + 1);
  return pageRows(found, input.limit, (row) => [row.unitCode, row.uscc]);
};

export async function findEnterpriseRows({ tx, actor, now }: UseCaseContext, input: EnterpriseQuestion, after: EnterprisePlace | null, limit: number): Promise<readonly EnterpriseRow[]> {
  const scope = scopeFor(actor, { unit: input.unit });
  const substanceId = input.substance === undefined ? undefined : findSubstanceId(input.substance, now);
  if (scope === null || substanceId === null) return [];
  return selectEnterprises(tx, { ...input, scope, substanceId, now }, after, limit);
}

export const readEnterprise: UseCase<ParsedInputOf<typeof getEnterprise>, OutputOf<typeof getEnterprise>> = async (context, { uscc }) => {
  const unitCode = await getVisibleUnit(context, uscc);
  const row = one(await selectEnterprise(context.tx, unitCode, uscc, context.now), () => precursorRefusals.refuse("precursor.enterprise.unknown"));
  return { ...row, firstAt: row.firstAt?.toISOString() ?? null, lastAt: row.lastAt?.toISOString() ?? null };
};

const Place = z.tuple([cursorPart.text, cursorPart.text]);
function placeOf(after: string | undefined): EnterprisePlace | null {
  const place = fromCursor(Place, after);
  return place && { unitCode: place[0], uscc: place[1] };
}
