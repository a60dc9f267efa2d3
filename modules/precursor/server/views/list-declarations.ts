import { z } from "zod";
import { addDays, startOfDay } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { listDeclarations } from "../../contract/declaration.api.ts";
import { scopeFor } from "./book-scope.ts";
import { declarationRows } from "./declaration-rows.ts";
import { selectDeclarations, type DeclarationPlace, type ShownDeclaration, type Window } from "./declaration-view.sql.ts";
import { cursorPart, fromCursor, pageRows } from "./keyset.ts";
import { newestFirst } from "./newest-first.ts";
import { findSubstanceId } from "./substance-asked.ts";

export type DeclarationQuestion = ParsedInputOf<typeof listDeclarations>;

export const readDeclarations: UseCase<DeclarationQuestion, OutputOf<typeof listDeclarations>> = async (context, input) => {
  const found = await findDeclarationRows(context, input, placeOf(input.after), input.limit + 1);
  const page = pageRows(found, input.limit, (row) => [row.occurredAt.getTime(), row.unitCode, row.declarant, row.declarationId]);
  return { rows: await declarationRows(context, page.rows), next: page.next };
};

/** Newest events first; none for books the actor may not see. */
export async function findDeclarationRows({ tx, actor, now }: UseCaseContext, input: DeclarationQuestion, after: DeclarationPlace | null, limit: number): Promise<ShownDeclaration[]> {
  const scope = scopeFor(actor, input);
  const substanceId = input.substance === undefined ? undefined : findSubstanceId(input.substance, now);
  if (scope === null || substanceId === null) return [];
  const filter = { scope, kind: input.kind, substanceId, lot: input.lot, shipment: input.shipment, permit: input.permit };
  const asked: Window = { from: input.from === undefined ? null : new Date(startOfDay(input.from)), to: input.to === undefined ? null : new Date(startOfDay(addDays(input.to, 1))) };
  if (scope.enterprise !== null || input.permit !== undefined) return [...(await selectDeclarations(tx, filter, asked, after, limit))];
  return newestFirst((window, wanted) => selectDeclarations(tx, filter, window, after, wanted), asked, after?.occurredAt ?? null, now, limit);
}

const Place = z.tuple([cursorPart.instant, cursorPart.text, cursorPart.text, cursorPart.text]);
function placeOf(after: string | undefined): DeclarationPlace | null {
  const place = fromCursor(Place, after);
  return place && { occurredAt: new Date(place[0]), unitCode: place[1], declarant: place[2], declarationId: place[3] };
}

