import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../contract/declaration.ts";
import type { Finding } from "../contract/finding.ts";
import { judgeAll } from "../domain/judge-all.ts";
import { shippedCatalogue } from "../domain/shipped-catalogue.ts";
import { listRegister } from "./books/register.sql.ts";
import { eachDeclaration } from "./declaration.sql.ts";
import { listConcerning } from "./judge-as-of.sql.ts";

export type PastQuestion = { readonly /** null: the whole city. */ unit: string | null; readonly asOf: Date };

/**
 * The findings of a unit at a past moment, judged from scratch: every row of its books filed by then, the rows of other units
 * that concern it (its partners' sides of its shipments, uses of its documents), and the registers as they are now.
 * Run within the city's fence. The cost grows with the rows; questions about now are answered from the stored findings.
 */
export async function judgeAsOf(tx: Tx, { unit, asOf }: PastQuestion): Promise<Finding[]> {
  const declarations: Declaration[] = [];
  for await (const rows of eachDeclaration(tx, unit, asOf)) declarations.push(...rows);
  if (unit !== null) declarations.push(...(await listConcerning(tx, unit, asOf)));
  const { enterprises, permits } = await listRegister(tx, null);
  const catalogue = [...shippedCatalogue.versionsById.values()].flat();
  const findings = judgeAll({ declarations, enterprises, permits, catalogue, at: asOf.getTime() });
  return unit === null ? findings : findings.filter((finding) => finding.unitCode === unit);
}
