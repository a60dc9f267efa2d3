import type { UseCaseContext } from "#platform/module.ts";
import type { DeclarationRow } from "../../contract/declaration.api.ts";
import type { ShownDeclaration } from "./declaration-view.sql.ts";
import { namesOf } from "./names.ts";

export async function declarationRows(context: Pick<UseCaseContext, "tx" | "withinCity">, shown: readonly ShownDeclaration[]): Promise<DeclarationRow[]> {
  const names = await namesOf(context, shown.flatMap((row) => [row.declarant, row.counterparty]));
  return shown.map((row) => ({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    reportedAt: row.reportedAt.toISOString(),
    inputs: row.inputs === null ? [] : [...row.inputs],
    declarantName: names.of(row.declarant),
    counterpartyName: names.of(row.counterparty),
  }));
}
