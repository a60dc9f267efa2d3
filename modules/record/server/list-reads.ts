import { z } from "zod";
import { maskedNames } from "#access";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { READ_PURPOSES } from "#kernel/read-purpose.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { listOwnReads, listReads, ReadView } from "../contract/index.ts";
import { recordParts } from "./parts.ts";
import { listReadRows, type ReadFilter, type ReadPlace, type ReadRow } from "./read.sql.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;
export type ReadPage = OutputOf<typeof listReads>;

/** For the audit administrator: of the whole city, or of their unit. */
export const listReadsUseCase: Of<typeof listReads> = async (context, { unit, reader, subjectKind, subject, purpose, from, to, after, limit }) => {
  const own = context.actor.scope === "city" ? null : context.actor.unitCode;
  if (unit !== undefined && own !== null && unit !== own) return { rows: [], next: null };
  return pageOf(context, { unit: unit ?? own, reader: reader ?? null, subjectKind: subjectKind ?? null, subject: subject ?? null, purpose: purpose ?? null, from: dateOf(from), to: dateOf(to) }, { after, limit });
};

export const listOwnReadsUseCase: Of<typeof listOwnReads> = (context, page) => listReadsOf(context, { kind: "account", id: context.actor.accountId, unitCode: context.actor.unitCode }, page);

/** Who looked at this record, the latest first: what a room shows the person it is about. The caller says whose, and may only say the person's own. */
export function listReadsOf(context: UseCaseContext, subject: { readonly kind: string; readonly id: string; readonly unitCode: string }, page: { readonly after?: string | undefined; readonly limit: number }): Promise<ReadPage> {
  return pageOf(context, { unit: subject.unitCode, subjectKind: subject.kind, subject: subject.id, reader: null, purpose: null, from: null, to: null }, page);
}

async function pageOf(context: UseCaseContext, filter: Omit<ReadFilter, "after" | "limit">, { after, limit }: { readonly after?: string | undefined; readonly limit: number }): Promise<ReadPage> {
  const found = await listReadRows(context.tx, { ...filter, after: placeOf(after), limit: limit + 1 });
  const rows = found.slice(0, limit);
  const names = await maskedNames(context, rows.map(({ leafUnit, accountId }) => ({ unitCode: leafUnit, id: accountId })));
  const last = rows.at(-1);
  return { rows: rows.map((row) => shown(row, names)), next: found.length > limit && last ? cursorOf(last) : null };
}

function shown(row: ReadRow, names: ReadonlyMap<string, string>): ReadView {
  return {
    id: row.leafId,
    at: row.at.toISOString(),
    unit: row.unitCode,
    reader: { kind: row.actorKind, id: row.accountId, name: names.get(row.accountId) ?? null },
    subject: { kind: row.subjectKind, id: row.subjectId },
    purpose: z.enum(READ_PURPOSES).parse(row.purpose),
    what: row.name,
    title: recordParts().titleOf(row.name) ?? null,
    fields: row.fields,
  };
}

const Cursor = z.tuple([z.string().regex(/^\d{1,17}$/), z.uuid(), z.string().max(100), z.string().max(200)]);
const cursorOf = ({ micros, leafId, subjectKind, subjectId }: ReadPlace): string => Buffer.from(JSON.stringify([micros, leafId, subjectKind, subjectId])).toString("base64url");

/** A cursor that is none begins at the beginning. */
function placeOf(after: string | undefined): ReadPlace | null {
  if (after === undefined) return null;
  try {
    const text = Buffer.from(after, "base64url").toString("utf8");
    const [micros, leafId, subjectKind, subjectId] = Cursor.parse(JSON.parse(text));
    return `${subjectKind}${subjectId}`.includes("\u0000") ? null : { micros, leafId, subjectKind, subjectId };
  } catch {
    return null;
  }
}

const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
