import type { Day } from "#kernel/calendar.ts";
import type { City, Crosswalk, Province, Town, TownTransfer, Unit, UnitLink } from "../contract/index.ts";

/** A city's territory through time, indexed once; every question below is asked of it with a day. */
export type Territory = {
  readonly city: City;
  readonly units: readonly Unit[];
  readonly towns: readonly Town[];
  readonly crosswalk: Crosswalk;
  readonly provinces: readonly Province[];
  readonly unitByCode: ReadonlyMap<string, Unit>;
  readonly townByCode: ReadonlyMap<string, Town>;
  readonly provinceByPrefix: ReadonlyMap<string, Province>;
  readonly transfersByTown: ReadonlyMap<string, readonly TownTransfer[]>;
};

export function makeTerritory(parts: Pick<Territory, "city" | "units" | "towns" | "crosswalk" | "provinces">): Territory {
  const transfersByTown = new Map<string, TownTransfer[]>();
  for (const transfer of [...parts.crosswalk.transfers].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    transfersByTown.set(transfer.town, [...(transfersByTown.get(transfer.town) ?? []), transfer]);
  }
  return {
    ...parts,
    unitByCode: new Map(parts.units.map((unit) => [unit.code, unit])),
    townByCode: new Map(parts.towns.map((town) => [town.code, town])),
    provinceByPrefix: new Map(parts.provinces.map((province) => [province.prefix, province])),
    transfersByTown,
  };
}

/** The unit with this code, if it existed on that day. */
export function unitOn(territory: Territory, code: string, day: Day): Unit | undefined {
  const unit = territory.unitByCode.get(code);
  return unit && existsOn(unit, day) ? unit : undefined;
}

/** Every unit of the city on a day, by code. */
export function unitsOf(territory: Territory, day: Day): Unit[] {
  return territory.units.filter((unit) => existsOn(unit, day)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The unit a town belonged to on a day: the one it was coded under, until it was transferred. */
export function townUnitOn(territory: Territory, townCode: string, day: Day): string | undefined {
  if (!territory.townByCode.has(townCode)) return undefined;
  const transfers = territory.transfersByTown.get(townCode) ?? [];
  const last = transfers.filter((transfer) => transfer.on <= day).at(-1);
  return last?.to ?? transfers[0]?.from ?? townCode.slice(0, 6);
}

export function townsOf(territory: Territory, unitCode: string, day: Day): Town[] {
  return territory.towns.filter((town) => townUnitOn(territory, town.code, day) === unitCode);
}

/** The town of this name in a unit; undefined when none or several have it. */
export function townNamed(territory: Territory, unitCode: string, name: string, day: Day): Town | undefined {
  const found = townsOf(territory, unitCode, day).filter((town) => town.nameZh === name.trim());
  return found.length === 1 ? found[0] : undefined;
}

export function predecessorsOf(territory: Territory, code: string): UnitLink[] {
  return territory.crosswalk.links.filter((link) => link.successor === code);
}

export function successorsOf(territory: Territory, code: string): UnitLink[] {
  return territory.crosswalk.links.filter((link) => link.predecessor === code);
}

/**
 * A code that may stand for a place on that day: a unit of this city then in force, or, since other cities' changes are
 * not kept here, any six digits under a known province that name a county and not the province or city itself.
 */
export function isKnownDistrict(territory: Territory, code: string, day: Day): boolean {
  if (!/^\d{6}$/.test(code)) return false;
  if (isOfCity(territory, code)) return unitOn(territory, code, day) !== undefined;
  return territory.provinceByPrefix.has(code.slice(0, 2)) && !code.endsWith("00");
}

/** True for codes under the city this house works for. */
export function isOfCity(territory: Territory, code: string): boolean {
  const digits = territory.city.kind === "direct-municipality" ? 2 : 4;
  return code.slice(0, digits) === territory.city.code.slice(0, digits);
}

/**
 * Whether goods between two districts cross the border a transport document is needed for: of a city divided into
 * districts, and in a direct municipality of the whole municipality (Regulation on Precursor Chemicals art. 20).
 * In areas such as 4290 the counties stand directly under the province: there each county is its own area.
 */
export function crossesCityBorder(territory: Territory, a: string, b: string): boolean {
  return borderAreaOf(territory, a) !== borderAreaOf(territory, b);
}

function borderAreaOf(territory: Territory, code: string): string {
  const digits = territory.provinceByPrefix.get(code.slice(0, 2))?.borderDigits ?? 6;
  const standsAlone = digits === 4 && code.slice(2, 4) === "90";
  return code.slice(0, standsAlone ? 6 : digits);
}

function existsOn(unit: Unit, day: Day): boolean {
  return (unit.validFrom === null || unit.validFrom <= day) && (unit.validUntil === null || day < unit.validUntil);
}
