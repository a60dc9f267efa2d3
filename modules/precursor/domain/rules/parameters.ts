/**
 * Numbers the rules judge by, as data. `verified` false is shown as 未核实 and is never a hard rule of law; grade as in
 * `contract/finding.ts` (house = chosen by this program, an office may set it otherwise). Filing periods are in
 * `data/deadlines.json`, exemptions from documents in `data/catalogue.json`.
 */
export const PARAMETERS = {
  /** From when a dispatch without receipt is called overdue, and unmatched. No published figure. */
  transit: { overdueDays: 10, unmatchedDays: 30, grade: "house", verified: false },
  /** A receipt under another shipment number may be this long before or after its dispatch. No published figure. */
  matching: { earliestDays: 1, latestDays: 30, grade: "house", verified: false },
  /** Difference that measurement explains, in standard deviations: nuclear material accountancy, |MUF| < 3 σ. */
  tolerance: { sigmaFactor: 3, grade: "V", verified: true },
  /** Area within which no transport document is needed: same leading digits of the district code. Art. 20: a municipality's outer border. */
  border: { sameDigits: 2, grade: "L", verified: true },
} as const;
