import type { Day } from "#kernel/calendar.ts";
import { townsOf, townUnitOn, unitsOf, type Territory } from "./territory.ts";

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
