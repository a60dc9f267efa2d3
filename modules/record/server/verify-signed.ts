import type { Sql, Tx } from "#platform/db.ts";
import { Refusal } from "#kernel/refusal.ts";
import type { TroubleCode } from "../contract/index.ts";
import { checkpointText, openCheckpoint, type Checkpoint, type OpenedCheckpoint } from "../domain/checkpoint.ts";
import { openNote, parseNote, parseSignature, parseVkey, type VerifierKey } from "../domain/signed-note.ts";
import { sameHash } from "../domain/tree-hash.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { findHeadAsStored, listCosigned, listKept, type CosignedRow } from "./verify.sql.ts";

export type SignedSettings = {
  /** Every key the log ever had. */
  readonly keys: readonly VerifierKey[];
  /** Those that sign now: the head must carry the signature of one. Absent: any of `keys`. */
  readonly activeKeys?: readonly VerifierKey[] | undefined;
  readonly origin: string;
  /** An older checkpoint kept elsewhere, opened by the caller. */
  readonly since?: Checkpoint | undefined;
  /** The note this program signed last, kept beside the database. */
  readonly keptHead?: string | undefined;
};

/** A size at which the root must be a known one. */
type Target = { readonly size: number; readonly root: Uint8Array; readonly code: TroubleCode };

/** Everything that was ever signed over this log and is at hand: held against the tree as it grows through each signed size. */
export class SignedSizes {
  private readonly settings: SignedSettings;
  private readonly trouble: (code: TroubleCode, at: string) => void;
  private targets: Target[] = [];
  private cosigned: CosignedRow[] = [];
  private headSize = 0n;

  constructor(settings: SignedSettings, trouble: (code: TroubleCode, at: string) => void) {
    this.settings = settings;
    this.trouble = trouble;
  }

  async load(tx: Tx | Sql): Promise<void> {
    await this.takeHead(tx);
    for (const { size, note } of await listKept(tx)) {
      const opened = this.open(note, "checkpoint-forged", size);
      if (opened && String(opened.size) !== size) this.trouble("checkpoint-forged", size);
      if (opened) this.expect(opened, "history-root");
    }
    const { since, keptHead } = this.settings;
    const kept = keptHead === undefined ? undefined : this.open(keptHead, "since-forged", "record-head");
    if (kept) this.expect(kept, "signed-later-lost");
    if (since) this.expect(since, "since-differs");
    this.targets.sort((a, b) => a.size - b.size);
    this.cosigned = (await listCosigned(tx)).toSorted((a, b) => Number(a.size) - Number(b.size));
  }

  private async takeHead(tx: Tx | Sql): Promise<void> {
    const head = await findHeadAsStored(tx);
    if (!head) return this.trouble("checkpoint-missing", "head");
    const opened = this.open(head.note, "checkpoint-forged", "head");
    if (!opened) return;
    const { activeKeys } = this.settings;
    if (activeKeys && !opened.signedBy.some(({ key }) => activeKeys.some(({ keyId, name }) => name === key.name && sameHash(keyId, key.keyId)))) this.trouble("checkpoint-forged", "head");
    if (String(opened.size) !== head.size || !sameHash(opened.root, head.root)) this.trouble("checkpoint-root", head.size);
    this.expect(opened, "checkpoint-root");
    this.headSize = opened.size;
  }

  private expect({ size, root }: Checkpoint, code: TroubleCode): void {
    this.targets.push({ size: Number(size), root, code });
  }

  /** As this program writes a note: three lines, and no signature but its own. */
  private open(note: string, code: TroubleCode, at: string): OpenedCheckpoint | undefined {
    try {
      const opened = openCheckpoint(nodeCrypto, note, this.settings.keys, this.settings.origin);
      if (opened.text === checkpointText(opened) && opened.signedBy.length === parseNote(note).signatures.length) return opened;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    this.trouble(code, at);
    return undefined;
  }

  /** What must hold when the tree has this size: roots that were signed for it, and what witnesses signed over it. */
  reach(size: number, root: () => Uint8Array): void {
    while (this.targets[0]?.size === size) {
      const target = this.targets.shift();
      if (target && !sameHash(target.root, root())) this.trouble(target.code, `${size}`);
    }
    while (this.cosigned[0]?.size === String(size)) {
      const row = this.cosigned.shift();
      if (row && !this.isCosigned(row, { origin: this.settings.origin, size: BigInt(size), root: root() })) this.trouble("cosignature-forged", `${row.witness} ${size}`);
    }
  }

  private isCosigned({ witness, vkey, line, signedAt }: CosignedRow, checkpoint: Checkpoint): boolean {
    try {
      const key = parseVkey(nodeCrypto.sha256, vkey ?? "");
      const { signedBy } = openNote(nodeCrypto, { text: checkpointText(checkpoint), signatures: [parseSignature(line)] }, [key]);
      return key.name === witness && signedBy.every(({ at }) => at !== undefined && String(at.getTime() * 1000) === signedAt);
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /** Sizes that were signed and never came: the end of the log is cut off. What stands beyond the head was signed by nobody. */
  end(size: number): void {
    for (const target of this.targets) this.trouble(target.code === "since-differs" ? "since-shorter" : target.code === "history-root" ? "size" : target.code, `${target.size}`);
    for (const row of this.cosigned) this.trouble("size", `${row.witness} ${row.size}`);
    if (BigInt(size) > this.headSize) this.trouble("size", `${size}`);
  }
}
