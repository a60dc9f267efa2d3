import type { Tx } from "#platform/db.ts";
import { isForeignParty, type Declaration } from "../../contract/declaration.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { makeRegister, type Register } from "../../domain/register.ts";
import { findEnterprises, findPermits, findPurchasePermits } from "./register.sql.ts";

const versions = [...shippedCatalogue.versionsById.values()].flat();

/** Parties of the country and numbers of documents that rows name. */
export type Named = { readonly parties: ReadonlySet<string>; readonly numbers: ReadonlySet<string> };

export function namedIn(rows: readonly Declaration[]): Named {
  const parties = new Set<string>();
  const numbers = new Set<string>();
  for (const row of rows) {
    parties.add(row.declarant);
    if (row.counterparty !== null && !isForeignParty(row.counterparty)) parties.add(row.counterparty);
    if (row.permit !== null) numbers.add(row.permit);
    if (row.transportPermit !== null) numbers.add(row.transportPermit);
  }
  return { parties, numbers };
}

/** Enterprises, documents and catalogue, as far as they are named. @param recalled enterprises that need not be read */
export async function registerOf(tx: Tx, named: Named, purchases: readonly { unitCode: string; holder: string; substanceId: string }[] = [], recalled: readonly Enterprise[] = []): Promise<Register> {
  const { numbers } = named;
  const parties = new Set([...named.parties, ...purchases.map(({ holder }) => holder)]);
  const known = new Set(recalled.map(({ uscc }) => uscc));
  const unknown = [...parties].filter((uscc) => !known.has(uscc));
  const [cited, found, held] = await Promise.all([numbers.size > 0 ? findPermits(tx, [...numbers]) : [], unknown.length > 0 ? findEnterprises(tx, unknown) : [], findPurchasePermits(tx, purchases)]);
  const holders = [...new Set(cited.map((permit) => permit.holder))].filter((holder) => !parties.has(holder));
  const enterprises = [...recalled, ...found, ...(holders.length > 0 ? await findEnterprises(tx, holders) : [])];
  const isCited = new Set(cited.map((permit) => `${permit.kind} ${permit.number}`));
  const permits = [...cited, ...held.filter((permit) => !isCited.has(`${permit.kind} ${permit.number}`))];
  return makeRegister({ enterprises, permits, catalogue: versions });
}
