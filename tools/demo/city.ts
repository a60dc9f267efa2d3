import { dayNumber, type Day } from "#kernel/calendar.ts";
import { chance } from "./chance.ts";
import type { DeclarationCells, Document, NormCells } from "./files.ts";
import { fulingFirms, type Firm } from "./firms.ts";
import { Market } from "./market.ts";
import { planTraceLot } from "./trace-lot.ts";
import { openTrade, tradeOneDay } from "./trade.ts";
import { plantTroubles, type Planted } from "./troubles.ts";

export type DemoCity = {
  readonly firms: readonly Firm[];
  readonly outside: readonly Firm[];
  readonly documents: readonly Document[];
  readonly norms: readonly NormCells[];
  /** In pieces that are each a file of its own, and one posting. */
  readonly pieces: readonly (readonly DeclarationCells[])[];
  /** Filed after the rest: heals one finding. */
  readonly supplement: readonly DeclarationCells[];
  readonly planted: readonly Planted[];
};

const SEED = 20_261_123;
const PIECE_ROWS = 9_000;

/** 演示数据: three years of trade up to the day before `today`, the same for the same day. */
export function demoCity(today: Day): DemoCity {
  const market = new Market(dayNumber(today), chance(SEED));
  const city = openTrade(market, fulingFirms());
  planTraceLot(market, city);
  const planted = plantTroubles(market, city);
  for (let day = city.first; day < market.today; day++) {
    market.runDue(day);
    tradeOneDay(market, city, day);
  }
  return { firms: city.firms, outside: city.outside, documents: market.documents, norms: market.norms, pieces: market.pieces(PIECE_ROWS), supplement: market.supplement, planted };
}
