import type { FindingKind } from "../../modules/precursor/contract/finding.ts";
import { yearOf } from "./calendar.ts";
import type { Document } from "./files.ts";
import { demoUscc, SUSPENDED_TRADER, type Firm } from "./firms.ts";
import { ANHYDRIDE, KG, measured, T, TOLUENE } from "./goods.ts";
import { ship, type Line, type Twist } from "./line.ts";
import { cellsOf, crossesBorder, type Market } from "./market.ts";
import { prepare, type City } from "./trade.ts";

/** One trouble put into the city: where it is to be found, and in words for the guide. */
export type Planted = { readonly kind: FindingKind; readonly enterprise: string; readonly firm: string; readonly substance: string; readonly daysAgo: number; readonly what: string };

/** Plans every trouble; they come about on their days. The list is what the findings must be, no more and no less. */
export function plantTroubles(market: Market, city: City): readonly Planted[] {
  const plan = new Plan(market, city);
  plantShipments(plan);
  plantDocuments(plan);
  plantParties(plan);
  plantStocks(plan);
  plantHealthy(plan);
  return plan.planted;
}

class Plan {
  readonly market: Market;
  readonly city: City;
  readonly planted: Planted[] = [];
  private readonly direct: Line[];
  private next = 0;

  constructor(market: Market, city: City) {
    this.market = market;
    this.city = city;
    // The maker makes what a trouble needs, so it comes about on its day.
    this.direct = city.lines.filter((line) => line.supplier.role === "producer" && line.buyer.role === "user" && line.uses === "multi" && line.goods.class === 3 && line.supplier.district === line.buyer.district);
  }

  /** A line no other trouble is on. */
  line(): Line {
    return found(this.direct[this.next++]);
  }

  /** A registered user that trades in nothing else. */
  quiet(index: number): Firm {
    return found(this.city.firms[178 + index]);
  }

  producer = (index: number): Firm => found(this.city.firms[index]);

  tell(kind: FindingKind, enterprise: Firm, line: Pick<Line, "goods">, daysAgo: number, what: string): void {
    this.planted.push({ kind, enterprise: enterprise.uscc, firm: enterprise.name, substance: line.goods.id, daysAgo, what });
  }

  /** On the day, or the first after it on which the documents in force cover both ends of the road. */
  ship(line: Line, daysAgo: number, twist: Twist | ((day: number, massMg: number) => Twist), massMg = line.monthlyMg * 0.4): void {
    this.try(line, this.market.today - daysAgo, twist, measured(line.goods, massMg).massMg, 3);
  }

  private try(line: Line, day: number, twist: Twist | ((day: number, massMg: number) => Twist), massMg: number, tries: number): void {
    this.market.at(day, () => {
      prepare(this.market, line, day, massMg);
      if (ship(this.market, line, day, massMg, typeof twist === "function" ? twist(day, massMg) : twist)) return;
      if (tries === 0) throw new Error(`demonstration: a planted shipment of ${line.goods.id} from ${line.supplier.name} to ${line.buyer.name} could not be sent`);
      this.try(line, day + 1, twist, massMg, tries - 1);
    });
  }

  grant = (line: Line, part: Partial<Document> & Pick<Document, "quantityMg" | "from" | "to">): Document =>
    this.market.grant({ kind: "purchase", holder: line.buyer.uscc, counterparty: line.supplier.uscc, goods: line.goods, uses: "multi", ...part });
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("demonstration: the city is too small for its troubles");
  return value;
}

function plantShipments(plan: Plan): void {
  const one = (kind: FindingKind, daysAgo: number, twist: Twist, what: string, side: "supplier" | "buyer" = "supplier") => {
    const line = plan.line();
    plan.ship(line, daysAgo, { note: what, ...twist });
    plan.tell(kind, line[side], line, daysAgo, what);
  };
  one("unmatched-dispatch", 75, { received: "never" }, "发货后一直没有收货申报");
  one("unmatched-dispatch", 48, { received: "never" }, "发货后一直没有收货申报");
  one("overdue-transit", 22, { received: "never" }, "发货超过10日仍在途");
  one("overdue-transit", 15, { received: "never" }, "发货超过10日仍在途");
  one("unmatched-receipt", 90, { dispatched: "never" }, "只有收货申报，销售方没有申报", "buyer");
  one("unmatched-receipt", 52, { dispatched: "never" }, "只有收货申报，销售方没有申报", "buyer");
  one("quantity-mismatch", 120, { parts: [0.955] }, "收货比发货少4.5%");
  one("quantity-mismatch", 33, { parts: [0.97] }, "收货比发货少3%");
  one("quantity-mismatch", 8, { parts: [1.04] }, "收货比发货多4%");
  one("late-report", 200, { filedDaysLater: 44 }, "销售迟报");
  one("late-report", 110, { filedDaysLater: 37 }, "销售迟报");
  one("late-report", 65, { filedDaysLater: 52 }, "销售迟报");
}

function plantDocuments(plan: Plan): void {
  const { market } = plan;
  const cite = (kind: FindingKind, daysAgo: number, what: string, twist: (line: Line, day: number, massMg: number) => Twist, shipments = 1) => {
    const line = plan.line();
    for (let n = 0; n < shipments; n++) plan.ship(line, daysAgo - n * 4, (day, massMg) => ({ note: what, ...twist(line, day, massMg) }));
    // A document both sides cite is first cited by the seller, and the finding stands in its book.
    const teller = kind === "permit-expired" || kind === "permit-mismatch" ? line.supplier : line.buyer;
    plan.tell(kind, teller, line, daysAgo, what);
  };
  cite("no-permit", 140, "收货没有填写购买证明", () => ({ document: null }));
  cite("no-permit", 26, "所填购买证明不在登记中", () => ({ document: null, numberCited: "YS-GM-查无此证" }));
  for (const daysAgo of [160, 41]) cite("permit-expired", daysAgo, "购买证明已过期", (line, day, massMg) => ({ document: plan.grant(line, { quantityMg: massMg * 3, from: day - 200, to: day - 20 }) }));
  for (const daysAgo of [170, 19]) cite("permit-overdrawn", daysAgo, "收货超过证上数量", (line, day, massMg) => ({ document: plan.grant(line, { quantityMg: massMg * 0.8, from: day - 10, to: day + 100 }) }));
  for (const daysAgo of [130, 37]) {
    let once: Document | undefined;
    cite("permit-reused", daysAgo, "一次有效的证用了两次", (line, day, massMg) => ({ document: (once ??= plan.grant(line, { quantityMg: massMg * 3, from: day - 10, to: day + 40, uses: "single" })) }), 2);
  }
  cite("permit-mismatch", 150, "证上的交易对方是另一家", (line, day, massMg) => ({ document: plan.grant(line, { quantityMg: massMg * 2, from: day - 10, to: day + 80, counterparty: plan.producer(line.supplier.number % 4).uscc }) }));
  cite("permit-mismatch", 30, "证的持有人是另一家", (line, day, massMg) => ({ document: plan.grant(line, { quantityMg: massMg * 2, from: day - 10, to: day + 80, holder: plan.quiet(7).uscc }) }));

  const away = plan.city.lines.filter((line) => crossesBorder(line.buyer, line.supplier));
  const [first, second] = [found(away[0]), found(away[1])];
  plan.ship(first, 44, { transport: null, note: "出市运输没有备案证明" }, 2 * T);
  plan.tell("no-permit", first.supplier, first, 44, "出市运输没有备案证明");
  plan.ship(second, 58, (day) => ({ note: "运输备案证明的目的地不符", transport: market.grant({ kind: "transport", holder: second.supplier.uscc, counterparty: second.buyer.uscc, goods: second.goods, quantityMg: 30 * T, from: day - 10, to: day + 60, uses: "multi", origin: second.supplier.district, destination: "510100" }) }), 2 * T);
  plan.tell("permit-mismatch", second.supplier, second, 58, "运输备案证明的目的地不符");
}

function plantParties(plan: Plan): void {
  const { market, city } = plan;
  const suspended = found(city.firms[SUSPENDED_TRADER - 1]);
  const line = plan.line();
  const stray: Line = { ...line, supplier: suspended };
  market.at(market.today - 430, () => market.open(market.book(suspended, stray.goods), market.today - 430, stray.monthlyMg * 3));
  for (const daysAgo of [400, 360]) plan.ship(stray, daysAgo, (day, massMg) => ({ note: "销售方登记为停业", document: plan.grant(stray, { quantityMg: massMg * 2, from: day - 10, to: day + 60 }) }));
  plan.tell("unlicensed-party", suspended, stray, 400, "登记为停业的企业有销售");

  const buyer = plan.line();
  const nobody: Line = { ...buyer, supplier: { ...suspended, uscc: demoUscc(900_001), name: "演示未登记企业", number: 900_001, status: "active" } };
  plan.ship(nobody, 12, (day, massMg) => ({ note: "销售方不在登记中", dispatched: "never", lot: "WDJ-01", document: plan.grant(nobody, { quantityMg: massMg * 2, from: day - 10, to: day + 60, counterparty: null }) }));
  plan.tell("unlicensed-party", buyer.buyer, buyer, 12, "从不在登记中的企业购买");

  const trader = found(city.lines.find(({ buyer: each, goods }) => each.role === "trader" && each.number === 12 && goods.class === 3));
  market.at(market.today - 88, () => void market.leave(market.book(trader.buyer, trader.goods), market.today - 88, "consume", 150 * KG, { process: "演示自用", output_t: "1", note: "演示数据：登记活动不含使用" }));
  plan.tell("unlicensed-party", trader.buyer, trader, 88, "登记活动不含使用，却有消耗");
}

function plantStocks(plan: Plan): void {
  const { market } = plan;
  [[0, 260, 40], [1, 70, 25]].forEach(([firm = 0, daysAgo = 0, missing = 0]) => {
    const user = plan.quiet(firm);
    market.at(market.today - daysAgo, () => market.open(market.book(user, TOLUENE), market.today - daysAgo, 120 * KG));
    market.at(market.today - daysAgo + 30, () => {
      const used = measured(TOLUENE, (120 + missing) * KG);
      market.declare(user, market.today - daysAgo + 30, 980, { kind: "consume", lot: `QC-${TOLUENE.code}-${user.number}`, ...cellsOf(TOLUENE, used), process: "演示生产工艺", output_t: "1.2", note: "演示数据：用量多于账面" });
      market.book(user, TOLUENE).setTo(0);
    });
    plan.tell("negative-stock", user, { goods: TOLUENE }, daysAgo - 30, "用量多于账面");
  });
  for (const [daysAgo, share] of [[205, 1.2], [23, 0.8]] as const) {
    const line = plan.line();
    market.at(market.today - daysAgo, () => market.count(market.book(line.buyer, line.goods), market.today - daysAgo, share, `演示数据：突击盘点${share < 1 ? "短少" : "多出"}`));
    plan.tell("stocktake-variance", line.buyer, line, daysAgo, share < 1 ? "突击盘点短少20%" : "突击盘点多出20%");
  }
  plantOverPurchase(plan);
}

/** More bought in one year than all documents of the year allow: the last receipt also overdraws its document. */
function plantOverPurchase(plan: Plan): void {
  const { market } = plan;
  const supplier = plan.producer(2);
  let daysAgo = 130;
  while (yearOf(market.today - daysAgo) !== yearOf(market.today - daysAgo + 30)) daysAgo += 10;
  [plan.quiet(2), plan.quiet(3)].forEach((buyer, index) => {
    const line: Line = { buyer, supplier, goods: ANHYDRIDE, monthlyMg: 400 * KG, everyDays: 30, road: 1, uses: "multi", purchases: [], transports: [] };
    const document = plan.grant(line, { quantityMg: 500 * KG, from: market.today - daysAgo - 12, to: market.today - daysAgo + 150 });
    for (const each of [daysAgo, daysAgo - 22]) plan.ship(line, each, { document, note: "全年收货超过证上总量" }, (290 + index * 60) * KG);
    plan.tell("over-purchase", buyer, line, daysAgo - 22, "全年收货超过当年购买证明总量");
    plan.tell("permit-overdrawn", buyer, line, daysAgo - 22, "同一笔收货也超过证上数量");
  });
}

/** What must not be a finding: a wrong waybill that still pairs, a corrected row, a receipt filed late in two parts. */
function plantHealthy(plan: Plan): void {
  const { market } = plan;
  plan.ship(plan.line(), 40, { received: "wrong-waybill", note: "运单号抄错一位，仍能配上" });
  plan.ship(plan.line(), 9, { parts: [0.6, 0.4], lastPartLater: true, note: "分两次到货" });
  const process = found(plan.city.processes.find(({ goods, dayOfMonth }) => goods.id === TOLUENE.id && dayOfMonth < 20));
  const day = market.today - 62;
  market.at(day, () => {
    const wrong = measured(process.goods, 3 * KG);
    const id = market.declare(process.firm, day, 961, { kind: "consume", ...cellsOf(process.goods, wrong), note: "演示数据：少写一位" }, { daysLater: 0 });
    market.declare(process.firm, day, 1_080, { kind: "void", ref: id, note: "演示数据：作废，另行更正" }, { daysLater: 1 });
    market.leave(market.book(process.firm, process.goods), day, "consume", 30 * KG, { note: "演示数据：更正后的申报" });
  });
}
