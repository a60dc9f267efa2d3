import type { DeclarationFiling } from "../contract/declaration.api.ts";
import type { DeclarationKind } from "../contract/declaration.ts";

/** A column of the declarations file is a field of the form. */
export type FilingField = keyof DeclarationFiling;
export type FilingText = { readonly [field in FilingField]: string };

const QUANTITY: readonly FilingField[] = ["substance", "lot", "quantity", "unit", "density", "content"];

/** What each kind of event is asked, in the order of the form, besides who, which kind, when and under which id. */
const ASKED: { readonly [kind in DeclarationKind]: readonly FilingField[] } = {
  opening: QUANTITY,
  produce: [...QUANTITY, "permit"],
  dispatch: ["counterparty", ...QUANTITY, "shipment", "transport_permit", "permit"],
  receive: ["counterparty", ...QUANTITY, "shipment", "permit"],
  consume: [...QUANTITY, "process", "output_t"],
  transform: [...QUANTITY, "inputs"],
  import: ["counterparty", ...QUANTITY, "shipment", "permit", "customs_no"],
  export: ["counterparty", ...QUANTITY, "shipment", "permit", "customs_no"],
  destroy: QUANTITY,
  loss: QUANTITY,
  stocktake: QUANTITY.filter((field) => field !== "lot"),
  void: ["ref"],
};
const ALWAYS: readonly FilingField[] = ["declarant", "kind", "declaration_id", "occurred_at", "note"];

/** Kept for the next one of the same kind; what names one event (ids, quantities, waybills) is not. */
const KEPT: readonly FilingField[] = ["declarant", "kind", "substance", "unit", "density", "content", "counterparty", "permit", "transport_permit", "process", "sigma_pct"];

/** How a kind moves the stock of the declarant: +1 in, −1 out, 0 a count or nothing. */
export const STOCK_SIGN: { readonly [kind in DeclarationKind]: 1 | -1 | 0 } = { opening: 1, produce: 1, receive: 1, import: 1, transform: 1, dispatch: -1, consume: -1, export: -1, destroy: -1, loss: -1, stocktake: 0, void: 0 };

export function isAsked(kind: DeclarationKind, field: FilingField, unit: string): boolean {
  if (field === "density") return unit === "L" && ASKED[kind].includes("density");
  if (field === "sigma_pct") return kind !== "void";
  if (field === "occurred_at") return kind !== "void";
  return ALWAYS.includes(field) || ASKED[kind].includes(field);
}

export const EMPTY_FILING: FilingText = {
  declaration_id: "", declarant: "", kind: "dispatch", substance: "", lot: "", quantity: "", unit: "kg", density: "", content: "", occurred_at: "", reported_at: "", counterparty: "", shipment: "",
  permit: "", transport_permit: "", customs_no: "", inputs: "", process: "", output_t: "", sigma_pct: "", ref: "", note: "",
};
export const FILING_FIELDS = Object.keys(EMPTY_FILING) as readonly FilingField[]; // the object has exactly the fields of FilingText

/** What is sent: only the fields this kind is asked and that were filled in. */
export function filingOf(text: FilingText, kind: DeclarationKind): DeclarationFiling {
  const filled = FILING_FIELDS.filter((field) => isAsked(kind, field, text.unit) && text[field].trim() !== "").map((field) => [field, text[field].trim()] as const);
  const optional: Partial<DeclarationFiling> = Object.fromEntries(filled);
  return { substance: "", quantity: "", unit: "", ...optional, kind, declarant: text.declarant, declaration_id: text.declaration_id.trim(), occurred_at: kind === "void" ? "" : text.occurred_at };
}

export function nextFiling(text: FilingText, declarationId: string): FilingText {
  return { ...EMPTY_FILING, ...Object.fromEntries(KEPT.map((field) => [field, text[field]])), declaration_id: declarationId };
}

/** An id nobody in the book is likely to have used: day and second in Asia/Shanghai. */
export function suggestedId(nowMs: number): string {
  const text = new Date(nowMs + 8 * 3_600_000).toISOString();
  return `${text.slice(0, 10).replaceAll("-", "")}-${text.slice(11, 19).replaceAll(":", "")}`;
}
