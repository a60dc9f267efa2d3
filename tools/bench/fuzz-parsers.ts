import { Refusal, type RefusalCatalogue } from "#kernel/refusal.ts";
import { parseInput } from "#platform/parse-input.ts";
import { openCsvStream, openTable, type OpenTable } from "#platform/table-file/read-table.ts";
import { TABLE_LIMITS } from "#platform/table-file/record-batch.ts";
import { xlsxBuffer } from "#platform/table-file/xlsx-write.ts";
import { handlers } from "../../entry/house.ts";
import { minimalInput } from "../../test/minimal-input.ts";
import { declarationParser } from "../../modules/precursor/domain/parse/declaration-row.ts";
import { parseDecimal } from "../../modules/precursor/domain/parse/decimal.ts";
import { enterpriseParser } from "../../modules/precursor/domain/parse/enterprise-row.ts";
import { IMPORT_COLUMNS } from "../../modules/precursor/domain/parse/import-columns.ts";
import { EARLIEST_MS, LATEST_MS, parseInstant } from "../../modules/precursor/domain/parse/instant.ts";
import { normParser } from "../../modules/precursor/domain/parse/norm-row.ts";
import { permitParser } from "../../modules/precursor/domain/parse/permit-row.ts";
import type { RowParser } from "../../modules/precursor/domain/parse/table-columns.ts";
import { usccFault } from "../../modules/precursor/domain/parse/uscc.ts";
import { rowLookupFrom } from "../../modules/precursor/server/imports/row-lookup.ts";
import { aUscc } from "../../modules/precursor/testing/builders.ts";
import { DECLARATIONS_CSV, ENTERPRISES_CSV, NORMS_CSV, PERMITS_CSV } from "../../modules/precursor/testing/import-files.ts";
import { fuzzRecord } from "./fuzz-record.ts";
import { wordless, type FuzzRun } from "./fuzz-tally.ts";
import { badText, badValue, damagedBytes, pick, spoilt, type Chance } from "./hostile.ts";

const NOW = new Date("2026-11-23T02:00:00Z");
const SMALL_LIMITS = { ...TABLE_LIMITS, unpackedBytes: 32 * 1_048_576 };
const EXAMPLES = { enterprises: ENTERPRISES_CSV, permits: PERMITS_CSV, norms: NORMS_CSV, declarations: DECLARATIONS_CSV } as const;
type Kind = keyof typeof EXAMPLES;

/** Throws this many bad inputs at every parser of the program. */
export async function fuzzParsers(run: FuzzRun, inputs: number, random: Chance, catalogue: RefusalCatalogue): Promise<void> {
  await fuzzScalars(run, inputs, random, catalogue);
  for (const kind of ["enterprises", "permits", "norms", "declarations"] as const) await fuzzRows(run, kind, inputs, random, catalogue);
  await fuzzFiles(run, inputs, random, catalogue);
  await fuzzInputs(run, inputs, random, catalogue);
  await fuzzRecord(run, inputs, random, catalogue);
}

async function fuzzScalars(run: FuzzRun, inputs: number, random: Chance, catalogue: RefusalCatalogue): Promise<void> {
  const scalars: { [name: string]: (text: string) => void } = {
    decimal: (text) => requireThat(Number.isSafeInteger(parseDecimal(text, Math.floor(random() * 10), 1e15)), "a decimal beyond exact integers"),
    instant: (text) => requireThat(isNaN(parseInstant(text)) || Number.isSafeInteger(parseInstant(text)), "an instant that is no millisecond"),
    uscc: (text) => void usccFault(text),
  };
  for (const [name, parse] of Object.entries(scalars)) {
    const tally = run.tally(`parser ${name}`);
    for (let n = 0; n < inputs; n++) {
      const text = badText(random);
      await run.try(tally, catalogue, text, () => parse(text));
    }
  }
  requireThat(EARLIEST_MS < LATEST_MS, "the bounds of time");
}

async function fuzzRows(run: FuzzRun, kind: Kind, inputs: number, random: Chance, catalogue: RefusalCatalogue): Promise<void> {
  const tally = run.tally(`parser ${kind} rows`);
  const known = new Set([aUscc(1), aUscc(2), aUscc(3, "500103")]);
  const lookup = rowLookupFrom((uscc) => (known.has(uscc) ? "500102" : null), NOW);
  const compile = { enterprises: enterpriseParser, permits: permitParser, norms: normParser, declarations: (header: readonly string[]) => declarationParser(header, lookup, NOW.getTime()) }[kind];
  const columns = IMPORT_COLUMNS[kind].map((column) => column.name);
  const examples = examplesOf(kind, columns);
  let parse: RowParser<unknown> = compile(columns, lookup);
  for (let n = 0; n < inputs; n++) {
    const record = badRecord(random, pick(random, examples));
    const header = random() < 0.02 ? columns.map((name) => (random() < 0.1 ? badText(random) : name)).slice(0, Math.ceil(random() * columns.length)) : null;
    await run.try(tally, catalogue, header ? { header, record } : record, () => {
      if (header !== null) parse = compile(header, lookup);
      const row = parse(record);
      if (row.ok) return requireThat(typeof row.content === "string", "a row without content");
      requireThat(row.problems.length > 0, "a faulty row told no problem");
      for (const problem of row.problems) {
        requireThat(problem.column !== undefined, `problem ${problem.code} names no column`);
        requireThat(wordless(catalogue, problem.code, { value: problem.value, column: problem.column, ...problem.data }) === null, `${wordless(catalogue, problem.code, { value: problem.value, column: problem.column, ...problem.data })}`);
      }
      throw new Refusal(row.problems[0]?.code ?? "", { ...row.problems[0]?.data, value: row.problems[0]?.value, column: row.problems[0]?.column });
    });
    if (header !== null) parse = compile(columns, lookup);
  }
}

/** The good rows of the example file, in the order of all columns. */
function examplesOf(kind: Kind, columns: readonly string[]): string[][] {
  const [header = "", ...lines] = EXAMPLES[kind].trim().split("\n");
  const names = header.split(",");
  return lines.map((line) => columns.map((name) => line.split(",")[names.indexOf(name)] ?? ""));
}

function badRecord(random: Chance, good: readonly string[]): string[] {
  const record = [...good];
  for (let n = Math.floor(random() * 4); n >= 0; n--) record[Math.floor(random() * record.length)] = badText(random);
  if (random() < 0.05) record.length = Math.floor(random() * record.length);
  if (random() < 0.02) record.push(...Array.from({ length: 50 }, () => badText(random)));
  return record;
}

async function fuzzFiles(run: FuzzRun, inputs: number, random: Chance, catalogue: RefusalCatalogue): Promise<void> {
  const columns = IMPORT_COLUMNS.declarations.map(({ name, kind }) => ({ name, kind }));
  const rows = examplesOf("declarations", columns.map((column) => column.name));
  const xlsx = new Uint8Array(await xlsxBuffer({ sheetName: "演示数据", columns, rows: [columns.map((column) => column.name), ...rows], exportId: "fuzz", createdAt: NOW }));
  const csv = new TextEncoder().encode(DECLARATIONS_CSV);
  const readers: { [name: string]: (bytes: Uint8Array) => Promise<OpenTable> } = {
    "csv file": (bytes) => openTable(bytes, SMALL_LIMITS),
    "csv stream": (bytes) => openCsvStream(pieces(bytes, random), SMALL_LIMITS),
    "xlsx file": (bytes) => openTable(bytes, SMALL_LIMITS),
  };
  for (const [name, open] of Object.entries(readers)) {
    const tally = run.tally(`parser ${name}`);
    for (let n = 0; n < inputs; n++) {
      const bytes = damagedBytes(random, name === "xlsx file" ? xlsx : random() < 0.3 ? new TextEncoder().encode(badCsv(random)) : csv);
      await run.try(tally, catalogue, bytes, async () => {
        for await (const batch of (await open(bytes)).batches) requireThat(batch.records.length === batch.lines.length, "a record without a line");
      });
    }
  }
}

const badCsv = (random: Chance): string => Array.from({ length: Math.floor(random() * 8) }, () => Array.from({ length: Math.floor(random() * 6) }, () => (random() < 0.3 ? `"${badText(random)}` : badText(random))).join(pick(random, [",", "\t", ";", '","']))).join(pick(random, ["\n", "\r\n", "\r"]));

async function* pieces(bytes: Uint8Array, random: Chance): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + Math.floor(random() * 200);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** The bodies and queries of every door, before anything else is asked. */
async function fuzzInputs(run: FuzzRun, inputs: number, random: Chance, catalogue: RefusalCatalogue): Promise<void> {
  const tally = run.tally("parser JSON input");
  const doors = handlers.map(({ endpoint }) => {
    const good = minimalInput(endpoint.input, { unit: "500102", enterprise: aUscc(1) });
    return { endpoint, good, names: typeof good === "object" && good !== null ? Object.keys(good) : [] };
  });
  for (let n = 0; n < inputs; n++) {
    const { endpoint, good, names } = pick(random, doors);
    const input = random() < 0.2 ? badValue(random) : spoilt(random, good, names);
    await run.try(tally, catalogue, { endpoint: endpoint.name, input }, () => parseInput(endpoint.input, input));
  }
}

function requireThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
