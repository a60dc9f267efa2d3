import { endOfDay, dayFromNumber } from "#kernel/calendar.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { closingOn } from "../../domain/balance.ts";
import { lotSubstances, type SubstanceOfLot } from "../../domain/lot-substance.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { dayOf } from "../../domain/shanghai-day.ts";
import { eachStockMovement, replay, stepsOf, type StockClose, type StockMovement, type StockStep } from "../../domain/stock-curve.ts";

export type StatementQuery = { readonly substanceId: string; readonly fromDay: number; readonly toDay: number; readonly asOfMs: number };
export type Line = {
  readonly at: number;
  readonly reportedAt: number;
  readonly kind: string;
  readonly declarationId: string | null;
  readonly counterparty: string | null;
  readonly lot: string | null;
  readonly shipment: string | null;
  readonly inMg: number;
  readonly outMg: number;
  readonly balanceMg: number;
  readonly voided: boolean;
  readonly note: string | null;
};

type Move = { readonly row: Declaration; readonly movement: StockMovement; readonly voided: boolean };

/**
 * A book of one substance like a bank's statement. The stock is judged at the end of a day and before a count, so within a
 * day the running balance may pass below zero; the bookkeeper's `shortfall` line then brings it back and says how much
 * nobody declared. Rows voided by then stand in their place, struck through, and move nothing.
 * @param book every row of the enterprise, voids included
 */
export function statementOf(book: readonly Declaration[], query: StatementQuery): { openingMg: number; inMg: number; outMg: number; closingMg: number; lines: Line[] } {
  const present = presentAsOf(book, query.asOfMs);
  const counted = new Set(present);
  const substanceOfLot = lotSubstances(present);
  const filed = book.filter((row) => row.kind !== "void" && row.reportedAt <= query.asOfMs);
  const moves = filed.flatMap((row) => movesOf(row, !counted.has(row), query.substanceId, substanceOfLot)).sort(byOrderOfBook);
  const steps = stepsOf(moves.filter((move) => !move.voided).map((move) => move.movement));
  const closes = replay(steps);
  const openingMg = closingOn(steps, closes, query.fromDay - 1);
  const inPeriod = (day: number) => day >= query.fromDay && day <= query.toDay;
  const first = steps.findIndex((step) => step.day >= query.fromDay);
  const lines = linesOf(moves.filter((move) => inPeriod(dayOf(move.movement.at))), { steps, closes, index: first < 0 ? steps.length : first, balanceMg: openingMg });
  return { openingMg, ...totalsOf(lines), closingMg: closingOn(steps, closes, query.toDay), lines };
}

/** Sums of what moved; lines voided move nothing. */
function totalsOf(lines: readonly Line[]): { inMg: number; outMg: number } {
  const moved = lines.filter((line) => !line.voided);
  return { inMg: sumOf(moved.map((line) => line.inMg)), outMg: sumOf(moved.map((line) => line.outMg)) };
}

const sumOf = (masses: readonly number[]): number => masses.reduce((sum, each) => sum + each, 0);

function movesOf(row: Declaration, voided: boolean, substanceId: string, substanceOfLot: SubstanceOfLot): Move[] {
  const moves: Move[] = [];
  eachStockMovement(row, substanceOfLot, (id, movement) => {
    if (id === substanceId) moves.push({ row, movement, voided });
  });
  return moves;
}

/** As the curve orders them: at the same instant movements before the count. */
const byOrderOfBook = (a: Move, b: Move): number =>
  a.movement.at - b.movement.at || Number(a.movement.countedMg !== null) - Number(b.movement.countedMg !== null) || (a.movement.key < b.movement.key ? -1 : a.movement.key > b.movement.key ? 1 : 0);

type Walk = { readonly steps: readonly StockStep[]; readonly closes: readonly StockClose[]; index: number; balanceMg: number };

function linesOf(moves: readonly Move[], walk: Walk): Line[] {
  const lines: Line[] = [];
  moves.forEach((move, i) => {
    if (move.voided) lines.push(lineOf(move, amounts(move.movement.countedMg ?? move.movement.deltaMg), walk.balanceMg));
    else if (move.movement.countedMg === null) {
      walk.balanceMg += move.movement.deltaMg;
      lines.push(lineOf(move, amounts(move.movement.deltaMg), walk.balanceMg));
    } else closeWithCount(move, walk, lines);
    const next = moves[i + 1];
    const step = walk.steps[walk.index];
    const dayEnds = next === undefined || dayOf(next.movement.at) !== dayOf(move.movement.at);
    if (dayEnds && step?.day === dayOf(move.movement.at)) closeDay(step, walk, lines);
  });
  return lines;
}

function closeDay(step: StockStep, walk: Walk, lines: Line[]): void {
  addShortfall(walk, endOfDay(dayFromNumber(step.day)), lines);
  walk.index += 1;
}

function closeWithCount(move: Move, walk: Walk, lines: Line[]): void {
  addShortfall(walk, move.movement.at, lines);
  const close = walk.closes[walk.index];
  walk.balanceMg = close?.closingMg ?? walk.balanceMg;
  lines.push(lineOf(move, amounts(-(close?.mufMg ?? 0)), walk.balanceMg));
  walk.index += 1;
}

function addShortfall(walk: Walk, at: number, lines: Line[]): void {
  const shortfallMg = walk.closes[walk.index]?.shortfallMg ?? 0;
  if (shortfallMg === 0) return;
  walk.balanceMg += shortfallMg;
  const none = { declarationId: null, counterparty: null, lot: null, shipment: null, note: null };
  lines.push({ ...none, at, reportedAt: at, kind: "shortfall", inMg: shortfallMg, outMg: 0, balanceMg: walk.balanceMg, voided: false });
}

const amounts = (deltaMg: number) => (deltaMg >= 0 ? { inMg: deltaMg, outMg: 0 } : { inMg: 0, outMg: -deltaMg });

const lineOf = ({ row, movement, voided }: Move, amount: { inMg: number; outMg: number }, balanceMg: number): Line => ({
  at: movement.at,
  reportedAt: row.reportedAt,
  kind: row.kind,
  declarationId: row.declarationId,
  counterparty: row.counterparty,
  lot: row.lot,
  shipment: row.shipment,
  ...amount,
  balanceMg,
  voided,
  note: row.note,
});
