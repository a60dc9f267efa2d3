import { dayText, isMonthEnd, isQuarterEnd, season } from "./calendar.ts";
import { outsideFirms, SUSPENDED_TRADER, type Firm } from "./firms.ts";
import { ACETONE, ANHYDRIDE, BUTANONE, CHLOROFORM, ETHER, HYDROCHLORIC, KG, PERMANGANATE, PIPERONAL, SULFURIC, T, TOLUENE, type Goods } from "./goods.ts";
import { grantHalfYears, grantTransports, ship, type Line } from "./line.ts";
import type { Market } from "./market.ts";

export const YEARS_DAYS = 1_096;

/** Who makes what. The fifth maker sits in 长寿 and sells into the district. */
const MADE: readonly (readonly Goods[])[] = [[TOLUENE, ACETONE], [SULFURIC, HYDROCHLORIC], [ANHYDRIDE, ETHER, CHLOROFORM], [PERMANGANATE, PIPERONAL]];
const USES: readonly (readonly Goods[])[] = [
  [ACETONE, ANHYDRIDE, HYDROCHLORIC, ETHER, CHLOROFORM], // 生物医药
  [TOLUENE, BUTANONE, ACETONE], // 涂料
  [SULFURIC, HYDROCHLORIC, PERMANGANATE, ACETONE], // 电子材料
  [PIPERONAL, ETHER, ACETONE], // 香精香料
  [TOLUENE, BUTANONE], // 橡塑
  [ACETONE, SULFURIC, CHLOROFORM], // 检验检测
];

export type Process = { readonly firm: Firm; readonly goods: Goods; readonly name: string; readonly kgPerTonne: number; readonly monthlyMg: number; readonly dayOfMonth: number };
export type City = { readonly firms: readonly Firm[]; readonly outside: readonly Firm[]; readonly lines: readonly Line[]; readonly processes: readonly Process[]; readonly first: number };

/** Lines of trade, documents, norms and the stock everybody begins with. */
export function openTrade(market: Market, firms: readonly Firm[]): City {
  const first = market.today - YEARS_DAYS;
  const outside = outsideFirms();
  const lines: Line[] = [...traderLines(market, firms, outside), ...userLines(market, firms, outside)];
  for (const line of lines) {
    const begins = Math.max(first - market.random.whole(10, 150), since(line.buyer), since(line.supplier));
    grantHalfYears(market, line, begins);
    grantTransports(market, line, begins);
  }
  licence(market, firms);
  const processes = processesOf(market, lines, first);
  for (const line of lines) openBooks(market, line, first);
  return { firms, outside, lines, processes, first };
}

const since = (firm: Firm): number => Math.ceil((Date.parse(`${firm.since}T00:00:00+08:00`) + 8 * 3_600_000) / 86_400_000);
const makers = (firms: readonly Firm[], goods: Goods, outside: readonly Firm[]): Firm => firms.find((firm) => firm.role === "producer" && (MADE[firm.number - 1] ?? []).includes(goods)) ?? pick(outside, 0);

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`demonstration: nothing at ${index} of ${list.length}`);
  return found;
}

const lineOf = (market: Market, buyer: Firm, supplier: Firm, goods: Goods, monthlyMg: number, everyDays: number): Line => ({
  buyer, supplier, goods, monthlyMg, everyDays, road: buyer.district === supplier.district ? 1 : market.random.whole(1, 3),
  uses: goods.class === 1 || (goods.class === 2 && market.random.next() < 0.4) ? "single" : "multi", purchases: [], transports: [],
});

/** Every trader buys two or three substances in bulk from their makers. */
function traderLines(market: Market, firms: readonly Firm[], outside: readonly Firm[]): Line[] {
  const lines = firms.filter(({ role, number }) => role === "trader" && number !== SUSPENDED_TRADER).flatMap((trader) => {
    const all = [TOLUENE, ACETONE, BUTANONE, SULFURIC, HYDROCHLORIC, PERMANGANATE, ...(trader.number % 4 === 0 ? [ANHYDRIDE] : []), ...(trader.number % 9 === 0 ? [CHLOROFORM] : [])];
    return [0, 2].map((step) => pick(all, (trader.number + step) % all.length)).map((goods) => lineOf(market, trader, makers(firms, goods, outside), goods, goods.monthlyMg * 5, market.random.whole(24, 40)));
  });
  const trader = pick(outside, 3);
  return [...lines, lineOf(market, trader, pick(firms, 0), TOLUENE, 20 * T, 30)];
}

/** Users buy from traders who hold the goods, some from the maker itself; so do users in other districts and in 贵州. */
function userLines(market: Market, firms: readonly Firm[], outside: readonly Firm[]): Line[] {
  const traders = firms.filter(({ role, number }) => role === "trader" && number !== SUSPENDED_TRADER);
  const sells = (trader: Firm, goods: Goods): boolean => tradersGoods(trader).includes(goods);
  const users = firms.filter(({ role, status, number }) => role === "user" && status === "active" && number <= LAST_TRADING_USER);
  const lines = users.flatMap((user, index) => {
    const wanted = pick(USES, index % USES.length);
    const count = index % 4 === 0 ? 2 : 1;
    return Array.from({ length: count }, (_, k) => {
      const goods = pick(wanted, (Math.floor(index / USES.length) + k) % wanted.length);
      const sellers = traders.filter((trader) => sells(trader, goods));
      const isDirect = sellers.length === 0 || index % 3 !== 1;
      const supplier = isDirect ? makers(firms, goods, outside) : pick(sellers, index % sellers.length);
      return lineOf(market, user, supplier, goods, goods.monthlyMg * market.random.between(0.4, 1.6), market.random.whole(30, 50));
    });
  });
  const away = [[1, ANHYDRIDE, 2], [2, TOLUENE, 0], [4, TOLUENE, 0], [5, SULFURIC, 1]] as const;
  const leaving = away.map(([buyer, goods, supplier]) => lineOf(market, pick(outside, buyer), pick(firms, supplier), goods, goods.monthlyMg * 2, 35));
  return [...lines, ...leaving, lineOf(market, pick(outside, 2), pick(outside, 3), TOLUENE, 12 * T, 28)];
}

/** Users after this one are on the register without trade of their own. */
export const LAST_TRADING_USER = 178;

export function tradersGoods(trader: Firm): readonly Goods[] {
  const all = [TOLUENE, ACETONE, BUTANONE, SULFURIC, HYDROCHLORIC, PERMANGANATE, ...(trader.number % 4 === 0 ? [ANHYDRIDE] : []), ...(trader.number % 9 === 0 ? [CHLOROFORM] : [])];
  return [0, 2].map((step) => pick(all, (trader.number + step) % all.length));
}

function licence(market: Market, firms: readonly Firm[]): void {
  for (const firm of firms) {
    const kind = firm.role === "producer" ? "production" : firm.role === "trader" ? "operation" : null;
    if (kind === null) continue;
    const goods = kind === "production" ? pick(pick(MADE, firm.number - 1), 0) : pick(tradersGoods(firm), 0);
    // Two of them end within the months in which they must be renewed.
    const to = market.today + (firm.number % 14 === 3 ? 55 : 300 + firm.number * 11);
    market.grant({ kind, holder: firm.uscc, counterparty: null, goods, quantityMg: 30_000 * T, from: to - 1_095, to, uses: "multi" });
  }
}

/** One process for what a user buys of one substance, from however many. */
function processesOf(market: Market, lines: readonly Line[], first: number): Process[] {
  const begun = new Map<string, Process>();
  for (const line of lines) {
    const key = `${line.buyer.uscc} ${line.goods.id}`;
    const known = begun.get(key);
    if (line.buyer.role === "user") begun.set(key, known ? { ...known, monthlyMg: known.monthlyMg + line.monthlyMg } : processOf(market, line, first));
  }
  return [...begun.values()];
}

function processOf(market: Market, line: Line, first: number): Process {
  const kgPerTonne = Math.round(market.random.between(40, 260));
  const name = `演示${line.buyer.sector === "检验检测" ? "检验" : "生产"}工艺`;
  market.norm(line.buyer, line.goods, name, kgPerTonne, dayText(first - 30));
  return { firm: line.buyer, goods: line.goods, name, kgPerTonne, monthlyMg: line.monthlyMg, dayOfMonth: market.random.whole(3, 26) };
}

function openBooks(market: Market, line: Line, first: number): void {
  for (const [firm, months] of [[line.buyer, 1.3], [line.supplier, 2]] as const) {
    const book = market.book(firm, line.goods);
    if (book.heldMg === 0 && since(firm) <= first) market.open(book, first, line.monthlyMg * months);
  }
}

/** What happens on one ordinary day. */
export function tradeOneDay(market: Market, city: City, day: number): void {
  for (const line of city.lines) {
    if ((day - city.first + line.buyer.number * 7 + line.goods.code.charCodeAt(0)) % line.everyDays === 0) order(market, line, day, 0);
  }
  const date = Number(dayText(day).slice(8));
  for (const process of city.processes) {
    if (date === process.dayOfMonth) market.consume(market.book(process.firm, process.goods), day, process.monthlyMg * season(day) * market.random.between(0.9, 1.1), process.name, process.kgPerTonne);
  }
  rarely(market, city, day);
  for (const book of market.allBooks()) if (book.firm.role === "user" ? isQuarterEnd(day) : isMonthEnd(day)) market.count(book, day);
}

/** Ordered again the next day when it cannot be sent. */
function order(market: Market, line: Line, day: number, tries: number): void {
  const wanted = line.monthlyMg * (line.everyDays / 30.4) * season(day) * market.random.between(0.9, 1.1);
  const held = market.book(line.buyer, line.goods).heldMg;
  if (held > line.monthlyMg * 3) return;
  prepare(market, line, day, wanted);
  if (ship(market, line, day, wanted)) return;
  if (tries < 12) market.at(day + 1, () => order(market, line, day + 1, tries + 1));
}

/** Lots that are each too small are merged into one; a maker makes what it has not. */
export function prepare(market: Market, line: Line, day: number, wantedMg: number): void {
  const stock = market.book(line.supplier, line.goods);
  if (stock.lotsOver(wantedMg).length > 0) return;
  const lot = `${line.goods.code}${dayText(day).replaceAll("-", "").slice(2)}-${line.supplier.number}-${market.nextBatch()}`;
  const lots = stock.lotsOver(KG).slice(0, 8);
  const total = lots.reduce((sum, each) => sum + each.massMg, 0);
  if (lots.length > 1 && total * 0.999 > wantedMg) market.transform(stock, day, lots, `FZ-${lot}`, "分装拼批");
  else if (line.supplier.role === "producer") market.produce(stock, day, Math.max(wantedMg * 4, line.goods.monthlyMg * 4), lot);
}

/** Imports, exports, destruction and loss. */
function rarely(market: Market, city: City, day: number): void {
  const since = day - city.first;
  if (since % 75 === 20) importOnce(market, pick(city.firms, 4), day);
  if (since % 60 === 33) exportOnce(market, pick(city.firms, 0), day);
  const process = city.processes[(since * 13) % city.processes.length];
  if (process === undefined || process.goods.class === 1) return;
  const book = market.book(process.firm, process.goods);
  if (since % 190 === 100) market.leave(book, day, "destroy", book.heldMg * 0.02, { note: "演示数据：过期物料经批准销毁" });
  if (since % 230 === 150) market.leave(book, day, "loss", book.heldMg * 0.004, { note: "演示数据：装卸损耗" });
}

function importOnce(market: Market, firm: Firm, day: number): void {
  const abroad = "DE:演示海外化工";
  const massMg = market.random.whole(1, 3) * T;
  const book = market.book(firm, ACETONE);
  if (book.heldMg > 80 * T) return;
  const document = market.grant({ kind: "import", form: "permit", holder: firm.uscc, counterparty: abroad, goods: ACETONE, quantityMg: massMg * 1.1, from: day - 20, to: day + 100, uses: "single", origin: "DE", destination: firm.district });
  const lot = `DE-${dayText(day)}`;
  const kilos = massMg / KG;
  market.declare(firm, day, 600, { kind: "import", lot, substance: ACETONE.id, quantity: String(kilos / 1_000), unit: "t", counterparty: abroad, shipment: market.nextWaybill(), permit: document.number, customs_no: `演示报关${dayText(day).replaceAll("-", "")}` });
  book.put(lot, massMg);
}

function exportOnce(market: Market, firm: Firm, day: number): void {
  const abroad = "VN:演示海外涂料";
  const book = market.book(firm, TOLUENE);
  const massMg = 20 * T;
  if (book.lotsOver(massMg).length === 0) market.produce(book, day, 80 * T, `TCK${dayText(day).replaceAll("-", "").slice(2)}`);
  const lot = book.lotsOver(massMg)[0];
  if (lot === undefined) return;
  const document = market.grant({ kind: "export", form: "permit", holder: firm.uscc, counterparty: abroad, goods: TOLUENE, quantityMg: massMg * 1.05, from: day - 10, to: day + 80, uses: "single", origin: firm.district, destination: "VN" });
  market.declare(firm, day, 900, { kind: "export", lot: lot.lot, substance: TOLUENE.id, quantity: "20", unit: "t", counterparty: abroad, shipment: market.nextWaybill(), permit: document.number, customs_no: `演示报关${dayText(day).replaceAll("-", "")}` });
  book.take(lot.lot, massMg);
}
