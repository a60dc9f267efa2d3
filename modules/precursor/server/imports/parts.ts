import type { Files } from "#platform/files.ts";

/** What imports need of the house beside the gate: where uploaded files lie, and whom to tell of progress. */
export type ImportParts = { readonly files: Files; readonly tell: (refreshes: readonly string[], unitCode: string) => void };

let parts: ImportParts | undefined;

/** Called once by the house, before the first request. */
export const startImports = (given: ImportParts): void => void (parts = given);

export function importParts(): ImportParts {
  if (!parts) throw new Error("startImports was not called");
  return parts;
}

export const IMPORT_VIEWS = ["precursor.import.list", "precursor.import.get"] as const;
/** Views that show other figures after facts or registers changed. */
export const BOOK_VIEWS = [
  ...IMPORT_VIEWS, "precursor.declaration.list", "precursor.book.statement", "precursor.finding.list", "precursor.overview.get", "precursor.enterprise.get", "precursor.enterprise.list", "precursor.permit.list", "precursor.balance.get", "precursor.work.get",
] as const;
