import type { Sql, Tx } from "#platform/db.ts";
import type { Said } from "./verify-leaf.ts";
import { listReadRows, type LeafColumns } from "./verify.sql.ts";

type ReadSaid = { readonly purpose: string; readonly subjects: readonly { readonly kind: string; readonly id: string; readonly unit: string }[]; readonly fields: readonly string[] };

/** Holds the laid-out list of who looked at whom (`record.read`) against the leaves it was laid out from. */
export class ReadLedger {
  /** What each row must say, by the row's key. */
  private readonly expected = new Map<string, string>();
  private readonly unreadable = new Set<string>();

  /** What this leaf says is not to be believed, and told of already. */
  pass(leafId: string): void {
    this.unreadable.add(leafId);
  }

  take(row: LeafColumns, said: Said): void {
    const read = said["read"] as ReadSaid | undefined; // written by this program: its mac was checked
    for (const { kind, id, unit } of read?.subjects ?? []) this.expected.set(JSON.stringify([row.leafId, row.unit, unit, kind, id]), JSON.stringify([row.at, row.actorKind, row.accountId, read?.purpose, row.name, read?.fields]));
  }

  async compare(tx: Tx | Sql, onDifference: (at: string) => void): Promise<void> {
    for (const row of await listReadRows(tx)) {
      const key = JSON.stringify([row.leafId, row.leafUnit, row.unit, row.subjectKind, row.subjectId]);
      const says = JSON.stringify([row.at, row.actorKind, row.accountId, row.purpose, row.name, row.fields]);
      if (!this.unreadable.has(row.leafId) && this.expected.get(key) !== says) onDifference(row.leafId);
      this.expected.delete(key);
    }
    for (const key of this.expected.keys()) onDifference(key.slice(2, 38));
  }
}
