import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../contract/declaration.ts";
import { declarationColumns, toDeclaration, type StoredDeclaration } from "./declaration.sql.ts";

/** Rows of other units that stood at a moment and speak of this unit's enterprises or rely on its documents. */
export async function listConcerning(tx: Tx, unit: string, asOf: Date): Promise<Declaration[]> {
  const rows = await tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)}
    from precursor.declaration d
    where d.unit_code <> ${unit} and d.reported_at <= ${asOf} and d.kind <> 'void'
      and (d.counterparty in (select r.uscc from precursor.enterprise_registry r where r.unit_code = ${unit})
        or d.permit in (select p.number from precursor.permit p where p.unit_code = ${unit})
        or d.transport_permit in (select p.number from precursor.permit p where p.unit_code = ${unit}))
      and not exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id and v.reported_at <= ${asOf})
    order by d.unit_code, d.declarant, d.declaration_id`;
  return rows.map(toDeclaration);
}
