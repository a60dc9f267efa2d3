import type { Files } from "#platform/files.ts";
import { BOOK_VIEWS } from "../../contract/book-views.ts";

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
/** What an import shows of itself, and whatever its rows change. */
export const CHANGED_VIEWS = [...IMPORT_VIEWS, ...BOOK_VIEWS] as const;
