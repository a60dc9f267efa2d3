import type { FileAnswer } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { SheetCell, SheetColumn } from "#platform/table-file/sheet-column.ts";
import type { DeclarationRow } from "../../contract/declaration.api.ts";
import type { FindingRow } from "../../contract/finding.api.ts";
import type { EnterpriseRow, PermitRow } from "../../contract/register.api.ts";
import { declarationRows } from "./declaration-rows.ts";
import { EXPORT_ROWS, exportFile, kg, MG_PER_KG } from "./export-file.ts";
import { findingRows } from "./finding-row.ts";
import { findDeclarationRows, type DeclarationQuestion } from "./list-declarations.ts";
import { findEnterpriseRows, type EnterpriseQuestion } from "./list-enterprises.ts";
import { findFindings, type FindingQuestion } from "./list-findings.ts";
import { findPermitRows, permitRows, type PermitQuestion } from "./list-permits.ts";

/** One column: its heading, how a sheet keeps it, and its cell. */
type Column<Row> = readonly [name: string, title: string, kind: SheetColumn["kind"], cell: (row: Row) => SheetCell];

const sheetColumns = <Row>(columns: readonly Column<Row>[]): SheetColumn[] => columns.map(([name, title, kind]) => ({ name, title, kind }));
const sheetRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): SheetCell[][] => rows.map((row) => columns.map(([, , , cell]) => cell(row)));
const time = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

const ENTERPRISES: readonly Column<EnterpriseRow>[] = [
  ["unit", "辖区", "id", (row) => row.unitCode],
  ["uscc", "统一社会信用代码", "id", (row) => row.uscc],
  ["name", "企业名称", "text", (row) => row.name],
  ["town", "乡镇街道", "text", (row) => row.town],
  ["address", "地址", "text", (row) => row.address],
  ["activities", "经营活动", "code", (row) => row.activities.join(";")],
  ["since", "登记日期", "id", (row) => row.since],
  ["status", "状态", "code", (row) => row.status],
  ["findings", "未结疑点", "number", (row) => row.openFindings],
  ["held_kg", "现存（千克）", "text", (row) => row.held.map((stock) => `${stock.substanceId}=${kg(stock.massMg)}`).join(";")],
];

const PERMITS: readonly Column<PermitRow>[] = [
  ["unit", "辖区", "id", (row) => row.unitCode],
  ["number", "证号", "id", (row) => row.number],
  ["kind", "种类", "code", (row) => row.kind],
  ["form", "形式", "code", (row) => row.form],
  ["holder", "持有人", "id", (row) => row.holder],
  ["holder_name", "持有人名称", "text", (row) => row.holderName],
  ["counterparty", "对方", "id", (row) => row.counterparty],
  ["substance", "品种", "id", (row) => row.substanceId],
  ["quantity_kg", "许可量（千克）", "number", (row) => row.quantityMg / MG_PER_KG],
  ["drawn_kg", "已用（千克）", "number", (row) => row.drawnMg / MG_PER_KG],
  ["left_kg", "余量（千克）", "number", (row) => row.leftMg / MG_PER_KG],
  ["valid_from", "有效期起", "id", (row) => row.validFrom],
  ["valid_to", "有效期止", "id", (row) => row.validTo],
  ["uses", "使用次数", "code", (row) => row.uses],
  ["state", "状态", "code", (row) => row.state],
];

const DECLARATIONS: readonly Column<DeclarationRow>[] = [
  ["unit", "辖区", "id", (row) => row.unitCode],
  ["declarant", "申报企业", "id", (row) => row.declarant],
  ["declarant_name", "企业名称", "text", (row) => row.declarantName],
  ["declaration_id", "申报编号", "id", (row) => row.declarationId],
  ["kind", "事项", "code", (row) => row.kind],
  ["substance", "品种", "id", (row) => row.substanceId],
  ["lot", "批号", "id", (row) => row.lot],
  ["mass_kg", "管制物质（千克）", "number", (row) => row.massMg / MG_PER_KG],
  ["quantity", "申报数量", "id", (row) => row.quantityText],
  ["quantity_unit", "单位", "code", (row) => row.unit],
  ["occurred_at", "发生时间", "time", (row) => time(row.occurredAt)],
  ["reported_at", "申报时间", "time", (row) => time(row.reportedAt)],
  ["counterparty", "交易对方", "id", (row) => row.counterparty],
  ["counterparty_name", "对方名称", "text", (row) => row.counterpartyName],
  ["shipment", "运单号", "id", (row) => row.shipment],
  ["permit", "许可或备案", "id", (row) => row.permit],
  ["voided_by", "作废于", "id", (row) => row.voidedBy],
  ["note", "备注", "text", (row) => row.note],
];

const FINDINGS: readonly Column<FindingRow>[] = [
  ["id", "编号", "id", (row) => row.id],
  ["kind", "种类", "code", (row) => row.kind],
  ["severity", "程度", "code", (row) => row.severity],
  ["unit", "辖区", "id", (row) => row.unitCode],
  ["enterprise", "企业", "id", (row) => row.enterprise],
  ["enterprise_name", "企业名称", "text", (row) => row.enterpriseName],
  ["counterparty", "对方", "id", (row) => row.counterparty],
  ["counterparty_name", "对方名称", "text", (row) => row.counterpartyName],
  ["substance", "品种", "id", (row) => row.substanceId],
  ["mass_kg", "涉及量（千克）", "number", (row) => row.massMg / MG_PER_KG],
  ["since", "起于", "time", (row) => time(row.since)],
  ["words", "说明", "text", (row) => row.words.zh],
  ["citation", "依据", "text", (row) => `${row.rule.citation.zh}${row.rule.citation.verified ? "" : "（未核实）"}`],
  ["state", "状态", "code", (row) => row.state],
  ["assignee", "承办人", "text", (row) => row.assigneeName],
  ["ended_reason", "结束原因", "text", (row) => row.endedReason?.zh ?? null],
  ["declarations", "所涉申报", "text", (row) => row.declarations.join(" ")],
];

export const exportEnterpriseList: UseCase<EnterpriseQuestion, FileAnswer> = async (context, input) =>
  exportFile(context, "企业名录", sheetColumns(ENTERPRISES), sheetRows(ENTERPRISES, await findEnterpriseRows(context, input, null, EXPORT_ROWS)));

export const exportPermitList: UseCase<PermitQuestion, FileAnswer> = async (context, input) =>
  exportFile(context, "许可与备案证明", sheetColumns(PERMITS), sheetRows(PERMITS, await permitRows(context, await findPermitRows(context, input, null, EXPORT_ROWS))));

export const exportDeclarationList: UseCase<DeclarationQuestion, FileAnswer> = async (context, input) =>
  exportFile(context, "申报", sheetColumns(DECLARATIONS), sheetRows(DECLARATIONS, await declarationRows(context, await findDeclarationRows(context, input, null, EXPORT_ROWS))));

export const exportFindingList: UseCase<FindingQuestion, FileAnswer> = async (context, input) =>
  exportFile(context, "疑点", sheetColumns(FINDINGS), sheetRows(FINDINGS, await findingRows(context, (await findFindings(context, input, null, EXPORT_ROWS)).rows)));
