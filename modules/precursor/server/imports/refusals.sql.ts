import type { Tx } from "#platform/db.ts";
import type { RowRefusal } from "../../contract/import.api.ts";
import type { ImportRow } from "./import.sql.ts";

type Of = Pick<ImportRow, "unitCode" | "id">;
export type RefusedLine = { readonly line: number; readonly refusals: readonly RowRefusal[] };

/** Keeps why rows were refused, with the transaction that refused them. */
export async function insertRefusals(tx: Tx, { unitCode, id }: Of, refusals: readonly RowRefusal[]): Promise<void> {
  if (refusals.length === 0) return;
  const byLine = new Map<number, RowRefusal[]>();
  for (const refusal of refusals) byLine.set(refusal.line, [...(byLine.get(refusal.line) ?? []), refusal]);
  await tx`
    insert into precursor.import_refusal (unit_code, import_id, line, refusals)
    select ${unitCode}, ${id}::uuid, r.line, r.refusals::json
    from unnest(${[...byLine.keys()]}::int[], ${[...byLine.values()].map((list) => JSON.stringify(list))}::text[]) as r (line, refusals)`;
}

/** A file is about to be judged anew. */
export const deleteRefusals = (tx: Tx, { unitCode, id }: Of) => tx`delete from precursor.import_refusal where unit_code = ${unitCode} and import_id = ${id}`;

/** In order of the file. */
export const listRefusedLines = (tx: Tx, { unitCode, id }: Of, limit: number) =>
  tx<RefusedLine[]>`select line, refusals from precursor.import_refusal where unit_code = ${unitCode} and import_id = ${id} order by line limit ${limit}`;
