import type { InKind, OutKind } from "./balance.ts";
import { DeclarationKind } from "./declaration.ts";
import type { LotMovementKind } from "./trace.ts";

type Words = { readonly zh: string; readonly en: string };
type WordsOf<K extends string> = { readonly [kind in K]: Words };

/** What moves matter is called on every screen and in every file; a kind without words does not compile. */
export const DECLARATION_KIND_WORDS: WordsOf<DeclarationKind> = {
  opening: { zh: "期初建账", en: "Opening" },
  produce: { zh: "生产", en: "Produced" },
  dispatch: { zh: "发货", en: "Dispatched" },
  receive: { zh: "收货", en: "Received" },
  consume: { zh: "使用", en: "Consumed" },
  transform: { zh: "批次转化", en: "Transformed" },
  import: { zh: "进口", en: "Imported" },
  export: { zh: "出口", en: "Exported" },
  destroy: { zh: "销毁", en: "Destroyed" },
  loss: { zh: "损耗", en: "Lost" },
  stocktake: { zh: "盘点", en: "Stocktake" },
  void: { zh: "作废", en: "Void" },
};

export const LOT_MOVEMENT_WORDS: WordsOf<LotMovementKind> = {
  ...DECLARATION_KIND_WORDS,
  shipment: { zh: "交货", en: "Shipment" },
  dispatch: { zh: "发货，未见收货", en: "Dispatched, not received" },
  receive: { zh: "收货，未见发货", en: "Received, not dispatched" },
};

/** Lines of a balance: what came in and what went out of a stock. */
export const IN_KIND_WORDS: WordsOf<InKind> = {
  opening: { zh: "期初建账", en: "Opening" },
  produce: { zh: "生产", en: "Produced" },
  import: { zh: "进口", en: "Imported" },
  receive: { zh: "收货", en: "Received" },
  transform: { zh: "转化产出", en: "Made by transformation" },
  shortfall: { zh: "来源未申报", en: "Origin not declared" },
  stocktake: { zh: "盘盈", en: "Count above book" },
};
export const OUT_KIND_WORDS: WordsOf<OutKind> = {
  dispatch: { zh: "发货", en: "Dispatched" },
  consume: { zh: "使用", en: "Consumed" },
  transform: { zh: "转化投料", en: "Used in transformation" },
  export: { zh: "出口", en: "Exported" },
  destroy: { zh: "销毁", en: "Destroyed" },
  loss: { zh: "损耗", en: "Lost" },
  stocktake: { zh: "盘亏", en: "Count below book" },
};

const STATEMENT_WORDS: WordsOf<"shortfall" | "missing" | "more" | "equal"> = {
  shortfall: { zh: "账房调整：来源未申报", en: "Bookkeeper: undeclared origin" },
  missing: { zh: "盘点：实物少于账面", en: "Count: less than the book" },
  more: { zh: "盘点：实物多于账面", en: "Count: more than the book" },
  equal: { zh: "盘点：账实相符", en: "Count: agrees with the book" },
};

/** A line of a statement: a declaration by its kind, a count by its result, the bookkeeper's adjustment by its name. */
export function statementLineWords({ kind, voided, inMg, outMg }: { readonly kind: string; readonly voided: boolean; readonly inMg: number; readonly outMg: number }): Words {
  if (kind === "shortfall") return STATEMENT_WORDS.shortfall;
  if (kind === "stocktake" && !voided) return STATEMENT_WORDS[outMg > 0 ? "missing" : inMg > 0 ? "more" : "equal"];
  const declared = DeclarationKind.safeParse(kind);
  return declared.success ? DECLARATION_KIND_WORDS[declared.data] : { zh: kind, en: kind };
}
