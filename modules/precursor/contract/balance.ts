import { z } from "zod";
import { massMg } from "#kernel/contract.ts";
import { shanghaiIso } from "./finding.ts";

/** Why mass came into a stock. `shortfall` is mass the book needed and nobody declared; `stocktake` a count above the book. */
export const InKind = z.enum(["opening", "produce", "import", "receive", "transform", "shortfall", "stocktake"]);
export type InKind = z.infer<typeof InKind>;
/** Why mass left a stock. `stocktake` is material unaccounted for (book above the count). */
export const OutKind = z.enum(["dispatch", "consume", "transform", "export", "destroy", "loss", "stocktake"]);
export type OutKind = z.infer<typeof OutKind>;

/** Balance of one substance in one book, or of a unit, over whole days; closing = opening + Σ in − Σ out exactly. */
export type Balance = {
  readonly substanceId: string;
  readonly openingMg: number;
  readonly inMg: Readonly<Record<InKind, number>>;
  readonly outMg: Readonly<Record<OutKind, number>>;
  readonly closingMg: number;
  /** Sent by the books asked about and not yet received at the end of the period (within tolerance counts as received). */
  readonly inTransitMg: number;
  /** Book − physical over all counts of the period: positive is missing. */
  readonly mufMg: number;
};

/** One substance's lines as printed by `qingyu precursor balance --json`. */
export const BalanceLine = z.object({
  substance: z.string(),
  opening_mg: massMg,
  in_mg: z.record(InKind, massMg),
  out_mg: z.record(OutKind, massMg),
  in_total_mg: massMg,
  out_total_mg: massMg,
  closing_mg: massMg,
  in_transit_mg: massMg,
  muf_mg: massMg,
});
export type BalanceLine = z.infer<typeof BalanceLine>;

export const BalanceView = z.object({
  unit: z.string().nullable(),
  enterprise: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  /** Only where the unit was asked for within another day's boundary. */
  within: z.object({ boundary: z.string(), books: z.number().int(), unplaced: z.number().int() }).optional(),
  balances: z.array(BalanceLine),
});
export type BalanceView = z.infer<typeof BalanceView>;

export const totalMg = (byKind: Readonly<Record<string, number>>): number => Object.values(byKind).reduce((sum, mass) => sum + mass, 0);

export const balanceLineToInterface = (balance: Balance): BalanceLine => ({
  substance: balance.substanceId,
  opening_mg: balance.openingMg,
  in_mg: { ...balance.inMg },
  out_mg: { ...balance.outMg },
  in_total_mg: totalMg(balance.inMg),
  out_total_mg: totalMg(balance.outMg),
  closing_mg: balance.closingMg,
  in_transit_mg: balance.inTransitMg,
  muf_mg: balance.mufMg,
});

export const balanceToInterface = (
  scope: { readonly unit: string | null; readonly enterprise: string | null; readonly fromMs: number; readonly toMs: number },
  balances: readonly Balance[],
  within: BalanceView["within"] | null = null,
): BalanceView => ({
  unit: scope.unit,
  enterprise: scope.enterprise,
  from: shanghaiIso(scope.fromMs),
  to: shanghaiIso(scope.toMs),
  ...(within === null ? {} : { within }),
  balances: balances.map(balanceLineToInterface),
});
