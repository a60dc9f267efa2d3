import type { Words } from "#ui/call.ts";
import type { Activity, EnterpriseStatus, EvidenceGrade, FindingAct, FindingKind, FindingSeverity, FindingState, ImportKind, ImportView, PermitKind, PermitRow, SubstanceClass } from "../contract/index.ts";

type WordsOf<K extends string> = { readonly [kind in K]: Words };
type TonesOf<K extends string> = { readonly [kind in K]: Tone };
export { DECLARATION_KIND_WORDS, IN_KIND_WORDS, LOT_MOVEMENT_WORDS, OUT_KIND_WORDS } from "../contract/movement-words.ts";
export type Tone = "quiet" | "info" | "success" | "warning" | "danger";

/** What the room's codes are called on every screen; a code without words does not compile. */
export const FINDING_KIND_WORDS: WordsOf<FindingKind> = {
  "unmatched-dispatch": { zh: "发货未见收货", en: "Dispatch without receipt" },
  "unmatched-receipt": { zh: "收货未见发货", en: "Receipt without dispatch" },
  "quantity-mismatch": { zh: "收发数量不符", en: "Quantities differ" },
  "overdue-transit": { zh: "在途超期", en: "Overdue in transit" },
  "no-permit": { zh: "缺少许可或备案", en: "No permit or filing" },
  "permit-expired": { zh: "证明不在有效期", en: "Permit not in force" },
  "permit-overdrawn": { zh: "超出证明数量", en: "Permit overdrawn" },
  "permit-reused": { zh: "一次性证明重复使用", en: "Single-use permit used again" },
  "permit-mismatch": { zh: "与证明内容不符", en: "Differs from the permit" },
  "unlicensed-party": { zh: "登记情况与交易不符", en: "Not registered for this trade" },
  "negative-stock": { zh: "支出大于库存", en: "More out than in stock" },
  "late-report": { zh: "逾期备案", en: "Filed late" },
  "stocktake-variance": { zh: "盘点差异", en: "Stocktake variance" },
  "slow-loss": { zh: "持续少量损失", en: "Slow loss" },
  "norm-drift": { zh: "单耗偏移", en: "Consumption drift" },
  "structured-orders": { zh: "分拆购买", en: "Split orders" },
  "over-purchase": { zh: "年度购买超量", en: "Bought beyond the year's documents" },
  "circular-trade": { zh: "循环交易", en: "Circular trade" },
  "ghost-buyer": { zh: "购买方待核实", en: "Buyer to be verified" },
  "customs-mismatch": { zh: "与报关数据不符", en: "Differs from customs" },
  "dormant-permit": { zh: "证明久未使用", en: "Dormant permit" },
  "frozen-stock": { zh: "库存久未变动", en: "Stock without movement" },
  "annual-mismatch": { zh: "年报与台账不符", en: "Annual report differs" },
};
export const SEVERITY_WORDS: WordsOf<FindingSeverity> = { high: { zh: "高", en: "High" }, medium: { zh: "中", en: "Medium" }, low: { zh: "低", en: "Low" }, info: { zh: "提示", en: "Note" } };

export const FINDING_STATE_WORDS: WordsOf<FindingState> = {
  open: { zh: "待核查", en: "Open" },
  assigned: { zh: "核查中", en: "Being checked" },
  closed: { zh: "已办结", en: "Closed" },
  healed: { zh: "已自行消除", en: "Healed" },
};
export const FINDING_STATE_TONES: TonesOf<FindingState> = { open: "warning", assigned: "info", closed: "success", healed: "quiet" };

/** What was done with a finding. */
export const FINDING_ACT_WORDS: WordsOf<FindingAct["kind"]> = {
  assign: { zh: "接手核查", en: "Took it on" },
  note: { zh: "记录核查情况", en: "Noted" },
  close: { zh: "办结", en: "Closed" },
  reopen: { zh: "重新打开", en: "Reopened" },
};

/** How well a rule's source is known. */
export const EVIDENCE_GRADE_WORDS: WordsOf<EvidenceGrade> = {
  V: { zh: "已核对存档文本", en: "Checked against a stored copy" },
  L: { zh: "已通读法规全文", en: "Law read in full" },
  R: { zh: "凭记忆，未核实", en: "From memory, not verified" },
  house: { zh: "本系统规则", en: "A rule of this program" },
};

/** How the two sides of a shipment were paired. */
export const PAIRING_WORDS: WordsOf<"exact" | "lot-differs" | "shipment-differs"> = {
  exact: { zh: "运单号与批号一致", en: "Same shipment and lot" },
  "lot-differs": { zh: "批号不一致，按运单号配对", en: "Lot differs, paired by shipment number" },
  "shipment-differs": { zh: "运单号不一致，按其余要素配对", en: "Shipment number differs, paired by everything else" },
};

export const PERMIT_KIND_WORDS: WordsOf<PermitKind> = {
  production: { zh: "生产", en: "Production" },
  operation: { zh: "经营", en: "Operation" },
  purchase: { zh: "购买", en: "Purchase" },
  transport: { zh: "运输", en: "Transport" },
  import: { zh: "进口", en: "Import" },
  export: { zh: "出口", en: "Export" },
};
export const PERMIT_FORM_WORDS: WordsOf<PermitRow["form"]> = { permit: { zh: "许可证", en: "Permit" }, filing: { zh: "备案证明", en: "Filing certificate" } };
export const PERMIT_USES_WORDS: WordsOf<PermitRow["uses"]> = { single: { zh: "一次有效", en: "Single use" }, multi: { zh: "多次有效", en: "Multiple use" } };
export const PERMIT_STATE_WORDS: WordsOf<PermitRow["state"]> = {
  coming: { zh: "未生效", en: "Not yet in force" },
  valid: { zh: "有效", en: "In force" },
  expiring: { zh: "即将到期", en: "Expiring soon" },
  expired: { zh: "已过期", en: "Expired" },
};
export const PERMIT_STATE_TONES: TonesOf<PermitRow["state"]> = { coming: "info", valid: "success", expiring: "warning", expired: "quiet" };

export const ACTIVITY_WORDS: WordsOf<Activity> = {
  production: { zh: "生产", en: "Production" },
  operation: { zh: "经营", en: "Operation" },
  use: { zh: "使用", en: "Use" },
  transport: { zh: "运输", en: "Transport" },
  import: { zh: "进口", en: "Import" },
  export: { zh: "出口", en: "Export" },
};
export const ENTERPRISE_STATUS_WORDS: WordsOf<EnterpriseStatus> = { active: { zh: "在业", en: "Active" }, suspended: { zh: "停业", en: "Suspended" }, closed: { zh: "注销", en: "Closed" } };
export const ENTERPRISE_STATUS_TONES: TonesOf<EnterpriseStatus> = { active: "success", suspended: "warning", closed: "quiet" };

export const IMPORT_KIND_WORDS: WordsOf<ImportKind> = {
  enterprises: { zh: "企业", en: "Enterprises" },
  permits: { zh: "许可与备案证明", en: "Permits and filings" },
  norms: { zh: "单耗定额", en: "Consumption norms" },
  declarations: { zh: "申报", en: "Declarations" },
};
export const IMPORT_STATE_WORDS: WordsOf<ImportView["state"]> = {
  staging: { zh: "正在校验", en: "Checking" },
  staged: { zh: "待确认导入", en: "Waiting to be imported" },
  committing: { zh: "正在导入", en: "Importing" },
  done: { zh: "已导入", en: "Imported" },
  undoing: { zh: "正在撤销", en: "Undoing" },
  undone: { zh: "已撤销", en: "Undone" },
  failed: { zh: "未能完成", en: "Failed" },
};
export const IMPORT_STATE_TONES: TonesOf<ImportView["state"]> = { staging: "info", staged: "warning", committing: "info", done: "success", undoing: "info", undone: "quiet", failed: "danger" };

/** A substance's class; one not known is said so. */
export const classWords = (substanceClass: SubstanceClass): Words =>
  substanceClass === null ? { zh: "类别未核实", en: "Class not verified" } : { zh: `第${["一", "二", "三"][substanceClass - 1] ?? ""}类`, en: `Class ${substanceClass}` };

/** Choices of a filter or a field, in the order the words are written in. */
export const choicesOf = <K extends string>(words: WordsOf<K>): readonly { readonly value: K; readonly label: Words }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value] })); // Object.keys forgets that the keys are K
