/** A cell the file itself makes untrustworthy. Its record must be refused, whatever its text says. */
export type CellFault = { readonly columnIndex: number; readonly code: string; readonly value: string };

/** Some records of a table in file order. Fields are text exactly as stored, not trimmed; short rows stay short. */
export type RecordBatch = {
  readonly records: string[][];
  /** 1-based line (csv) or sheet row (xlsx) on which each record starts. */
  readonly lines: number[];
  /** By position in `records`; nearly always empty. */
  readonly faults: Map<number, CellFault[]>;
};

export type TableLimits = {
  readonly rows: number;
  readonly columns: number;
  readonly fieldChars: number;
  readonly recordChars: number;
  /** What an .xlsx may unpack to, over all its parts that are read. */
  readonly unpackedBytes: number;
};

/** Bounds of a table file; a caller lowers `rows` to what its use case can hold. */
export const TABLE_LIMITS: TableLimits = {
  rows: 2_000_000,
  columns: 200,
  fieldChars: 32_768,
  recordChars: 1_048_576,
  unpackedBytes: 1_073_741_824,
};

export function emptyBatch(): RecordBatch {
  return { records: [], lines: [], faults: new Map() };
}

/** Spreadsheet programs write rows of empty cells where only formatting is left. */
export function isBlankRecord(record: readonly string[]): boolean {
  for (const field of record) if (field !== "") return false;
  return true;
}
