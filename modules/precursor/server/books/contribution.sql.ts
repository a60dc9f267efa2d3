import type { Tx } from "#platform/db.ts";
import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { findDeclarations } from "../declaration.sql.ts";
import { replacing, writeRows, type DerivedTable } from "./bulk.sql.ts";

const CONTRIBUTION: DerivedTable = { name: "contribution", key: ["unit_code", "finding_key", "declarant", "declaration_id"], columns: { unit_code: "text", finding_key: "text", declarant: "text", declaration_id: "text", declarant_unit: "text" } };

export const insertContributions = (tx: Tx, rows: readonly { unitCode: string; findingKey: string; declaration: string; declarantUnit: string }[]) =>
  writeRows(tx, replacing(CONTRIBUTION, rows, (row) => [row.unitCode, row.findingKey, row.declaration.slice(0, 18), row.declaration.slice(19), row.declarantUnit]));

const namesOf = (rows: readonly Declaration[]) => ({ declarants: rows.map((row) => row.declarant), ids: rows.map((row) => row.declarationId) });

export async function listKeysOf(tx: Tx, rows: readonly Declaration[]): Promise<string[]> {
  const { declarants, ids } = namesOf(rows);
  const found = await tx<{ key: string }[]>`
    select distinct c.finding_key as key
    from unnest(${declarants}::text[], ${ids}::text[]) as n (declarant, declaration_id)
    join precursor.contribution c on c.declarant = n.declarant and c.declaration_id = n.declaration_id`;
  return found.map((row) => row.key);
}

export async function deleteContributions(tx: Tx, rows: readonly Declaration[]): Promise<void> {
  const { declarants, ids } = namesOf(rows);
  await tx`delete from precursor.contribution c using unnest(${declarants}::text[], ${ids}::text[]) as n (declarant, declaration_id) where c.declarant = n.declarant and c.declaration_id = n.declaration_id`;
}

/** Every row noted for these finding keys. */
export async function listContributors(tx: Tx, units: readonly string[], keys: readonly string[]): Promise<Declaration[]> {
  const names = await tx<{ unitCode: string; declarant: string; declarationId: string }[]>`
    select distinct declarant_unit as "unitCode", declarant, declaration_id as "declarationId"
    from precursor.contribution where unit_code = any(${units as string[]}::text[]) and finding_key = any(${keys as string[]}::text[])`;
  const unique = new Map(names.map((name) => [declarationKey(name), name]));
  return findDeclarations(tx, [...unique.values()]);
}
