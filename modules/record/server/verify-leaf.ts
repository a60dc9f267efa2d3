import type { TroubleCode } from "../contract/index.ts";
import { LeafDigest } from "./leaf-digest.ts";
import type { LeafColumns } from "./verify.sql.ts";

export type Said = { readonly [field: string]: unknown };
/** A leaf is known by unit and id together. */
export type Leaf = Pick<LeafColumns, "unit" | "leafId">;

/** Takes each leaf by itself: its body is what the entry was made of, this program wrote it, and its columns say what the body says. */
export class LeafCheck {
  /** Leaves whose entry was computed anew. */
  checked = 0;
  private readonly digest: LeafDigest;
  private readonly trouble: (code: TroubleCode, at: string) => void;
  private readonly sealedIds = new Set<string>();
  private readonly vouched = new Set<string>();

  constructor(macKey: Buffer, trouble: (code: TroubleCode, at: string) => void) {
    this.digest = new LeafDigest(macKey);
    this.trouble = trouble;
  }

  get sealed(): number {
    return this.sealedIds.size;
  }

  /** @returns what the leaf says; undefined where it is not to be believed */
  take(row: LeafColumns, at: string): Said | undefined {
    const { salt, body, entry } = row;
    if (body === null || entry === null) return this.note("leaf-missing", at);
    if (salt !== null && this.digest.entryOf(salt, body) !== entry) return this.note("leaf-changed", at);
    if (this.digest.macOf(entry, body) !== row.mac) return this.note("leaf-forged", at);
    if (salt === null) this.sealedIds.add(row.leafId);
    else this.checked++;
    const said = saidBy(body);
    if (!said || !sameColumns(row, said)) return this.note("columns-changed", at);
    if (typeof said["seals"] === "string") this.vouched.add(said["seals"]);
    return said;
  }

  /** To be called when every leaf was taken: the act that sealed one may still wait for its own place. */
  end(): void {
    for (const id of this.sealedIds) if (!this.vouched.has(id)) this.trouble("sealed-unvouched", id);
  }

  private note(code: TroubleCode, at: string): undefined {
    this.trouble(code, at);
  }
}

function saidBy(body: string): Said | undefined {
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === "object" && said !== null ? (said as Said) : undefined; // an object from JSON has only such fields
  } catch {
    return undefined;
  }
}

function sameColumns(row: LeafColumns, said: Said): boolean {
  const actor = (said["actor"] ?? {}) as Said; // ours, or refused by the comparison
  return (
    said["id"] === row.leafId && said["unit"] === row.unit && said["name"] === row.name && said["command"] === row.commandId &&
    actor["kind"] === row.actorKind && actor["id"] === row.accountId && `${Date.parse(String(said["at"])) * 1000}` === row.at
  );
}
