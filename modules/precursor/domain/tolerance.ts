import { PARAMETERS } from "./rules/parameters.ts";

/** How many standard deviations two books may differ by. */
export const SIGMA_FACTOR = PARAMETERS.tolerance.sigmaFactor;

/**
 * Variance of one stated quantity in mg², rounded to a whole number so that sums do not depend on their order.
 * @param sigmaPpm relative standard uncertainty; 0 = counted goods
 */
export const varianceOf = (massMg: number, sigmaPpm: number): number => {
  if (sigmaPpm === 0) return 0;
  const sigmaMg = (massMg * sigmaPpm) / 1_000_000;
  return Math.round(sigmaMg * sigmaMg);
};

/** Largest difference in mg that measurement alone explains: 3·√Σσ², whole milligrams; all counted gives 0. */
export const toleranceMg = (varianceMg2: number): number => Math.floor(SIGMA_FACTOR * Math.sqrt(varianceMg2));
