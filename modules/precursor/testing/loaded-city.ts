import { anActor, type TestHouse } from "#test/database.ts";
import type { Declaration } from "../contract/declaration.ts";
import { declarationKey } from "../contract/declaration.ts";
import { postDeclarations, type Outcome } from "../server/books/post-declarations.ts";
import { aDeclaration, chance, onDay, type City } from "./builders.ts";
import { registerForTest } from "./register.ts";

/** What posts and asks in tests where the actor does not matter. */
export const system = anActor({ kind: "system", scope: "city", unitCode: "500000", accountId: "system" });

export const OTHER_UNIT = "500109";

/**
 * Every second enterprise of the city, with its book and documents, in another unit. A lot number belongs to one substance,
 * and transforms use the lots of another one, opened before everything else.
 */
export const inTwoUnits = (city: City): City => spread({ ...city, declarations: [...city.enterprises.map(openingLot), ...filedInOrder(city.declarations).map(withOwnLots)] });

/**
 * The same with lots as they come: a number is given to several substances, used before it is known, voided and named again; and
 * a void may be dated before what it cancels.
 */
export const asTheyCome = (city: City): City => spread(city);

function spread(city: City): City {
  const unitOf = new Map(city.enterprises.map(({ uscc, unitCode }, i) => [uscc, i % 2 === 0 ? unitCode : OTHER_UNIT]));
  return {
    ...city,
    enterprises: city.enterprises.map((each) => ({ ...each, unitCode: unitOf.get(each.uscc) ?? each.unitCode })),
    permits: city.permits.map((each) => ({ ...each, unitCode: unitOf.get(each.holder) ?? each.unitCode })),
    declarations: city.declarations.map((each) => ({ ...each, unitCode: unitOf.get(each.declarant) ?? each.unitCode })),
  };
}

const openingLot = ({ uscc }: { uscc: string }) => aDeclaration(uscc, "first", "opening", { substanceId: "acetone", lot: "acetone-L1", massMg: 400_000_000, occurredAt: onDay(-1), reportedAt: onDay(-1) });

const withOwnLots = (row: Declaration): Declaration => ({
  ...row,
  lot: row.lot === null || row.lot === "" ? row.lot : `${row.substanceId}-${row.lot}`,
  inputs: row.inputs.map((input) => ({ ...input, lot: input.lot === "L1" ? "acetone-L1" : `${row.substanceId}-${input.lot}` })),
});

/** A void is not filed before what it cancels. */
function filedInOrder(rows: readonly Declaration[]): Declaration[] {
  const filedAt = new Map(rows.map((row) => [declarationKey(row), row.reportedAt]));
  return rows.map((row) => (row.kind === "void" ? { ...row, reportedAt: Math.max(row.reportedAt, filedAt.get(`${row.declarant}/${row.ref}`) ?? 0) } : row));
}

/** Empties the house, registers the city and posts its rows in the order of their filing, voids last. @returns what was accepted */
export async function loadCity(house: TestHouse, city: City): Promise<{ city: City; rows: Declaration[] }> {
  const byFiling = (a: Declaration, b: Declaration) => Number(a.kind === "void") - Number(b.kind === "void") || a.reportedAt - b.reportedAt;
  return loadInParts(house, city, [[...city.declarations].sort(byFiling)]);
}

/** The same in several postings and in no order, but that nothing is voided in a posting before its own. */
export function loadCityShuffled(house: TestHouse, city: City, seed: number, parts: number): Promise<{ city: City; rows: Declaration[] }> {
  const random = chance(seed);
  const partOf = new Map(city.declarations.map((row) => [declarationKey(row), Math.floor(random() * parts)]));
  const place = (row: Declaration) => Math.max(partOf.get(declarationKey(row)) ?? 0, row.kind === "void" ? (partOf.get(`${row.declarant}/${row.ref}`) ?? 0) : 0);
  const shuffled = city.declarations.map((row) => ({ row, order: random() })).sort((a, b) => a.order - b.order).map(({ row }) => row);
  return loadInParts(house, city, Array.from({ length: parts }, (_, part) => shuffled.filter((row) => place(row) === part)));
}

async function loadInParts(house: TestHouse, city: City, parts: readonly (readonly Declaration[])[]): Promise<{ city: City; rows: Declaration[] }> {
  await emptyBooks(house);
  await house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, city));
  const accepted: Declaration[] = [];
  for (const part of parts) {
    const outcomes = await postRows(house, part);
    accepted.push(...part.filter((_, i) => outcomes[i]?.state === "accepted"));
  }
  return { city, rows: accepted };
}

/** Posts rows as one posting. */
export async function postRows(house: TestHouse, rows: readonly Declaration[]): Promise<readonly Outcome[]> {
  const filed = rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true }));
  return (await house.gate.act(system, "test.post", (context) => postDeclarations({ ...context, sourceId: context.newId() }, filed))).outcomes;
}

export async function emptyBooks(house: TestHouse): Promise<void> {
  await house.database.owner`truncate precursor.book_lock, precursor.enterprise_registry, precursor.permit_registry, precursor.enterprise, precursor.permit, precursor.declaration, precursor.declaration_void, precursor.shipment, precursor.permit_use, precursor.purchase_year, precursor.stock, precursor.stock_month, precursor.contribution, precursor.adjustment, precursor.flow_month, precursor.flow_day, precursor.finding, precursor.finding_act`;
}
