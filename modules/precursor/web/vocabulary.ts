import type { Activity, DeclarationKind, EnterpriseStatus, FindingKind, FindingSeverity, InKind, OutKind, PermitKind, PermitRow, SubstanceClass } from "../contract/index.ts";

type Words = { readonly zh: string; readonly en: string };
type WordsOf<K extends string> = { readonly [key in K]: Words };

/** Codes of books and registers in words; those of findings, traces and imports are in `kind-words.ts`. */
export const declarationKindWords: WordsOf<DeclarationKind> = {
  opening: { zh: "期初建账", en: "Opening" },
  produce: { zh: "生产", en: "Produced" },
  dispatch: { zh: "发出", en: "Dispatched" },
  receive: { zh: "收入", en: "Received" },
  consume: { zh: "使用", en: "Consumed" },
  transform: { zh: "转化", en: "Transformed" },
  import: { zh: "进口", en: "Imported" },
  export: { zh: "出口", en: "Exported" },
  destroy: { zh: "销毁", en: "Destroyed" },
  loss: { zh: "损耗", en: "Lost" },
  stocktake: { zh: "盘点", en: "Stocktake" },
  void: { zh: "作废", en: "Void" },
};

export const inKindWords: WordsOf<InKind> = {
  opening: { zh: "建账", en: "Opening" },
  produce: { zh: "生产", en: "Produced" },
  import: { zh: "进口", en: "Imported" },
  receive: { zh: "购入", en: "Received" },
  transform: { zh: "转化产出", en: "Made by transformation" },
  shortfall: { zh: "来源未申报", en: "Undeclared origin" },
  stocktake: { zh: "盘盈", en: "Stocktake above book" },
};

export const outKindWords: WordsOf<OutKind> = {
  dispatch: { zh: "发出", en: "Dispatched" },
  consume: { zh: "使用", en: "Consumed" },
  transform: { zh: "转化投料", en: "Used in transformation" },
  export: { zh: "出口", en: "Exported" },
  destroy: { zh: "销毁", en: "Destroyed" },
  loss: { zh: "损耗", en: "Lost" },
  stocktake: { zh: "盘亏（去向不明）", en: "Unaccounted at stocktake" },
};

export const findingKindWords: WordsOf<FindingKind> = {
  "unmatched-dispatch": { zh: "发出未见收货", en: "Dispatch without receipt" },
  "unmatched-receipt": { zh: "收货未见发出", en: "Receipt without dispatch" },
  "quantity-mismatch": { zh: "收发数量不符", en: "Quantities differ" },
  "overdue-transit": { zh: "在途超期", en: "Overdue in transit" },
  "no-permit": { zh: "无许可或备案", en: "No document" },
  "permit-expired": { zh: "证件过期", en: "Document expired" },
  "permit-overdrawn": { zh: "超出证件数量", en: "Document overdrawn" },
  "permit-reused": { zh: "一次性证件重复使用", en: "Single document reused" },
  "permit-mismatch": { zh: "与证件不符", en: "Differs from document" },
  "unlicensed-party": { zh: "相对方无资质", en: "Party not entitled" },
  "negative-stock": { zh: "账面出现负库存", en: "Book below zero" },
  "late-report": { zh: "逾期申报", en: "Filed late" },
  "stocktake-variance": { zh: "盘点差异", en: "Stocktake variance" },
  "slow-loss": { zh: "持续小额流失", en: "Slow loss" },
  "norm-drift": { zh: "单耗偏离", en: "Consumption off norm" },
  "structured-orders": { zh: "拆分订购", en: "Structured orders" },
  "over-purchase": { zh: "超证购买", en: "Over-purchase" },
  "circular-trade": { zh: "循环交易", en: "Circular trade" },
  "ghost-buyer": { zh: "买方存疑", en: "Doubtful buyer" },
  "customs-mismatch": { zh: "与海关不符", en: "Differs from customs" },
  "dormant-permit": { zh: "证件长期未用", en: "Dormant document" },
  "frozen-stock": { zh: "库存长期不动", en: "Frozen stock" },
  "annual-mismatch": { zh: "与年报不符", en: "Differs from annual report" },
};

export const severityWords: WordsOf<FindingSeverity> = { high: { zh: "高", en: "High" }, medium: { zh: "中", en: "Medium" }, low: { zh: "低", en: "Low" }, info: { zh: "提示", en: "Note" } };
export const severityTone = { high: "danger", medium: "warning", low: "info", info: "quiet" } as const;

export const activityWords: WordsOf<Activity> = {
  production: { zh: "生产", en: "Production" },
  operation: { zh: "经营", en: "Operation" },
  use: { zh: "使用", en: "Use" },
  transport: { zh: "运输", en: "Transport" },
  import: { zh: "进口", en: "Import" },
  export: { zh: "出口", en: "Export" },
};

export const enterpriseStatusWords: WordsOf<EnterpriseStatus> = { active: { zh: "在营", en: "Active" }, suspended: { zh: "暂停", en: "Suspended" }, closed: { zh: "注销", en: "Closed" } };
export const enterpriseStatusTone = { active: "success", suspended: "warning", closed: "quiet" } as const;

export const permitKindWords: WordsOf<PermitKind> = {
  production: { zh: "生产", en: "Production" },
  operation: { zh: "经营", en: "Operation" },
  purchase: { zh: "购买", en: "Purchase" },
  transport: { zh: "运输", en: "Transport" },
  import: { zh: "进口", en: "Import" },
  export: { zh: "出口", en: "Export" },
};
export const permitFormWords: WordsOf<PermitRow["form"]> = { permit: { zh: "许可证", en: "permit" }, filing: { zh: "备案证明", en: "filing" } };
export const permitStateWords: WordsOf<PermitRow["state"]> = { coming: { zh: "未生效", en: "Not yet valid" }, valid: { zh: "有效", en: "Valid" }, expiring: { zh: "即将到期", en: "Expiring" }, expired: { zh: "已过期", en: "Expired" } };
export const permitStateTone = { coming: "info", valid: "success", expiring: "warning", expired: "quiet" } as const;

export const classWords = (substanceClass: SubstanceClass): Words =>
  substanceClass === null ? { zh: "类别未核实", en: "Class unverified" } : { zh: `第${["一", "二", "三"][substanceClass - 1] ?? ""}类`, en: `Class ${substanceClass}` };

/** As choices of a filter. */
export const choicesOf = <K extends string>(words: WordsOf<K>) => Object.entries<Words>(words).map(([value, label]) => ({ value, label }));
