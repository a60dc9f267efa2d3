import type { UseCaseContext } from "#platform/module.ts";
import { maskName } from "../domain/mask.ts";
import { listNameRows } from "./account.sql.ts";
import { accessParts } from "./parts.ts";
import { TABLE } from "./personal.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Masked names (张*) of accounts anywhere in the city, for lists that say who acted: by account id. Programs of this machine, accounts
 * of elsewhere and accounts whose key was destroyed have none.
 */
export async function maskedNames({ tx, withinCity }: Pick<UseCaseContext, "tx" | "withinCity">, accounts: readonly { readonly unitCode: string; readonly id: string }[]): Promise<ReadonlyMap<string, string>> {
  const known = accounts.filter(({ id }) => UUID.test(id));
  if (known.length === 0) return new Map();
  const rows = await withinCity(() => listNameRows(tx, known));
  if (rows.length === 0) return new Map();
  const { vault } = accessParts();
  return new Map(rows.map((row) => [row.id, maskName(vault.open(row.wrappedKey, { table: TABLE, id: row.id, column: "name" }, row.sealedName))]));
}
