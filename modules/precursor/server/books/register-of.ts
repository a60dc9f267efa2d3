import type { Tx } from "#platform/db.ts";
import { isForeignParty, type Declaration } from "../../contract/declaration.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { makeRegister, type Register } from "../../domain/register.ts";
import { findEnterprises, findPermits, findPurchasePermits } from "./register.sql.ts";

const versions = [...shippedCatalogue.versionsById.values()].flat();

/** Enterprises, documents and catalogue, as far as these rows name them. */
export async function registerOf(tx: Tx, rows: readonly Declaration[], purchases: readonly { unitCode: string; holder: string; substanceId: string }[] = []): Promise<Register> {
  const parties = new Set<string>();
  const numbers = new Set<string>();
  for (const row of rows) {
    parties.add(row.declarant);
    if (row.counterparty !== null && !isForeignParty(row.counterparty)) parties.add(row.counterparty);
    if (row.permit !== null) numbers.add(row.permit);
    if (row.transportPermit !== null) numbers.add(row.transportPermit);
  }
  for (const { holder } of purchases) parties.add(holder);
  const [cited, named, held] = await Promise.all([numbers.size > 0 ? findPermits(tx, [...numbers]) : [], parties.size > 0 ? findEnterprises(tx, [...parties]) : [], findPurchasePermits(tx, purchases)]);
  const holders = [...new Set(cited.map((permit) => permit.holder))].filter((holder) => !parties.has(holder));
  const enterprises = holders.length > 0 ? [...named, ...(await findEnterprises(tx, holders))] : named;
  const known = new Set(cited.map((permit) => `${permit.kind} ${permit.number}`));
  const permits = [...cited, ...held.filter((permit) => !known.has(`${permit.kind} ${permit.number}`))];
  return makeRegister({ enterprises, permits, catalogue: versions });
}
