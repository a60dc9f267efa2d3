import type { Tx } from "#platform/db.ts";

export type SealableLeaf = { name: string; isSealed: boolean };

/** Locks the leaf, so that two sealings of one leaf come one after the other. */
export async function findLeafForUpdate(tx: Tx, unitCode: string, id: string): Promise<SealableLeaf | undefined> {
  const [row] = await tx<SealableLeaf[]>`select name, salt is null as "isSealed" from record.leaf where unit_code = ${unitCode} and id = ${id} for update`;
  return row;
}

export const destroySalt = (tx: Tx, unitCode: string, id: string) => tx`update record.leaf set salt = null where unit_code = ${unitCode} and id = ${id} and salt is not null`;

export type SealRow = { unitCode: string; leafId: string; sealedByUnit: string; sealedByLeaf: string; sealedBy: string; sealedAt: Date; reason: string };
export const insertSeal = (tx: Tx, row: SealRow) => tx`
  insert into record.seal (unit_code, leaf_id, sealed_by_unit, sealed_by_leaf, sealed_by, sealed_at, reason)
  values (${row.unitCode}, ${row.leafId}, ${row.sealedByUnit}, ${row.sealedByLeaf}, ${row.sealedBy}, ${row.sealedAt}, ${row.reason})`;
