import type { UseCaseContext } from "#platform/module.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { scopeFor } from "./book-scope.ts";
import { findUnitOf } from "./names.sql.ts";

/** Unit of an enterprise's book; undefined when there is none or the actor may not see it: the two answer alike. */
export async function findVisibleUnit({ tx, actor }: Pick<UseCaseContext, "tx" | "actor">, uscc: string): Promise<string | undefined> {
  const unitCode = await findUnitOf(tx, uscc);
  return unitCode !== null && scopeFor(actor, { unit: unitCode, enterprise: uscc }) !== null ? unitCode : undefined;
}

/** @throws Refusal precursor.enterprise.unknown */
export const getVisibleUnit = async (context: Pick<UseCaseContext, "tx" | "actor">, uscc: string): Promise<string> =>
  (await findVisibleUnit(context, uscc)) ?? precursorRefusals.refuse("precursor.enterprise.unknown");
