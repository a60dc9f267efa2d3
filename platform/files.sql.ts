import type { Tx } from "./db.ts";

export type FileRow = { unitCode: string; id: string; accountId: string; name: string; mediaType: string; sizeBytes: number; sha256: string; storedAt: Date };

export const insertFile = (tx: Tx, row: FileRow) =>
  tx`
    insert into platform.file (unit_code, id, account_id, name, media_type, size_bytes, sha256, stored_at)
    values (${row.unitCode}, ${row.id}, ${row.accountId}, ${row.name}, ${row.mediaType}, ${row.sizeBytes}, ${row.sha256}, ${row.storedAt})
    on conflict (unit_code, id) do nothing returning id`;

export async function findFile(tx: Tx, unitCode: string, id: string): Promise<FileRow | undefined> {
  const [row] = await tx<FileRow[]>`
    select unit_code as "unitCode", id, account_id as "accountId", name, media_type as "mediaType", size_bytes as "sizeBytes", sha256, stored_at as "storedAt"
    from platform.file where unit_code = ${unitCode} and id = ${id}`;
  return row;
}
