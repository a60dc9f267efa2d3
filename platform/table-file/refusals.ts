import { defineRefusals } from "#kernel/refusal.ts";

/**
 * Why a whole table file is refused (`table.file.*`), and why one cell of it cannot be trusted (`table.cell.*`).
 * A file refusal may be thrown after batches were delivered: stage first, commit at the end of the file.
 */
export const tableFileRefusals = defineRefusals({
  "table.file.empty": { status: 422, zh: "文件是空的，没有表头行", en: "The file is empty: there is no header row" },
  "table.file.kind-unknown": { status: 422, zh: "只接受 .csv 与 .xlsx 文件；旧式 .xls 或加密的工作簿请另存为 .xlsx", en: "Only .csv and .xlsx are accepted; save an old .xls or an encrypted workbook as .xlsx" },
  "table.file.encoding": { status: 422, zh: "文字编码无法识别：请存为 UTF-8 或 GB18030（GBK）", en: "The text encoding cannot be read: save as UTF-8 or GB18030 (GBK)" },
  "table.file.nul": { status: 422, zh: "第 {line} 行含有空字节，文件已损坏或不是文本", en: "Line {line} holds a NUL byte: the file is damaged or is not text" },
  "table.file.unclosed-quote": { status: 422, zh: "第 {line} 行的引号没有闭合", en: "The quote opened in the record of line {line} is never closed" },
  "table.file.field-too-long": { status: 422, zh: "第 {line} 行有单元格超过 {limit} 个字符", en: "A field in the record of line {line} is longer than {limit} characters" },
  "table.file.record-too-long": { status: 422, zh: "第 {line} 行的记录超过 {limit} 个字符", en: "The record of line {line} is longer than {limit} characters" },
  "table.file.too-many-columns": { status: 422, zh: "第 {line} 行超过 {limit} 列", en: "Line {line} has more than {limit} columns" },
  "table.file.too-many-rows": { status: 422, zh: "文件超过 {limit} 行，请分成几个文件", en: "The file has more than {limit} rows: split it" },
  "table.file.too-large": { status: 422, zh: "文件展开后超过 {limit} 字节；请改用 .csv 或分成几个文件", en: "The file unpacks to more than {limit} bytes: use .csv or split it" },
  "table.file.damaged": { status: 422, zh: "工作簿已损坏，无法读取（{part}）", en: "The workbook is damaged and cannot be read ({part})" },
  "table.cell.bad-quote": { status: 422, zh: "引号后面还有文字", en: "There is text after the closing quote" },
  "table.cell.number-too-long": { status: 422, zh: "长编号被存成了数字，末尾几位可能已丢失；请把该列设为“文本”后重新填写", en: "A long code is stored as a number and its last digits may be lost: format the column as text and enter it again" },
  "table.cell.error-value": { status: 422, zh: "单元格是公式错误值 {value}", en: "The cell holds the error value {value}" },
  "table.cell.formula-without-result": { status: 422, zh: "公式没有保存计算结果；请在表格软件里打开并保存一次", en: "The formula has no stored result: open and save the file in a spreadsheet program" },
  "table.cell.bad-date": { status: 422, zh: "单元格的日期序号 {value} 不是有效日期", en: "The cell's date serial {value} is not a date" },
  "table.cell.damaged": { status: 422, zh: "单元格内容无法读取", en: "The cell cannot be read" },
});
