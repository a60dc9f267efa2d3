import type { Day } from "#kernel/calendar.ts";
import type { City, Town, Unit, UnitLink } from "./contract/index.ts";
import * as boundary from "./domain/boundary.ts";
import * as ask from "./domain/territory.ts";
import { ownTerritory } from "./server/data.ts";

export { loadTerritory } from "./server/load-territory.ts";
export { territoryModule } from "./server/module.ts";

/** The city this house works for; its code is the unit of city officials. */
export const ownCity = (): City => ownTerritory().city;
export const unitOn = (code: string, day: Day): Unit | undefined => ask.unitOn(ownTerritory(), code, day);
export const unitsOf = (day: Day): Unit[] => ask.unitsOf(ownTerritory(), day);
export const townUnitOn = (townCode: string, day: Day): string | undefined => ask.townUnitOn(ownTerritory(), townCode, day);
export const townsOf = (unitCode: string, day: Day): Town[] => ask.townsOf(ownTerritory(), unitCode, day);
export const townNamed = (unitCode: string, name: string, day: Day): Town | undefined => ask.townNamed(ownTerritory(), unitCode, name, day);
export const predecessorsOf = (code: string): UnitLink[] => ask.predecessorsOf(ownTerritory(), code);
export const successorsOf = (code: string): UnitLink[] => ask.successorsOf(ownTerritory(), code);
/** Valid on that day in this city, or well-formed under a known province elsewhere. */
export const isKnownDistrict = (code: string, day: Day): boolean => ask.isKnownDistrict(ownTerritory(), code, day);
export const isOfCity = (code: string): boolean => ask.isOfCity(ownTerritory(), code);
/** Regulation on Precursor Chemicals art. 20: where a transport document becomes necessary. */
export const crossesCityBorder = (a: string, b: string): boolean => ask.crossesCityBorder(ownTerritory(), a, b);
export const sumByUnit = (figureByTown: ReadonlyMap<string, number>, boundaryOf: Day) => boundary.sumByUnit(ownTerritory(), figureByTown, boundaryOf);
export const unitsOfPlace = (place: boundary.Place, boundaryOf: Day): string[] => boundary.unitsOfPlace(ownTerritory(), place, boundaryOf);
export const lastDayOf = (code: string, upTo: Day): Day | undefined => boundary.lastDayOf(ownTerritory(), code, upTo);
/** Days on which boundaries changed. */
export const changeDays = (): Day[] => [...new Set(ownTerritory().crosswalk.links.map(({ on }) => on))].sort();
export const comparableBlocks = (before: Day, after: Day) => boundary.comparableBlocks(ownTerritory(), before, after);
