import type { Tx } from "#platform/db.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Permit } from "../../contract/permit.ts";
import { declarationColumns, toDeclaration, type StoredDeclaration } from "../declaration.sql.ts";

/** Declaration ids of the voids an undo files begin so; the id of the row it voids follows. */
export const undoPrefix = (importId: string): string => `undo:${importId.slice(-8)}:`;

const count = async (rows: PromiseLike<readonly { count: number }[]>): Promise<number> => (await rows)[0]?.count ?? 0;

/** Units whose books hold rows of the import. */
export const listUnitsOf = (tx: Tx, unitCode: string | null, importId: string) =>
  tx<{ unitCode: string }[]>`select distinct d.unit_code as "unitCode" from precursor.declaration d where (${unitCode}::text is null or d.unit_code = ${unitCode}) and d.source_id = ${importId}`;

const stands = (tx: Tx) => tx`not exists (select 1 from precursor.declaration_void x where x.unit_code = c.unit_code and x.declarant = c.declarant and x.ref = c.declaration_id)`;

/**
 * What came after the import and speaks of its rows: voids, counts of the same book at or after them, uses of the lots it brought,
 * findings a person closed on them; and voids the import itself filed of earlier rows, which cannot be taken back. Import ids are
 * in order of time. An undo that has begun does not stand in its own way.
 */
export const countBuiltOnDeclarations = (tx: Tx, unitCode: string | null, importId: string) =>
  count(tx<{ count: number }[]>`
    with own as materialized (
      select d.unit_code, d.declarant, d.declaration_id, d.substance_id, d.lot, d.occurred_at, d.kind, d.ref from precursor.declaration d
      where (${unitCode}::text is null or d.unit_code = ${unitCode}) and d.source_id = ${importId}),
    lots as (select * from own where lot is not null and kind in ('opening', 'produce', 'receive', 'import', 'transform'))
    select (
      (select count(*) from own o join precursor.declaration_void v on v.unit_code = o.unit_code and v.declarant = o.declarant and v.ref = o.declaration_id
        join precursor.declaration d on d.unit_code = v.unit_code and d.declarant = v.declarant and d.declaration_id = v.declaration_id where d.source_id <> ${importId} and d.declaration_id <> ${undoPrefix(importId)} || o.declaration_id)
      + (select count(*) from own o where o.kind = 'void' and not exists (select 1 from own t where t.unit_code = o.unit_code and t.declarant = o.declarant and t.declaration_id = o.ref))
      + (select count(*) from (select unit_code, declarant, substance_id, min(occurred_at) as first_at from own where kind <> 'void' group by 1, 2, 3) b
        join precursor.declaration c on c.unit_code = b.unit_code and c.declarant = b.declarant and c.substance_id = b.substance_id and c.kind = 'stocktake' and c.occurred_at >= b.first_at and c.source_id > ${importId} and ${stands(tx)})
      + (select count(*) from (select distinct unit_code, declarant, substance_id, lot from lots) l
        join precursor.declaration c on c.unit_code = l.unit_code and c.declarant = l.declarant and c.lot = l.lot and c.substance_id = l.substance_id
        where c.kind in ('dispatch', 'consume', 'export', 'destroy', 'loss') and c.source_id > ${importId} and ${stands(tx)})
      + (select count(*) from (select unit_code, declarant, array_agg(distinct lot) as lots from lots group by 1, 2) l
        join precursor.declaration c on c.unit_code = l.unit_code and c.declarant = l.declarant and c.inputs is not null
        where c.source_id > ${importId} and ${stands(tx)} and exists (select 1 from jsonb_to_recordset(c.inputs) as i (lot text) where i.lot = any(l.lots)))
      + (select count(*) from precursor.finding f where f.status = 'closed' and exists (select 1 from own o where o.declarant || '/' || o.declaration_id = any(f.declarations)))
    )::int as count`);

/** Rows of the import that stand and are no voids. */
export async function listStanding(tx: Tx, unitCode: string | null, importId: string, limit: number) {
  const rows = await tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)} from precursor.declaration d
    where (${unitCode}::text is null or d.unit_code = ${unitCode}) and d.source_id = ${importId} and d.kind <> 'void'
      and not exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id)
    order by d.unit_code, d.declarant, d.declaration_id limit ${limit}`;
  return rows.map(toDeclaration);
}

/** Enterprises of the import that something rests on: declarations, shipments, documents or norms of theirs, or naming them. */
export const countUsedEnterprises = (tx: Tx, importId: string) =>
  count(tx<{ count: number }[]>`
    select count(*)::int as count from precursor.enterprise e where e.source_id = ${importId} and (
      exists (select 1 from precursor.declaration d where d.unit_code = e.unit_code and d.declarant = e.uscc)
      or exists (select 1 from precursor.shipment s where s.sender = e.uscc or s.receiver = e.uscc)
      or exists (select 1 from precursor.permit p where p.holder = e.uscc or p.counterparty = e.uscc)
      or exists (select 1 from precursor.norm n where n.unit_code = e.unit_code and n.enterprise = e.uscc))`);

export const countUsedPermits = (tx: Tx, importId: string) =>
  count(tx<{ count: number }[]>`
    select count(*)::int as count from precursor.permit p where p.source_id = ${importId}
      and exists (select 1 from precursor.declaration d where d.unit_code = any(array(select unit_code from precursor.book_lock)) and (d.permit = p.number or d.transport_permit = p.number))`);

/** Takes the import's enterprises off the register. @returns their codes */
export const deleteEnterprises = (tx: Tx, importId: string) =>
  tx<Pick<Enterprise, "uscc">[]>`
    with gone as (delete from precursor.enterprise where source_id = ${importId} returning uscc)
    delete from precursor.enterprise_registry r using gone where r.uscc = gone.uscc returning r.uscc`;

export async function deletePermits(tx: Tx, importId: string): Promise<void> {
  await tx`
    with gone as (delete from precursor.permit where source_id = ${importId} returning number, kind)
    delete from precursor.permit_registry r using gone where r.number = gone.number and r.kind = gone.kind`;
}

export const listPermitNumbers = (tx: Tx, importId: string) => tx<Pick<Permit, "number">[]>`select distinct number from precursor.permit where source_id = ${importId}`;
export const deleteNorms = (tx: Tx, importId: string) => tx`delete from precursor.norm where source_id = ${importId}`;
