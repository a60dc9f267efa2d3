import { z } from "zod";
import { endpoint, isoDay, unitCode } from "#kernel/contract.ts";
import { City, Crosswalk, Town, Unit } from "./unit.ts";

const on = isoDay.optional().describe("day of the boundary; today when absent");

export const listUnits = endpoint({
  name: "territory.unit.list",
  method: "GET",
  path: "/territory/units",
  permission: "signed-in",
  summary: { zh: "某日有效的区县", en: "County-level units as of a day" },
  input: z.object({ on }),
  output: z.object({ on: isoDay, city: City, units: z.array(Unit) }),
});

export const listTowns = endpoint({
  name: "territory.town.list",
  method: "GET",
  path: "/territory/towns",
  permission: "signed-in",
  summary: { zh: "某区县某日的镇街", en: "Towns of a unit as of a day" },
  input: z.object({ unit: unitCode, on }),
  output: z.object({ on: isoDay, unit: unitCode, towns: z.array(Town) }),
  refusals: ["territory.unit.unknown"],
});

export const getCrosswalk = endpoint({
  name: "territory.crosswalk.get",
  method: "GET",
  path: "/territory/crosswalk",
  permission: "signed-in",
  summary: { zh: "区划调整对照", en: "Boundary changes, unit by unit and town by town" },
  input: z.object({}),
  output: Crosswalk,
});
