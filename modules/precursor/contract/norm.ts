import { z } from "zod";
import { massMg, unitCode } from "#kernel/contract.ts";

/** Consumption norm of one process: controlled mass per tonne of product made. */
export const Norm = z.object({
  unitCode,
  enterprise: z.string(),
  process: z.string(),
  substanceId: z.string(),
  /** Milligrams of the controlled substance per tonne of product (`kg_per_t` × 10⁶). */
  mgPerT: massMg,
  tolerancePpm: z.number().int().nonnegative(),
  /** Day, epoch ms of 00:00 in Asia/Shanghai. */
  validFrom: z.number().int(),
});
export type Norm = z.infer<typeof Norm>;
