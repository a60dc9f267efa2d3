import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { toDeclaration, declarationColumns, type StoredDeclaration } from "../declaration.sql.ts";
import { adding, writeRows, type DerivedTable } from "./bulk.sql.ts";

export type PurchaseYear = { readonly unitCode: string; readonly buyer: string; readonly substanceId: string; readonly year: number; receivedMg: number };

const PURCHASE_YEAR: DerivedTable = { name: "purchase_year", key: ["unit_code", "buyer", "substance_id", "year"], columns: { unit_code: "text", buyer: "text", substance_id: "text", year: "int", received_mg: "bigint" } };

export const addPurchases = (tx: Tx, sums: readonly PurchaseYear[]) => writeRows(tx, adding(PURCHASE_YEAR, ["received_mg"], sums, (sum) => [sum.unitCode, sum.buyer, sum.substanceId, sum.year, sum.receivedMg]));

/** Of these, the years in which more came in than the documents valid on any day of it allow together; silent where there is no document. */
export const findSuspectYears = (tx: Tx, years: readonly PurchaseYear[]) =>
  tx<PurchaseYear[]>`
    select y.unit_code as "unitCode", y.buyer, y.substance_id as "substanceId", y.year, y.received_mg as "receivedMg"
    from unnest(${years.map((each) => each.unitCode)}::text[], ${years.map((each) => each.buyer)}::text[], ${years.map((each) => each.substanceId)}::text[], ${years.map((each) => each.year)}::int[]) as n (unit_code, buyer, substance_id, year)
    join precursor.purchase_year y on y.unit_code = n.unit_code and y.buyer = n.buyer and y.substance_id = n.substance_id and y.year = n.year
    where y.received_mg > (
      select sum(p.quantity_mg) from precursor.permit p
      where p.unit_code = y.unit_code and p.holder = y.buyer and p.substance_id = y.substance_id and p.kind = 'purchase'
        and p.valid_from < make_date(y.year + 1, 1, 1) and p.valid_to >= make_date(y.year, 1, 1))`;

export async function listReceipts(tx: Tx, unitCode: string, buyer: string, substanceId: string, from: Date, until: Date): Promise<Declaration[]> {
  const rows = await tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)} from precursor.declaration d
    where d.unit_code = ${unitCode} and d.declarant = ${buyer} and d.substance_id = ${substanceId} and d.kind = 'receive' and d.occurred_at >= ${from} and d.occurred_at < ${until}
      and not exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id)`;
  return rows.map(toDeclaration);
}
