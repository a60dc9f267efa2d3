import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readConfig, repositoryRoot } from "#platform/config.ts";
import { City, Crosswalk, Province, Town, Unit } from "../contract/index.ts";
import { makeTerritory, type Territory } from "../domain/territory.ts";

const loaded = new Map<string, Territory>();

/** The territory of a city's data folder, read and checked once. Another city is another folder. */
export function territoryOf(folder: string): Territory {
  const known = loaded.get(folder);
  if (known) return known;
  const city = readJson(City, folder, "city.json"); // checks the folder's name before it is used further
  const territory = makeTerritory({
    city,
    units: readJson(z.array(Unit), folder, "units.json"),
    towns: readJson(z.array(Town), folder, "towns.json"),
    crosswalk: readJson(Crosswalk, folder, "crosswalk.json"),
    provinces: readJson(z.array(Province), ".", "provinces.json"),
  });
  loaded.set(folder, territory);
  return territory;
}

/** The city this house is configured for (`QINGYU_CITY`). */
export const ownTerritory = (): Territory => territoryOf(readConfig().city);

function readJson<S extends z.ZodType>(schema: S, folder: string, file: string): z.infer<S> {
  if (!/^[a-z0-9-]+$|^\.$/.test(folder)) throw new Error(`not the name of a city's data folder: ${folder}`);
  return schema.parse(JSON.parse(readFileSync(join(repositoryRoot, "modules/territory/data", folder, file), "utf8")));
}
