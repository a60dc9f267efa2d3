import type { Sql, Tx } from "#platform/db.ts";
import type { KeyedHash } from "#platform/keyed-hash.ts";
import type { Trouble, TroubleCode, Verdict } from "../contract/index.ts";
import { joinHashes, TileBuilder, type FullTile } from "../domain/tile.ts";
import { hashText, leafHash, sameHash } from "../domain/tree-hash.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { LeafCheck } from "./verify-leaf.ts";
import { ReadLedger } from "./verify-reads.ts";
import { WitnessLedger } from "./verify-witnesses.ts";
import { SignedSizes, type SignedSettings } from "./verify-signed.ts";
import { OVERDUE_MS, writtenAt } from "./waiting.ts";
import { countLog, listBadWaiting, listPlaced, listTilesFrom, listUnlisted, listWaitingLeaves, walkKeys, type Counts, type LeafColumns, type PlacedRow } from "./verify.sql.ts";

export type VerifySettings = SignedSettings & {
  readonly macKey: Buffer;
  /** From it comes the key of each leaf's input (`inputKeyOf`). */
  readonly inputKeys: KeyedHash;
  /** What was written long before and still waits for its place is held up. */
  readonly now: Date;
  readonly onProgress?: (done: number, all: number) => void;
};

/** Places read at a time: small enough that the database prepares the next ones while these are hashed. */
const WINDOW = 2_048;
const NAMED = 20;

/**
 * Reads the whole record once and computes everything anew: each leaf from its salt and body, the tree from the leaves, every tile, every
 * kept checkpoint, every cosignature, every laid-out read, every witness on the list. Nothing in the database is believed. `tx` should be one snapshot (repeatable read).
 */
export async function verifyLog(tx: Tx | Sql, settings: VerifySettings): Promise<Verdict> {
  const run = new Run(settings);
  const counts = await countLog(tx);
  await run.load(tx);
  await walkKeys(tx, true);
  for (let next = listPlaced(tx, 0, WINDOW).execute(); ; ) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) break;
    next = listPlaced(tx, last.index + 1, WINDOW).execute();
    await new Promise(setImmediate); // the driver sends at the end of a turn
    for (const row of rows) run.takePlace(row);
    await run.compareTiles(tx);
    settings.onProgress?.(run.size, counts.positions);
  }
  await run.takeWaiting(tx);
  await walkKeys(tx, false);
  await run.end(tx, counts);
  return run.verdict(counts.waiting);
}

class Run {
  private readonly builder = new TileBuilder(nodeCrypto.sha256);
  private readonly troubles = new Map<TroubleCode, { names: string[]; count: number }>();
  private readonly reads = new ReadLedger();
  private readonly witnesses: WitnessLedger;
  private readonly since: number | null;
  private readonly overdueBefore: number;
  private readonly leaves: LeafCheck;
  private readonly signed: SignedSizes;
  private full: FullTile[] = [];
  private filledTiles = 0;
  /** Leaves found at their places. */
  private standing = 0;
  private expected = 0;

  constructor(settings: VerifySettings) {
    this.since = settings.since ? Number(settings.since.size) : null;
    this.overdueBefore = settings.now.getTime() - OVERDUE_MS;
    this.witnesses = new WitnessLedger(settings.inputKeys);
    this.leaves = new LeafCheck(settings.macKey, this.trouble);
    this.signed = new SignedSizes(settings, this.trouble);
  }

  get size(): number {
    return Number(this.builder.size);
  }

  private readonly trouble = (code: TroubleCode, at: string): void => {
    const known = this.troubles.get(code) ?? { names: [], count: 0 };
    known.count++;
    if (known.names.length < NAMED) known.names.push(at.slice(0, 200));
    this.troubles.set(code, known);
  };

  async load(tx: Tx | Sql): Promise<void> {
    await this.signed.load(tx);
    this.reach();
  }

  takePlace(row: PlacedRow): void {
    if (row.index !== this.expected) this.trouble("gap", `${this.expected}`);
    this.expected = row.index + 1;
    if (row.body === null) this.trouble("leaf-missing", `${row.index}`);
    else {
      this.standing++;
      if (row.entry !== row.placed) this.trouble("entry-changed", `${row.index}`);
      this.takeLeaf(row, `${row.index}`);
    }
    this.builder.append(leafHash(nodeCrypto.sha256, Buffer.from(row.placed, "hex")), (tile) => void this.full.push(tile));
    this.reach();
  }

  private takeLeaf(row: LeafColumns, at: string): void {
    const said = this.leaves.take(row, at);
    if (!said) return this.reads.pass(row.leafId);
    this.reads.take(row, said);
    this.witnesses.take(row, said);
  }

  private reach(): void {
    this.signed.reach(this.size, () => this.builder.root());
  }

  async compareTiles(tx: Tx | Sql): Promise<void> {
    for (const [level, tiles] of byLevel(this.full)) {
      const from = Number(tiles[0]?.index ?? 0n);
      const stored = new Map((await listTilesFrom(tx, level, from, from + tiles.length)).map((tile) => [tile.index, tile]));
      for (const tile of tiles) {
        const found = stored.get(Number(tile.index));
        if (!found) this.trouble("tile-missing", `${level}/${tile.index}`);
        else if (!found.hashes.equals(joinHashes(tile.hashes)) || !sameHash(found.root, tile.root)) this.trouble("tile-changed", `${level}/${tile.index}`);
      }
    }
    this.filledTiles += this.full.length;
    this.full = [];
  }

  async takeWaiting(tx: Tx | Sql): Promise<void> {
    for (const { id, gone, placed } of await listBadWaiting(tx, NAMED)) this.trouble(gone ? "leaf-missing" : placed ? "leaf-doubled" : "entry-changed", id);
    for (let after: LeafColumns | undefined; ; ) {
      const rows = await listWaitingLeaves(tx, after, WINDOW);
      for (const row of rows) {
        this.takeLeaf(row, row.leafId);
        if (writtenAt(row.leafId).getTime() < this.overdueBefore) this.trouble("waiting-overdue", row.leafId);
      }
      after = rows.at(-1);
      if (!after) return;
    }
  }

  /** Every leaf stands somewhere, and as many stand as there are: so each stands once. */
  async end(tx: Tx | Sql, counts: Counts): Promise<void> {
    this.signed.end(this.size);
    this.leaves.end();
    if (this.size !== counts.positions) this.trouble("gap", `${counts.positions} / ${this.size}`);
    if (this.filledTiles !== counts.tiles) this.trouble("tile-unlisted", `${counts.tiles} / ${this.filledTiles}`);
    const unlisted = await listUnlisted(tx, NAMED);
    for (const { id } of unlisted) this.trouble("leaf-unlisted", id);
    if (unlisted.length === 0 && this.standing + counts.waiting !== counts.leaves) this.trouble("leaf-doubled", `${this.standing + counts.waiting} / ${counts.leaves}`);
    await this.reads.compare(tx, (at) => this.trouble("read-changed", at));
    await this.witnesses.compare(tx, (at) => this.trouble("witness-changed", at));
  }

  verdict(waiting: number): Verdict {
    const troubles: Trouble[] = [...this.troubles].map(([code, { names, count }]) => ({ code, at: names.join(", ").slice(0, 200), count }));
    return { sound: troubles.length === 0, size: this.size, root: hashText(this.builder.root()), checked: this.leaves.checked, sealed: this.leaves.sealed, waiting, since: this.since, troubles };
  }
}

function byLevel(tiles: readonly FullTile[]): Map<number, FullTile[]> {
  const levels = new Map<number, FullTile[]>();
  for (const tile of tiles) levels.set(tile.level, [...(levels.get(tile.level) ?? []), tile]);
  return levels;
}
