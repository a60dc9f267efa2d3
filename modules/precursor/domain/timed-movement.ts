import { declarationKey, type Declaration } from "../contract/declaration.ts";
import type { LotHistory } from "./lot-history.ts";
import { safeMg } from "./posting.ts";
import { eachStockMovement, type StockMovement } from "./stock-curve.ts";
import type { TimedMovement } from "./timed-curve.ts";
import { varianceOf } from "./tolerance.ts";

/** An input of a transform as it is booked at one moment: taken from a stock (1), or given back to it (−1). */
export type InputMove = { readonly row: Declaration; readonly substanceId: string; readonly massMg: number; readonly at: number; readonly sign: 1 | -1 };

/** Calls back for every booking of the inputs while the row stood: a lot that turns out to hold another substance is booked over. */
export function eachInputMove(row: Declaration, until: number, lots: LotHistory, visit: (move: InputMove) => void): void {
  for (const input of row.inputs) {
    const massMg = safeMg(input.massMg);
    for (const held of lots(row.declarant, input.lot, row.substanceId, row.reportedAt, until)) {
      visit({ row, substanceId: held.substanceId, massMg, at: held.from, sign: 1 });
      if (held.until !== Infinity) visit({ row, substanceId: held.substanceId, massMg, at: held.until, sign: -1 });
    }
  }
}

/** Calls back for everything a row ever does to the stocks of its book, from its filing to its void. @param voidedAt null: it stands */
export function eachTimedMovement(row: Declaration, voidedAt: number | null, lots: LotHistory, visit: (substanceId: string, movement: TimedMovement) => void): void {
  const own = row.inputs.length === 0 ? row : { ...row, inputs: [] };
  eachStockMovement(own, (_enterprise, _lot, substanceId) => substanceId, (substanceId, movement) => {
    visit(substanceId, timed(movement, row.reportedAt, 1));
    if (voidedAt !== null) visit(substanceId, timed(movement, Math.max(voidedAt, row.reportedAt), -1));
  });
  if (row.inputs.length === 0) return;
  const key = declarationKey(row);
  eachInputMove(row, voidedAt ?? Infinity, lots, ({ substanceId, massMg, at, sign }) =>
    visit(substanceId, timed({ key, at: row.occurredAt, deltaMg: -massMg, varianceMg2: varianceOf(massMg, row.sigmaPpm), countedMg: null }, at, sign)),
  );
}

const timed = ({ key, at, deltaMg, varianceMg2, countedMg }: StockMovement, reportedAt: number, sign: 1 | -1): TimedMovement => ({ key, at, deltaMg, varianceMg2, countedMg, reportedAt, sign });
