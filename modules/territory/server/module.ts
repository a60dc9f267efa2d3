import { dayOf } from "#kernel/calendar.ts";
import { handle, type Module } from "#platform/module.ts";
import { getCrosswalk, listTowns, listUnits, territoryRefusals } from "../contract/index.ts";
import { townsOf, unitOn, unitsOf } from "../domain/territory.ts";
import { ownTerritory, territoryOf } from "./data.ts";
import { loadTerritory } from "./load-territory.ts";

export const territoryModule: Module = {
  name: "territory",
  refusals: territoryRefusals.words,
  loadReference: (tx, city) => loadTerritory(tx, territoryOf(city)),
  handlers: [
    handle(listUnits, async ({ now }, { on = dayOf(now) }) => {
      const territory = ownTerritory();
      return { on, city: territory.city, units: unitsOf(territory, on) };
    }),
    handle(listTowns, async ({ now }, { unit, on = dayOf(now) }) => {
      const territory = ownTerritory();
      if (!unitOn(territory, unit, on)) territoryRefusals.refuse("territory.unit.unknown", { code: unit, on });
      return { on, unit, towns: townsOf(territory, unit, on) };
    }),
    handle(getCrosswalk, async () => ownTerritory().crosswalk),
  ],
};
