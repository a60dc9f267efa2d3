import type { Tx } from "#platform/db.ts";
import type { Permit, PermitKind } from "../../contract/permit.ts";
import { keyOf } from "../../domain/key.ts";
import { drawOf, drawTarget, type Draw } from "../../domain/permit-draw.ts";
import { listPermitDraws } from "../declaration.sql.ts";
import { replacing, writeRows, type DerivedTable } from "./bulk.sql.ts";

export type PermitUse = { readonly unitCode: string; readonly number: string; readonly kind: PermitKind; drawnMg: number; shipments: readonly string[]; wasSuspect: boolean };

const PERMIT_USE: DerivedTable = { name: "permit_use", key: ["unit_code", "number", "kind"], columns: { unit_code: "text", number: "text", kind: "text", drawn_mg: "bigint", shipments: "text[]", was_suspect: "boolean" } };

export const listUses = (tx: Tx, permits: readonly Permit[]) =>
  tx<PermitUse[]>`
    select u.unit_code as "unitCode", u.number, u.kind, u.drawn_mg as "drawnMg", u.shipments, u.was_suspect as "wasSuspect"
    from unnest(${permits.map((permit) => permit.unitCode)}::text[], ${permits.map((permit) => permit.number)}::text[], ${permits.map((permit) => permit.kind)}::text[]) as p (unit_code, number, kind)
    join precursor.permit_use u on u.unit_code = p.unit_code and u.number = p.number and u.kind = p.kind`;

export const replaceUses = (tx: Tx, uses: readonly PermitUse[]) =>
  writeRows(tx, replacing(PERMIT_USE, uses, (use) => [use.unitCode, use.number, use.kind, use.drawnMg, use.shipments, use.wasSuspect]));

/** Present draws on these documents, by kind and number. */
export async function listDraws(tx: Tx, numbers: readonly string[]): Promise<Map<string, Draw[]>> {
  const byDocument = new Map<string, Draw[]>();
  for (const row of await listPermitDraws(tx, numbers)) {
    const target = drawTarget(row);
    if (target === null) continue;
    const key = keyOf(target.kind, target.number);
    const list = byDocument.get(key);
    if (list) list.push(drawOf(row));
    else byDocument.set(key, [drawOf(row)]);
  }
  return byDocument;
}
