import type { Declaration } from "../../modules/precursor/contract/declaration.ts";
import { aDeclaration, KG } from "../../modules/precursor/testing/builders.ts";

const DAY_MS = 86_400_000;
const START_MS = Date.parse("2024-01-10T10:00:00+08:00");

/** A lot whose mass takes this many steps through the books: sales under one lot number, every fifth step a change of lot. */
export type HiddenLot = { readonly enterprise: string; readonly lot: string; readonly deliveries: number; readonly rows: readonly Declaration[]; readonly places: readonly string[] };

export const STEPS = 20;

/**
 * The n-th history; different histories share enterprises and no lot.
 * @param deliveries truckloads three sales in four go in, each a shipment of its own; the others go in one
 */
export function aHiddenLot(n: number, enterprises: readonly string[], deliveries: number): HiddenLot {
  const name = (step: number) => enterprises[(n * 7 + step * 3) % enterprises.length] ?? "";
  const rows: Declaration[] = [];
  const file = (declarant: string, kind: Declaration["kind"], part: Partial<Declaration>) => void rows.push(aDeclaration(declarant, `H${n}-${rows.length}`, kind, { massMg: 500 * KG, reportedAt: (part.occurredAt ?? 0) + 3_600_000, ...part }));
  const start = START_MS + n * DAY_MS;
  let [holder, lot] = [name(0), `H${n}-0`];
  const places = [`${holder}/${lot}`];
  file(holder, "produce", { lot, occurredAt: start });
  for (let step = 1; step <= STEPS; step++) {
    const occurredAt = start + step * DAY_MS;
    if (step % 5 === 0) {
      const made = `H${n}-${step}`;
      file(holder, "transform", { lot: made, inputs: [{ lot, massMg: 500 * KG }], occurredAt });
      lot = made;
    } else {
      const buyer = name(step);
      const loads = step % 5 === 1 ? 1 : deliveries;
      for (let load = 0; load < loads; load++) {
        const delivery = { lot, massMg: (500 * KG) / loads, shipment: `HS${n}-${step}-${load}` };
        file(holder, "dispatch", { ...delivery, counterparty: buyer, occurredAt });
        file(buyer, "receive", { ...delivery, counterparty: holder, occurredAt: occurredAt + 3_600_000 });
      }
      holder = buyer;
    }
    places.push(`${holder}/${lot}`);
  }
  return { enterprise: name(0), lot: `H${n}-0`, deliveries, rows, places };
}

/** The histories' rows strewn evenly among the trade's. */
export function* hiddenAmong(rows: Iterable<Declaration>, count: number, lots: readonly HiddenLot[]): Generator<Declaration> {
  const hidden = lots.flatMap((lot) => lot.rows);
  const every = Math.max(1, Math.floor(count / (hidden.length + 1)));
  let passed = 0;
  let next = 0;
  for (const row of rows) {
    yield row;
    const due = ++passed % every === 0 ? hidden[next++] : undefined;
    if (due !== undefined) yield due;
  }
  yield* hidden.slice(next);
}
