import type { DeclarationCells, Document } from "./files.ts";
import type { Firm } from "./firms.ts";
import { measured, type Goods } from "./goods.ts";
import { monthsLater } from "./calendar.ts";
import { cellsOf, crossesBorder, validUntil, type Market } from "./market.ts";

/** A buyer who buys one substance from one supplier. */
export type Line = {
  readonly buyer: Firm;
  readonly supplier: Firm;
  readonly goods: Goods;
  readonly monthlyMg: number;
  readonly everyDays: number;
  /** Days on the road. */
  readonly road: number;
  /** A document for every shipment, or one for half a year. */
  readonly uses: "single" | "multi";
  readonly purchases: Document[];
  readonly transports: Document[];
};

/** How one shipment departs from the ordinary; for the planted troubles. */
export type Twist = {
  /** The purchase document cited; null cites none. */
  readonly document?: Document | null;
  /** A number cited instead, as it stands. */
  readonly numberCited?: string;
  readonly transport?: Document | null;
  readonly received?: "never" | "wrong-waybill";
  readonly dispatched?: "never";
  /** Arrived mass in parts of the sent one; several are partial receipts, a day apart. */
  readonly parts?: readonly number[];
  /** The last part is filed only in the supplementary file. */
  readonly lastPartLater?: boolean;
  readonly filedDaysLater?: number;
  readonly lot?: string;
  readonly note?: string;
};

/** Half-year documents follow each other without a gap, as long as they begin before today. */
export function grantHalfYears(market: Market, line: Line, firstDay: number): void {
  if (line.uses === "single") return;
  for (let from = firstDay; from < market.today; from = validUntil(from, "multi") + 1) {
    line.purchases.push(market.grant({ kind: "purchase", holder: line.buyer.uscc, counterparty: line.supplier.uscc, goods: line.goods, quantityMg: line.monthlyMg * 6 * 1.7 + line.monthlyMg, from, to: validUntil(from, "multi"), uses: "multi" }));
  }
}

/** Transport across the city's border: three months, many times. */
export function grantTransports(market: Market, line: Line, firstDay: number): void {
  if (!crossesBorder(line.buyer, line.supplier)) return;
  for (let from = firstDay; from < market.today; from = monthsLater(from, 3)) {
    line.transports.push(market.grant({ kind: "transport", holder: line.supplier.uscc, counterparty: line.buyer.uscc, goods: line.goods, quantityMg: line.monthlyMg * 12, from, to: monthsLater(from, 3) - 1, uses: "multi", origin: line.supplier.district, destination: line.buyer.district }));
  }
}

const covers = (document: Document, from: number, to: number): boolean => document.from <= from && to <= document.to;

/**
 * The supplier sends, the buyer receives after the road. @returns false when it cannot be today: too little in stock, or no
 * document covers both days
 */
export function ship(market: Market, line: Line, day: number, wantedMg: number, twist: Twist = {}): boolean {
  const stock = market.book(line.supplier, line.goods);
  const sent = measured(line.goods, wantedMg);
  const from = twist.lot === undefined ? stock.lotsOver(sent.massMg)[0]?.lot : twist.lot;
  if (from === undefined || sent.massMg <= 0) return false;
  const arrival = day + line.road + (twist.parts?.length ?? 1) - 1;
  const purchase = twist.document === undefined ? ordinaryDocument(market, line, day, arrival, sent.massMg) : twist.document;
  const transport = twist.transport === undefined ? line.transports.find((document) => covers(document, day, day)) : twist.transport;
  if (purchase === undefined || (crossesBorder(line.buyer, line.supplier) && transport === undefined)) return false;
  const shipment = market.nextWaybill();
  const permit = twist.numberCited ?? purchase?.number ?? "";
  const cells: DeclarationCells = { lot: from, ...cellsOf(line.goods, sent), shipment, permit };
  const filing = twist.filedDaysLater ?? market.random.whole(0, line.goods.class === 1 ? 1 : 4);
  const noted = twist.note === undefined ? {} : { note: `演示数据：${twist.note}` };
  if (twist.dispatched !== "never") {
    market.declare(line.supplier, day, 780 + market.random.whole(0, 119), { kind: "dispatch", ...cells, counterparty: line.buyer.uscc, transport_permit: transport?.number ?? "", ...noted }, { daysLater: filing });
    stock.take(from, sent.massMg);
  }
  if (twist.received !== "never") receiveLater(market, line, day + line.road, { ...cells, ...noted }, sent.massMg, twist);
  return true;
}

/** The half-year document in force, or a new one for this shipment alone; undefined when there is none. */
function ordinaryDocument(market: Market, line: Line, day: number, arrival: number, massMg: number): Document | undefined {
  if (line.uses === "multi") return line.purchases.find((document) => covers(document, day, arrival));
  return market.grant({ kind: "purchase", holder: line.buyer.uscc, counterparty: line.supplier.uscc, goods: line.goods, quantityMg: massMg * 1.15, from: day - 5, to: validUntil(day - 5, "single"), uses: "single" });
}

function receiveLater(market: Market, line: Line, firstDay: number, cells: DeclarationCells, sentMg: number, twist: Twist): void {
  const slot = market.slotHere();
  const parts = twist.parts ?? [1];
  parts.forEach((part, index) => {
    const day = firstDay + index;
    if (day >= market.today) return;
    market.at(day, () => {
      const whole = measured(line.goods, sentMg * part);
      const noise = twist.received === "wrong-waybill" ? 0 : market.random.normal(1.5) * whole.sigma;
      const arrived = measured(line.goods, sentMg * part * (1 + noise));
      const shipment = twist.received === "wrong-waybill" ? `${cells.shipment ?? ""}0` : (cells.shipment ?? "");
      const isLater = twist.lastPartLater === true && index === parts.length - 1;
      const text = isLater ? { note: "演示数据：补报的分批到货" } : {};
      market.declare(line.buyer, day, 540 + market.random.whole(0, 119), { ...cells, kind: "receive", ...cellsOf(line.goods, arrived), counterparty: line.supplier.uscc, shipment, ...text }, { slot, supplement: isLater });
      market.book(line.buyer, line.goods).put(cells.lot ?? "", arrived.massMg);
    });
  });
}
