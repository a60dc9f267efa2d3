import type { ColumnType } from "#platform/copy.ts";
import type { Tx } from "#platform/db.ts";
import { rowLiterals } from "#platform/row-literals.ts";
import type { Declaration } from "../contract/declaration.ts";
import { stageRows, travelTogether } from "./books/bulk.sql.ts";

/** A row with where it came from; `reportedGiven` false: the file did not say when it was filed, so now was taken. */
export type FiledRow = { readonly row: Declaration; readonly line: number; readonly reportedGiven: boolean };

const instant = (ms: number) => new Date(ms).toISOString();

const cellsOf = (sourceId: string) => ({ row, line, reportedGiven }: FiledRow) => [
  row.unitCode, row.declarant, row.declarationId, row.kind, row.substanceId, row.lot, row.massMg, row.grossMg, row.quantityText, row.unit, row.contentPpm, row.sigmaPpm,
  row.occurredAt, row.reportedAt, row.counterparty, row.shipment, row.permit, row.transportPermit, row.customsNo,
  row.inputs.length > 0 ? JSON.stringify(row.inputs) : null, row.process, row.outputMg, row.ref, row.note, sourceId, line, reportedGiven,
];

const STORED_COLUMNS: { readonly [column: string]: ColumnType } = {
  unit_code: "text", declarant: "text", declaration_id: "text", kind: "text", substance_id: "text", lot: "text", mass_mg: "bigint", gross_mg: "bigint", quantity_text: "text", unit: "text", content_ppm: "int", sigma_ppm: "int",
  occurred_at: "timestamptz", reported_at: "timestamptz", counterparty: "text", shipment: "text", permit: "text", transport_permit: "text", customs_no: "text",
  inputs: "jsonb", process: "text", output_mg: "bigint", ref: "text", note: "text", source_id: "uuid", source_line: "int",
};
const COLUMNS: { readonly [column: string]: ColumnType } = { ...STORED_COLUMNS, reported_given: "boolean" };
const STORED = Object.keys(STORED_COLUMNS).join(", ");

/** Where the statements below read the filed rows from: a parameter, or, as row-level security forbids COPY into the table, a temporary table. */
export type Staged = { readonly from: string; readonly parameters: readonly string[] };

export async function stageDeclarations(tx: Tx, rows: readonly FiledRow[], sourceId: string): Promise<Staged> {
  if (travelTogether(rows.length)) {
    const given = `{${rows.map(({ reportedGiven }) => (reportedGiven ? "t" : "f")).join(",")}}`;
    return { from: `unnest($1::text::precursor.declaration[], $2::text::boolean[]) as s (${Object.keys(COLUMNS).join(", ")})`, parameters: [rowLiterals(Object.values(STORED_COLUMNS), rows, cellsOf(sourceId)), given] };
  }
  // A book's rows next to each other: every index begins with the book, and its pages are then touched once.
  const byBook = rows.toSorted((a, b) => (a.row.declarant < b.row.declarant ? -1 : a.row.declarant > b.row.declarant ? 1 : 0));
  await stageRows(tx, "declaration", `select ${STORED}, true as reported_given from precursor.declaration`, COLUMNS, byBook, cellsOf(sourceId));
  return { from: "pg_temp.staged_declaration s", parameters: [] };
}

/** Inserts what is new, by key; on its way when this returns. @returns how many were new */
export function insertStaged(tx: Tx, staged: Staged): Promise<number> {
  const insert = tx.unsafe(`insert into precursor.declaration (${STORED}) select ${STORED} from ${staged.from} on conflict (unit_code, declarant, declaration_id) do nothing`, [...staged.parameters], { prepare: true });
  return insert.execute().then((done) => done.count);
}

/** What two filings of one key must agree in to be the same row. */
const CONTENT = ["kind", "substance_id", "lot", "mass_mg", "gross_mg", "content_ppm", "sigma_ppm", "counterparty", "shipment", "permit", "transport_permit", "customs_no", "inputs", "process", "output_mg", "ref", "note"] as const;

/** What is known of a staged row whose key was taken already: whether the content is the same, and whether it was voided. */
export type StagedKnown = { line: number; same: boolean; isVoided: boolean };

export async function findStagedKnown(tx: Tx, staged: Staged): Promise<StagedKnown[]> {
  const of = (row: "s" | "d") => CONTENT.map((column) => `${row}.${column}`).join(", ");
  const rows = await tx.unsafe<StagedKnown[]>(
    `select s.source_line as line,
       (${of("s")}) is not distinct from (${of("d")})
       and (s.occurred_at = d.occurred_at or (s.kind = 'void' and not s.reported_given)) and (not s.reported_given or s.reported_at = d.reported_at) as same,
       exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id) as "isVoided"
     from ${staged.from}
     join precursor.declaration d on d.unit_code = s.unit_code and d.declarant = s.declarant and d.declaration_id = s.declaration_id
     where d.source_id <> s.source_id or d.source_line <> s.source_line
     order by s.source_line`,
    [...staged.parameters],
  );
  return [...rows];
}

export type StoredDeclaration = Omit<Declaration, "occurredAt" | "reportedAt" | "inputs"> & { occurredAt: Date; reportedAt: Date; inputs: Declaration["inputs"] | null };

export const toDeclaration = (row: StoredDeclaration): Declaration => ({ ...row, occurredAt: row.occurredAt.getTime(), reportedAt: row.reportedAt.getTime(), inputs: row.inputs ?? [] });

export const declarationColumns = (tx: Tx) => tx`
  d.unit_code as "unitCode", d.declarant, d.declaration_id as "declarationId", d.kind, d.substance_id as "substanceId", d.lot, d.mass_mg as "massMg", d.gross_mg as "grossMg", d.quantity_text as "quantityText",
  d.unit, d.content_ppm as "contentPpm", d.sigma_ppm as "sigmaPpm", d.occurred_at as "occurredAt", d.reported_at as "reportedAt", d.counterparty, d.shipment, d.permit, d.transport_permit as "transportPermit",
  d.customs_no as "customsNo", d.inputs, d.process, d.output_mg as "outputMg", d.ref, d.note`;

export type DeclarationName = { readonly unitCode: string; readonly declarant: string; readonly declarationId: string };

export async function findDeclarations(tx: Tx, names: readonly DeclarationName[]): Promise<Declaration[]> {
  if (names.length === 0) return [];
  const rows = await tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)}
    from unnest(${names.map((name) => name.unitCode)}::text[], ${names.map((name) => name.declarant)}::text[], ${names.map((name) => name.declarationId)}::text[]) as n (unit_code, declarant, declaration_id)
    join precursor.declaration d on d.unit_code = n.unit_code and d.declarant = n.declarant and d.declaration_id = n.declaration_id`;
  return rows.map(toDeclaration);
}

/** Every row of the unit (or city) filed by `asOf`, voids included, in a stable order. */
export async function* eachDeclaration(tx: Tx, unit: string | null, asOf: Date): AsyncGenerator<Declaration[]> {
  const cursor = tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)} from precursor.declaration d
    where (${unit}::text is null or d.unit_code = ${unit}) and d.reported_at <= ${asOf}
    order by d.unit_code, d.declarant, d.declaration_id`.cursor(5_000);
  for await (const rows of cursor) yield rows.map(toDeclaration);
}

/** The book of one substance that is not voided as of now. */
export async function listBook(tx: Tx, unitCode: string, declarant: string, substanceId: string | null): Promise<Declaration[]> {
  const rows = await tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)} from precursor.declaration d
    where d.unit_code = ${unitCode} and d.declarant = ${declarant} and (${substanceId}::text is null or d.substance_id = ${substanceId})
    order by d.occurred_at, d.declaration_id`;
  return rows.map(toDeclaration);
}

export async function listPermitDraws(tx: Tx, numbers: readonly string[]): Promise<Declaration[]> {
  const rows = await tx<StoredDeclaration[]>`
    select ${declarationColumns(tx)} from precursor.declaration d
    where d.unit_code = any(array(select unit_code from precursor.book_lock)) and (d.permit = any(${numbers as string[]}::text[]) or d.transport_permit = any(${numbers as string[]}::text[])) and not exists (
      select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id)`;
  return rows.map(toDeclaration);
}

export const insertVoids = (tx: Tx, voids: readonly Declaration[]) =>
  tx`
    insert into precursor.declaration_void (unit_code, declarant, ref, declaration_id, reported_at)
    select * from unnest(${voids.map((row) => row.unitCode)}::text[], ${voids.map((row) => row.declarant)}::text[], ${voids.map((row) => row.ref ?? "")}::text[], ${voids.map((row) => row.declarationId)}::text[], ${voids.map((row) => instant(row.reportedAt))}::timestamptz[])`;

export async function findVoided(tx: Tx, names: readonly DeclarationName[]): Promise<Set<string>> {
  const rows = await tx<{ declarant: string; ref: string }[]>`
    select v.declarant, v.ref
    from unnest(${names.map((name) => name.unitCode)}::text[], ${names.map((name) => name.declarant)}::text[], ${names.map((name) => name.declarationId)}::text[]) as n (unit_code, declarant, ref)
    join precursor.declaration_void v on v.unit_code = n.unit_code and v.declarant = n.declarant and v.ref = n.ref`;
  return new Set(rows.map((row) => `${row.declarant}/${row.ref}`));
}

/** A row with when it was voided, if it was. */
export type WithVoid = { readonly row: Declaration; readonly voidedAt: number | null };

const toWithVoid = ({ voidedAt, ...row }: StoredDeclaration & { voidedAt: Date | null }): WithVoid => ({ row: toDeclaration(row), voidedAt: voidedAt?.getTime() ?? null });

/** The rows that can touch one stock account (its own substance, and transforms whose inputs may be it), with when they were voided. */
export async function listBookWithVoids(tx: Tx, unitCode: string, declarant: string, substanceId: string): Promise<WithVoid[]> {
  const rows = await tx<(StoredDeclaration & { voidedAt: Date | null })[]>`
    select ${declarationColumns(tx)}, v.reported_at as "voidedAt"
    from precursor.declaration d
    left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id
    where d.unit_code = ${unitCode} and d.declarant = ${declarant} and d.substance_id = ${substanceId}
    union all
    select ${declarationColumns(tx)}, v.reported_at as "voidedAt"
    from precursor.declaration d
    left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id
    where d.unit_code = ${unitCode} and d.declarant = ${declarant} and d.inputs is not null and d.substance_id <> ${substanceId}`;
  return rows.map(toWithVoid);
}

/** Transforms of these books, voided ones too. */
export async function listTransforms(tx: Tx, books: readonly { unitCode: string; declarant: string }[]): Promise<WithVoid[]> {
  const rows = await tx<(StoredDeclaration & { voidedAt: Date | null })[]>`
    select ${declarationColumns(tx)}, v.reported_at as "voidedAt"
    from unnest(${books.map((book) => book.unitCode)}::text[], ${books.map((book) => book.declarant)}::text[]) as b (unit_code, declarant)
    cross join lateral (select * from precursor.declaration d where d.unit_code = b.unit_code and d.declarant = b.declarant and d.inputs is not null offset 0) d
    left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id`;
  return rows.map(toWithVoid);
}
