import { z } from "zod";
import { isoDay, unitCode } from "#kernel/contract.ts";

export const UNIT_TYPES = ["district", "county", "autonomous-county"] as const;
export const TOWN_KINDS = ["subdistrict", "town", "township", "other"] as const;

/** Nine digits: six of the unit the town was first coded under, three of its own. Stays the same when the town moves. */
export const townCode = z.string().regex(/^\d{9}$/);

/** A county-level unit. It exists on a day when `validFrom` ≤ day < `validUntil`; null is open. */
export const Unit = z.object({
  code: unitCode,
  nameZh: z.string(),
  nameEn: z.string(),
  type: z.enum(UNIT_TYPES),
  validFrom: isoDay.nullable(),
  validUntil: isoDay.nullable(),
  /** True while the official GB/T 2260 code is not known; shown as 暂编. */
  provisionalCode: z.boolean(),
  population2020: z.number().int().nullable(),
  populationVerified: z.boolean(),
  /** Label point, for placing a name on a map; not a boundary. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  source: z.string(),
  /** Null shows as 未核实. */
  verifiedAt: isoDay.nullable(),
  note: z.string().nullable(),
});
export type Unit = z.infer<typeof Unit>;

export const Town = z.object({ code: townCode, nameZh: z.string(), kind: z.enum(TOWN_KINDS) });
export type Town = z.infer<typeof Town>;

/** `whole`: all of the predecessor went to this successor. `part`: only the towns named by transfers. */
export const UnitLink = z.object({ predecessor: unitCode, successor: unitCode, on: isoDay, kind: z.enum(["whole", "part"]) });
export type UnitLink = z.infer<typeof UnitLink>;

export const TownTransfer = z.object({ town: townCode, from: unitCode, to: unitCode, on: isoDay });
export type TownTransfer = z.infer<typeof TownTransfer>;

export const Crosswalk = z.object({ source: z.string(), verifiedAt: isoDay.nullable(), note: z.string(), links: z.array(UnitLink), transfers: z.array(TownTransfer) });
export type Crosswalk = z.infer<typeof Crosswalk>;

/** `code` is the city's own code, used as the unit of city officials. */
export const City = z.object({
  folder: z.string().regex(/^[a-z0-9-]+$/),
  code: unitCode,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(["direct-municipality", "prefecture-level"]),
});
export type City = z.infer<typeof City>;

/** `borderDigits`: how many leading digits of a county-level code name the area whose border a transport document is needed for. */
export const Province = z.object({
  prefix: z.string().regex(/^\d{2}$/),
  nameZh: z.string(),
  nameEn: z.string(),
  borderDigits: z.union([z.literal(2), z.literal(4), z.literal(6)]),
});
export type Province = z.infer<typeof Province>;
