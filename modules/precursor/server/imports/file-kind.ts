import type { Actor } from "#kernel/actor.ts";
import { Refusal } from "#kernel/refusal.ts";
import type { UseCaseContext } from "#platform/module.ts";
import type { CellFault } from "#platform/table-file/record-batch.ts";
import type { RowRefusal } from "../../contract/import.api.ts";
import type { RowLookup } from "../../domain/parse/row-lookup.ts";
import type { RowParser } from "../../domain/parse/table-columns.ts";
import { refusalOfFault, refusalOfProblem, refusalOfRow, rowRefusal } from "./row-refusal.ts";

/** A good row with where it stands, its stable text, and which of the optional times it states (`Stated`). */
export type ReadRow<Value> = { readonly line: number; readonly value: Value; readonly said: { readonly content: string }; readonly stated: number };
export type RowOutcome = { readonly line: number; readonly state: "accepted" } | { readonly line: number; readonly state: "unchanged"; /** Voided since it was filed: not on the books. */ readonly isVoided?: boolean } | { readonly line: number; readonly state: "refused"; readonly refusal: Refusal };

/** What differs between the four files. */
export type FileKindParts<Value> = {
  /** Column named when the row as a whole is refused for its key, or for lying in another unit. */
  readonly keyColumn: string;
  readonly ownerColumn: string;
  parser(header: readonly string[], lookup: RowLookup, nowMs: number): RowParser<Value>;
  keyOf(value: Value): string;
  /** What stands in the key column, for telling which row was refused. */
  keyText(value: Value): string;
  /** Which optional times a row states, as bits only the kind itself reads. */
  stated?(header: readonly string[]): (record: readonly string[]) => number;
  unitOf(value: Value): string;
  /** What the database would say to these rows; writes nothing. */
  check(context: UseCaseContext, rows: readonly ReadRow<Value>[], seen: SeenRows): Promise<RowOutcome[]>;
  /** Takes the rows in this transaction. */
  take(context: UseCaseContext, rows: readonly ReadRow<Value>[], sourceId: string, turn: Promise<unknown>): Promise<RowOutcome[]>;
};

/** Keys of earlier chunks of the same file, with a digest of what they said. */
export type SeenRows = Map<string, number>;

/** What is known of a chunk after it was checked or taken. */
export type ChunkResult = { readonly rows: number; readonly accepted: number; readonly unchanged: number; /** Of the unchanged. */ readonly voided: number; readonly refused: number; readonly refusals: readonly RowRefusal[] };

/** Some rows of a file, read and judged by themselves; one after another they are checked, or taken. */
export type Chunk = {
  readonly rows: number;
  check(context: UseCaseContext, seen: SeenRows): Promise<ChunkResult>;
  /** @param turn resolves when the chunks before this one are committed */
  take(context: UseCaseContext, sourceId: string, turn: Promise<unknown>): Promise<ChunkResult>;
};

export type ChunkReader = { readonly size: number; add(record: readonly string[], line: number, faults: readonly CellFault[] | undefined): void; cut(): Chunk };
/** One kind of file with its row type hidden. @throws Refusal `precursor.file.*` for a header that does not fit */
export type FileKind = (header: readonly string[], lookup: RowLookup, now: Date, fence: Pick<Actor, "scope" | "unitCode">) => ChunkReader;

export function fileKind<Value>(parts: FileKindParts<Value>): FileKind {
  return (header, lookup, now, fence) => {
    const stated = parts.stated?.(header) ?? (() => 0);
    const parse = parts.parser(header, lookup, now.getTime());
    const ownerAt = header.findIndex((name) => name.trim().toLowerCase() === parts.ownerColumn);
    let rows = emptyRows<Value>();
    return {
      get size() {
        return rows.count;
      },
      add(record, line, faults) {
        rows.count += 1;
        if (faults !== undefined) return refuseRow(rows, faults.map((fault) => refusalOfFault(line, header, fault)));
        const parsed = parse(record);
        if (!parsed.ok) return refuseRow(rows, parsed.problems.map((problem) => refusalOfProblem(line, problem)));
        if (fence.scope !== "city" && parts.unitOf(parsed.value) !== fence.unitCode) return refuseRow(rows, [rowRefusal(line, parts.ownerColumn, "precursor.row.other-unit", record[ownerAt] ?? null, {})]);
        rows.good.push({ line, value: parsed.value, said: parsed, stated: stated(record) });
      },
      cut() {
        const done = rows;
        rows = emptyRows();
        return chunkOf(parts, done);
      },
    };
  };
}

type Rows<Value> = { count: number; refusedRows: number; readonly refusals: RowRefusal[]; readonly good: ReadRow<Value>[] };
const emptyRows = <Value>(): Rows<Value> => ({ count: 0, refusedRows: 0, refusals: [], good: [] });

function refuseRow<Value>(rows: Rows<Value>, refusals: readonly RowRefusal[]): void {
  rows.refusedRows += 1;
  rows.refusals.push(...refusals);
}

function chunkOf<Value>(parts: FileKindParts<Value>, rows: Rows<Value>): Chunk {
  const { fresh, repeated } = splitRepeated(parts, rows.good);
  const resultOf = (outcomes: readonly RowOutcome[]): ChunkResult => {
    let accepted = 0;
    let unchanged = 0;
    let voided = 0;
    const refusals = [...rows.refusals];
    const isAnyRefused = [...outcomes, ...repeated].some((outcome) => outcome.state === "refused");
    const byLine = new Map(isAnyRefused ? rows.good.map((row) => [row.line, row.value]) : []);
    const keyText = (line: number): string => {
      const value = byLine.get(line);
      return value === undefined ? "" : parts.keyText(value);
    };
    for (const outcome of [...outcomes, ...repeated]) {
      if (outcome.state === "refused") refusals.push(refusalOfRow(outcome.line, columnOf(outcome.refusal, parts.keyColumn), keyText(outcome.line), outcome.refusal));
      else if (outcome.state === "accepted") accepted += 1;
      else {
        unchanged += 1;
        if (outcome.isVoided === true) voided += 1;
      }
    }
    return { rows: rows.count, accepted, unchanged, voided, refused: rows.count - accepted - unchanged, refusals: refusals.sort((a, b) => a.line - b.line) };
  };
  return {
    rows: rows.count,
    check: async (context, seen) => {
      const { unseen, earlier } = splitSeen(parts, fresh, seen);
      return resultOf([...(await parts.check(context, unseen, seen)), ...earlier]);
    },
    take: async (context, sourceId, turn) => resultOf(fresh.length === 0 ? [] : await parts.take(context, fresh, sourceId, turn)),
  };
}

const columnOf = (refusal: Refusal, keyColumn: string): string => (refusal.code.startsWith("precursor.void.") ? "ref" : keyColumn);

/** The same row twice is once; the same key with other content is refused and the first stands. */
function splitRepeated<Value>(parts: FileKindParts<Value>, rows: readonly ReadRow<Value>[]): { fresh: ReadRow<Value>[]; repeated: RowOutcome[] } {
  const first = new Map<string, ReadRow<Value>>();
  const fresh: ReadRow<Value>[] = [];
  const repeated: RowOutcome[] = [];
  for (const row of rows) {
    const key = parts.keyOf(row.value);
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, row);
      fresh.push(row);
    } else if (known.said.content === row.said.content) repeated.push({ line: row.line, state: "unchanged" });
    else repeated.push({ line: row.line, state: "refused", refusal: new Refusal("precursor.row.repeated") });
  }
  return { fresh, repeated };
}

function splitSeen<Value>(parts: FileKindParts<Value>, rows: readonly ReadRow<Value>[], seen: SeenRows): { unseen: ReadRow<Value>[]; earlier: RowOutcome[] } {
  const unseen: ReadRow<Value>[] = [];
  const earlier: RowOutcome[] = [];
  for (const row of rows) {
    const key = parts.keyOf(row.value);
    const known = seen.get(key);
    const digest = digestOf(row.said.content);
    if (known === undefined) {
      seen.set(key, digest);
      unseen.push(row);
    } else if (known === digest) earlier.push({ line: row.line, state: "unchanged" });
    else earlier.push({ line: row.line, state: "refused", refusal: new Refusal("precursor.row.repeated") });
  }
  return { unseen, earlier };
}

/** Two FNV-1a hashes, 52 bits together: enough to tell whether a key that is repeated within a file says the same. */
function digestOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000197);
  }
  return (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0);
}
