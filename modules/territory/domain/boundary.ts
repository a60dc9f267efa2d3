import { addDays, type Day } from "#kernel/calendar.ts";
import { townNamed, townsOf, townUnitOn, unitsOf, type Territory } from "./territory.ts";

/**
 * Figures known by town, summed by the units of any day's boundary: last year's numbers inside this year's districts, or
 * the other way round. Towns this city does not have are named, never dropped.
 */
export function sumByUnit(territory: Territory, figureByTown: ReadonlyMap<string, number>, boundaryOf: Day): { byUnit: Map<string, number>; unknownTowns: string[] } {
  const byUnit = new Map<string, number>(unitsOf(territory, boundaryOf).map((unit) => [unit.code, 0]));
  const unknownTowns: string[] = [];
  for (const [town, figure] of figureByTown) {
    const unit = townUnitOn(territory, town, boundaryOf);
    if (unit === undefined) unknownTowns.push(town);
    else byUnit.set(unit, (byUnit.get(unit) ?? 0) + figure);
  }
  return { byUnit, unknownTowns };
}

/** Somewhere in a unit of a day, in a town of it where that is known. */
export type Place = { readonly unit: string; readonly town: string | null; readonly on: Day };

/**
 * The units a place may lie in by another day's boundary: the one of its town, or, where that is not known, those its unit's towns
 * lay in then. One where it is certain.
 */
export function unitsOfPlace(territory: Territory, { unit, town, on }: Place, boundaryOf: Day): string[] {
  const known = town === null ? undefined : townNamed(territory, unit, town, on);
  const towns = known ? [known] : townsOf(territory, unit, on);
  return [...new Set(towns.flatMap(({ code }) => townUnitOn(territory, code, boundaryOf) ?? []))];
}

/** The last day a unit was in force, up to a day; undefined where it never was until then. */
export function lastDayOf(territory: Territory, code: string, upTo: Day): Day | undefined {
  const unit = territory.unitByCode.get(code);
  if (!unit || (unit.validFrom !== null && unit.validFrom > upTo)) return undefined;
  return unit.validUntil !== null && unit.validUntil <= upTo ? addDays(unit.validUntil, -1) : upTo;
}

/** Units of one boundary and of another that cover exactly the same towns. */
export type ComparableBlock = { readonly before: readonly string[]; readonly after: readonly string[] };

/**
 * Where a figure is known by unit only, a changed district cannot be compared with itself. These are the smallest groups
 * of units that can: 江北 + 渝北 + 北碚 before November 2025 are 两江新区 + 北碚 after.
 */
export function comparableBlocks(territory: Territory, before: Day, after: Day): ComparableBlock[] {
  const blocks: { before: Set<string>; after: Set<string> }[] = [];
  for (const unit of unitsOf(territory, before)) {
    const joined = { before: new Set([unit.code]), after: new Set<string>() };
    for (const town of townsOf(territory, unit.code, before)) {
      const now = townUnitOn(territory, town.code, after);
      if (now !== undefined) joined.after.add(now);
    }
    for (const block of blocks.filter((other) => [...other.after].some((code) => joined.after.has(code)))) {
      for (const code of block.before) joined.before.add(code);
      for (const code of block.after) joined.after.add(code);
      blocks.splice(blocks.indexOf(block), 1);
    }
    blocks.push(joined);
  }
  return blocks
    .map((block) => ({ before: [...block.before].sort(), after: [...block.after].sort() }))
    .sort((a, b) => ((a.before[0] ?? "") < (b.before[0] ?? "") ? -1 : 1));
}
