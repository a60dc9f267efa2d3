import { z } from "zod";
import { dayOf } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { listPermits, PermitRow } from "../../contract/register.api.ts";
import { keyOf } from "../../domain/key.ts";
import { scopeFor } from "./book-scope.ts";
import { cursorPart, fromCursor, pageRows } from "./keyset.ts";
import { namesOf } from "./names.ts";
import { countShipments, selectPermits, type PermitPlace, type StoredPermit } from "./register.sql.ts";
import { findSubstanceId } from "./substance-asked.ts";

/** From when a document is shown as about to expire; the law's own windows for renewal are duties with their own clock. */
export const EXPIRING_DAYS = 30;

export type PermitQuestion = ParsedInputOf<typeof listPermits>;

export const readPermits: UseCase<PermitQuestion, OutputOf<typeof listPermits>> = async (context, input) => {
  const found = await findPermitRows(context, input, placeOf(input.after), input.limit + 1);
  const page = pageRows(found, input.limit, (row) => [row.validTo, row.number, row.kind, row.unitCode]);
  return { rows: await permitRows(context, page.rows), next: page.next };
};

export async function findPermitRows({ tx, actor, now }: UseCaseContext, input: PermitQuestion, after: PermitPlace | null, limit: number): Promise<readonly StoredPermit[]> {
  const scope = scopeFor(actor, input);
  const substanceId = input.substance === undefined ? undefined : findSubstanceId(input.substance, now);
  if (scope === null || substanceId === null) return [];
  return selectPermits(tx, { ...input, scope, substanceId, today: dayOf(now), expiringDays: EXPIRING_DAYS }, after, limit);
}

export async function permitRows(context: UseCaseContext, stored: readonly StoredPermit[]): Promise<PermitRow[]> {
  if (stored.length === 0) return [];
  const names = await namesOf(context, stored.map((row) => row.holder));
  const counted = await context.withinCity(() => countShipments(context.tx, stored));
  const shipments = new Map(counted.map((each) => [keyOf(each.kind, each.number), each.shipments]));
  return stored.map((row) => ({ ...row, holderName: names.of(row.holder), shipments: shipments.get(keyOf(row.kind, row.number)) ?? 0 }));
}

const Place = z.tuple([cursorPart.day, cursorPart.text, cursorPart.text, cursorPart.text]);
function placeOf(after: string | undefined): PermitPlace | null {
  const place = fromCursor(Place, after);
  return place && { validTo: place[0], number: place[1], kind: place[2], unitCode: place[3] };
}
