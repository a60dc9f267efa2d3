import { DeclarationKind, MassUnit } from "../../contract/declaration.ts";
import type { TableColumn } from "./table-columns.ts";

/** The declarations file: one row per event in one enterprise's book. */
export const DECLARATION_COLUMNS = [
  { name: "declaration_id", kind: "id", required: true, zh: "申报编号，由申报企业自编，本企业内不重复", en: "the declarant's own id; key together with declarant" },
  { name: "declarant", kind: "id", required: true, zh: "申报企业统一社会信用代码", en: "credit code of the declaring enterprise" },
  { name: "kind", kind: "code", required: true, zh: "事件种类", en: "kind of event", allowed: DeclarationKind.options },
  { name: "substance", kind: "text", required: true, zh: "目录编号、CAS 号或中文名称（作废可空）", en: "catalogue id, CAS number or Chinese name (blank for void)" },
  { name: "lot", kind: "id", required: false, zh: "批号；收货填发货方批号；转化填产出批号", en: "the declarant's lot; for receive, the sender's; for transform, the lot made" },
  { name: "quantity", kind: "number", required: true, zh: "数量；盘点可为 0", en: "quantity; zero only for a stocktake" },
  { name: "unit", kind: "code", required: true, zh: "计量单位；升须填密度", en: "unit; L needs density", allowed: MassUnit.options },
  { name: "density", kind: "number", required: false, zh: "密度，kg/L", en: "density, kg/L" },
  { name: "content", kind: "number", required: false, zh: "管制物质质量百分数，默认 100", en: "mass percent of the controlled substance, default 100" },
  { name: "occurred_at", kind: "time", required: true, zh: "发生时间；无时区按北京时间（作废可空）", en: "when it happened; Asia/Shanghai without offset (blank for void)" },
  { name: "reported_at", kind: "time", required: false, zh: "填报时间，默认现在", en: "when it was filed, default now" },
  { name: "counterparty", kind: "id", required: false, zh: "交易对方统一社会信用代码；境外填“两位国家代码:名称”；收发货必填", en: "credit code, or ISO2:name abroad; needed for dispatch and receive" },
  { name: "shipment", kind: "id", required: false, zh: "运单或送货单号，双方一致", en: "waybill or delivery number, the same on both sides" },
  { name: "permit", kind: "id", required: false, zh: "所依据的许可证或备案证明号", en: "permit or filing certificate it relies on" },
  { name: "transport_permit", kind: "id", required: false, zh: "运输许可证或备案证明号", en: "transport permit or filing certificate" },
  { name: "customs_no", kind: "id", required: false, zh: "报关单号", en: "customs declaration number" },
  { name: "inputs", kind: "id", required: false, zh: "转化投料：批号=千克;批号=千克", en: "for transform: LOT=kg;LOT=kg consumed" },
  { name: "process", kind: "text", required: false, zh: "工艺（消耗）", en: "process (for consume)" },
  { name: "output_t", kind: "number", required: false, zh: "产品产量，吨（消耗）", en: "tonnes of product made (for consume)" },
  { name: "sigma_pct", kind: "number", required: false, zh: "本次计量的相对标准不确定度（1σ），百分数；按件计数填 0", en: "relative standard uncertainty (1 σ) in percent; 0 for counted goods" },
  { name: "ref", kind: "id", required: false, zh: "作废所指的申报编号", en: "for void: the declaration it cancels" },
  { name: "note", kind: "text", required: false, zh: "备注", en: "free text" },
] as const satisfies readonly TableColumn[];

export type DeclarationColumn = (typeof DECLARATION_COLUMNS)[number]["name"];
