import { z } from "zod";
import { unitCode } from "#kernel/contract.ts";

export const Activity = z.enum(["production", "operation", "use", "transport", "import", "export"]);
export type Activity = z.infer<typeof Activity>;

export const EnterpriseStatus = z.enum(["active", "suspended", "closed"]);
export type EnterpriseStatus = z.infer<typeof EnterpriseStatus>;

/** A supervised enterprise as registered. `since` is a day, given as the epoch ms of its 00:00 in Asia/Shanghai. */
export const Enterprise = z.object({
  unitCode,
  uscc: z.string().length(18),
  name: z.string(),
  district: unitCode,
  town: z.string().nullable(),
  address: z.string().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  crs: z.enum(["WGS84", "GCJ02"]).nullable(),
  activities: z.array(Activity),
  since: z.number().int(),
  status: EnterpriseStatus,
  /** Scale in kilograms of product a year. */
  scaleKgPerYear: z.number().int().nonnegative().nullable(),
});
export type Enterprise = z.infer<typeof Enterprise>;
