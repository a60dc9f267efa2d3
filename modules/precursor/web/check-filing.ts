import { wordsOf } from "#kernel/refusal.ts";
import type { FieldProblem } from "#ui/call.ts";
import type { Declaration, DeclarationKind } from "../contract/declaration.ts";
import { rowRefusals } from "../contract/row-refusals.ts";
import { DECLARATION_COLUMNS } from "../domain/parse/declaration-columns.ts";
import { declarationParser } from "../domain/parse/declaration-row.ts";
import type { RowLookup } from "../domain/parse/row-lookup.ts";
import { filingOf, type FilingText } from "./filing-fields.ts";

const HEADER = DECLARATION_COLUMNS.map(({ name }) => name);
/** Which enterprises and substances there are is for the server to say: here a chosen substance is an id already. */
const TRUSTING: RowLookup = { resolveSubstance: (text) => text, unitOfEnterprise: () => "000000", unitOfDistrict: () => null };

/** The file format lets a void stand without a word; a person is asked why. */
const SHORTEST_REASON = 2;
const NO_REASON: FieldProblem = { path: "note", code: "precursor.row.required", words: { zh: "请写明作废理由", en: "Say why it is voided" } };

export type Checked = { readonly declaration: Declaration | null; readonly problems: readonly FieldProblem[] };

/** Reads a form as the server will read it, by the same parser. @param labelOf what the form calls a field */
export function checkFiling(text: FilingText, kind: DeclarationKind, nowMs: number, labelOf: (field: string) => { readonly zh: string; readonly en: string }): Checked {
  const filing: { readonly [field: string]: string | undefined } = filingOf(text, kind);
  const parsed = declarationParser(HEADER, TRUSTING, nowMs)(HEADER.map((name) => filing[name] ?? ""));
  const reasonless = kind === "void" && text.note.trim().length < SHORTEST_REASON ? [NO_REASON] : [];
  if (parsed.ok) return { declaration: parsed.value, problems: reasonless };
  const problems = parsed.problems.map(({ column, code, data }): FieldProblem => {
    const words = rowRefusals.words[code];
    const label = labelOf(column);
    return { path: column, code, words: words ? { zh: wordsOf(words, "zh", { ...data, column: label.zh }), en: wordsOf(words, "en", { ...data, column: label.en }) } : { zh: code, en: code } };
  });
  return { declaration: null, problems: [...problems, ...reasonless] };
}
