import { dayText } from "./calendar.ts";
import { measured, T, TOLUENE } from "./goods.ts";
import type { Line } from "./line.ts";
import { ship } from "./line.ts";
import { cellsOf, type Market } from "./market.ts";
import { tradersGoods, type City } from "./trade.ts";

/** The lot the guide follows: made, blended, sold, repacked, sold again, repacked, sold to a user, diluted, used. */
export const TRACE_LOT = "SY-0001";
const BEGUN_DAYS_AGO = 240;

export function planTraceLot(market: Market, { firms }: City): void {
  const [maker] = firms;
  const [wholesaler, retailer] = firms.filter((firm) => firm.role === "trader" && firm.status === "active" && tradersGoods(firm).includes(TOLUENE));
  const user = firms.find((firm) => firm.role === "user" && firm.sector === "涂料");
  if (!maker || !wholesaler || !retailer || !user) throw new Error("demonstration: nobody to follow a lot through");
  const line = (buyer: typeof maker, supplier: typeof maker): Line => ({ buyer, supplier, goods: TOLUENE, monthlyMg: T, everyDays: 30, road: 1, uses: "single", purchases: [], transports: [] });
  const begun = market.today - BEGUN_DAYS_AGO;
  const book = (firm: typeof maker) => market.book(firm, TOLUENE);
  const at = (after: number, work: (day: number) => void) => market.at(begun + after, () => work(begun + after));
  const send = (buyer: typeof maker, supplier: typeof maker, day: number, massMg: number, lot: string) => {
    if (!ship(market, line(buyer, supplier), day, massMg, { lot })) throw new Error(`demonstration: lot ${lot} could not be sent on ${dayText(day)}`);
  };
  at(0, (day) => {
    market.produce(book(maker), day, 14 * T, "SY-A");
    market.produce(book(maker), day, 12 * T, "SY-B");
  });
  at(2, (day) => market.transform(book(maker), day, [{ lot: "SY-A", massMg: 13 * T }, { lot: "SY-B", massMg: 12 * T }], TRACE_LOT, "调配"));
  at(3, (day) => send(wholesaler, maker, day, 12 * T, TRACE_LOT));
  at(6, (day) => market.transform(book(wholesaler), day, [{ lot: TRACE_LOT, massMg: 5 * T }], "SY-0001-FA", "分装"));
  at(6, (day) => market.transform(book(wholesaler), day, [{ lot: TRACE_LOT, massMg: 4 * T }], "SY-0001-FB", "分装"));
  at(8, (day) => send(retailer, wholesaler, day, 3 * T, "SY-0001-FA"));
  at(8, (day) => send(retailer, wholesaler, day + 1, 2 * T, "SY-0001-FB"));
  at(12, (day) => market.transform(book(retailer), day, [{ lot: "SY-0001-FA", massMg: 2 * T }, { lot: "SY-0001-FB", massMg: T }], "SY-0001-PB", "拼批"));
  at(14, (day) => send(user, retailer, day, 2 * T, "SY-0001-PB"));
  at(17, (day) => market.transform(book(user), day, [{ lot: "SY-0001-PB", massMg: T }], "SY-0001-XS", "稀释备料"));
  at(19, (day) => {
    const used = measured(TOLUENE, 0.9 * T);
    market.declare(user, day, 970, { kind: "consume", lot: "SY-0001-XS", ...cellsOf(TOLUENE, used), process: "演示生产工艺", output_t: "8.1" });
    book(user).take("SY-0001-XS", used.massMg);
  });
}
