import type { Tx } from "#platform/db.ts";
import type { Declaration, DeclarationKind } from "../../contract/declaration.ts";
import type { BookScope } from "./book-scope.ts";
import { allOf, given, inScope, type Fragment } from "./filter.sql.ts";

export type DeclarationFilter = {
  readonly scope: BookScope;
  readonly kind?: DeclarationKind | undefined;
  readonly substanceId?: string | undefined;
  readonly lot?: string | undefined;
  readonly shipment?: string | undefined;
  readonly permit?: string | undefined;
};

/** Instants of the event, from (inclusive) to (exclusive); null is open. */
export type Window = { readonly from: Date | null; readonly to: Date | null };
export type DeclarationPlace = { readonly occurredAt: Date; readonly unitCode: string; readonly declarant: string; readonly declarationId: string };

export type ShownDeclaration = Omit<Declaration, "occurredAt" | "reportedAt" | "inputs"> & { occurredAt: Date; reportedAt: Date; inputs: Declaration["inputs"] | null; voidedBy: string | null };

const columns = (tx: Tx): Fragment => tx`
  d.unit_code as "unitCode", d.declarant, d.declaration_id as "declarationId", d.kind, d.substance_id as "substanceId", d.lot, d.mass_mg as "massMg", d.gross_mg as "grossMg", d.quantity_text as "quantityText",
  d.unit, d.content_ppm as "contentPpm", d.sigma_ppm as "sigmaPpm", d.occurred_at as "occurredAt", d.reported_at as "reportedAt", d.counterparty, d.shipment, d.permit, d.transport_permit as "transportPermit",
  d.customs_no as "customsNo", d.inputs, d.process, d.output_mg as "outputMg", d.ref, d.note, v.declaration_id as "voidedBy"`;

const source = (tx: Tx): Fragment => tx`
  precursor.declaration d
  left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id`;

/** Newest event first. */
export const selectDeclarations = (tx: Tx, filter: DeclarationFilter, window: Window, after: DeclarationPlace | null, limit: number) => tx<ShownDeclaration[]>`
  select ${columns(tx)}
  from ${source(tx)}
  where ${allOf(tx, [
    inScope(tx, filter.scope, tx`d.unit_code`, tx`d.declarant`),
    given(window.from, (from) => tx`d.occurred_at >= ${from}`),
    given(window.to, (to) => tx`d.occurred_at < ${to}`),
    given(filter.kind, (kind) => tx`d.kind = ${kind}`),
    given(filter.substanceId, (substanceId) => tx`d.substance_id = ${substanceId}`),
    given(filter.lot, (lot) => tx`d.lot = ${lot}`),
    given(filter.shipment, (shipment) => tx`d.shipment = ${shipment}`),
    given(filter.permit, (permit) => tx`(d.permit = ${permit} or d.transport_permit = ${permit})`),
    given(after, ({ occurredAt, unitCode, declarant, declarationId }) => tx`(d.occurred_at, d.unit_code, d.declarant, d.declaration_id) < (${occurredAt}::timestamptz, ${unitCode}, ${declarant}, ${declarationId})`),
  ])}
  order by d.occurred_at desc, d.unit_code desc, d.declarant desc, d.declaration_id desc
  limit ${limit}`;

export const selectDeclaration = (tx: Tx, unitCode: string, declarant: string, declarationId: string) => tx<ShownDeclaration[]>`
  select ${columns(tx)} from ${source(tx)} where d.unit_code = ${unitCode} and d.declarant = ${declarant} and d.declaration_id = ${declarationId}`;

/** Those of the named rows that lie within the fence. */
export const selectNamed = (tx: Tx, scope: BookScope, names: readonly { declarant: string; declarationId: string }[]) => tx<ShownDeclaration[]>`
  select ${columns(tx)}
  from unnest(${names.map((name) => name.declarant)}::text[], ${names.map((name) => name.declarationId)}::text[]) as n (declarant, declaration_id)
  join precursor.enterprise_registry r on r.uscc = n.declarant
  join ${source(tx)} on d.unit_code = r.unit_code and d.declarant = n.declarant and d.declaration_id = n.declaration_id
  where ${inScope(tx, scope, tx`d.unit_code`, tx`d.declarant`)}
  order by d.occurred_at, d.declarant, d.declaration_id`;
