import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { getImport, listImports, type ImportView } from "../contract/import.api.ts";
import { page } from "./screen-rows.ts";
import ImportScreen from "./ImportScreen.tsx";

const id = "0192f000-0000-7000-8000-000000000001";
const render = () => <ImportScreen />;
const start = "/precursor/import";
const at = `${start}?import=${id}`;
const refusals: ImportView["refusals"] = [
  { line: 7, column: "declarant", code: "precursor.row.code-mangled", value: "9.15001E+17", words: { zh: "编号“9.15001E+17”已被表格软件改成科学计数法，请把该列设为“文本”后重新填写", en: "The code “9.15001E+17” was turned into scientific notation by a spreadsheet: format the column as text and enter it again" } },
  { line: 12, column: "quantity", code: "precursor.row.number-syntax", value: "1,500", words: { zh: "quantity 的“1,500”不是数字（不要写单位、千分位或科学计数法）", en: "“1,500” in quantity is not a plain decimal number" } },
  { line: 12, column: "occurred_at", code: "precursor.row.time-in-future", value: "2027-01-03", words: { zh: "occurred_at 晚于当前时间", en: "occurred_at is in the future" } },
  { line: 31, column: "substance", code: "precursor.row.substance-unknown", value: "甲笨", words: { zh: "目录中没有“甲笨”", en: "“甲笨” is not in the catalogue" } },
];
const view = (part: Partial<ImportView>): ImportView => ({ id, unitCode: "500102", kind: "declarations", fileName: "演示数据-2026年10月申报.xlsx", sha256: "9f2c4c1d0b7a5e3f8f6f2a0c9b1d7e5a3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a87", accountName: "演**", state: "staged", rowsTotal: 1_284, accepted: 1_268, unchanged: 12, voided: 0, refused: 4, done: 0, refusals, stagedAt: "2026-11-23T01:10:00Z", committedAt: null, undoneAt: null, can: { commit: true, undo: false }, ...part });
const done = view({ state: "done", done: 1_268, committedAt: "2026-11-23T01:12:00Z", can: { commit: false, undo: true } });
const history = [view({}), ...[1, 2, 3].map((i) => view({ id: `0192f000-0000-7000-8000-00000000000${i + 1}`, fileName: ["演示数据-企业名录.csv", "演示数据-许可.xlsx", "演示数据-定额.csv"][i - 1] ?? "", kind: (["enterprises", "permits", "norms"] as const)[i - 1] ?? "norms", state: (["done", "undone", "done"] as const)[i - 1] ?? "done", refused: 0 }))];
const listed = answered(listImports, page(history));

export const gallery: Gallery = {
  title: { zh: "导入文件", en: "Import files" },
  states: {
    many: { render, at: start, answers: [listed] },
    empty: { render, at: start, answers: [answered(listImports, page([]))] },
    staging: { render, at, answers: [answered(getImport, view({ state: "staging", rowsTotal: 50_000, accepted: 21_300, refused: 0, unchanged: 0, refusals: [] })), listed] },
    staged: { render, at, answers: [answered(getImport, view({})), listed] },
    one: { render, at, answers: [answered(getImport, view({ refused: 0, refusals: [], unchanged: 0, rowsTotal: 1_268 })), answered(listImports, page([view({})]))] },
    committing: { render, at, answers: [answered(getImport, view({ state: "committing", done: 612 })), listed] },
    done: { render, at, answers: [answered(getImport, done), listed] },
    failed: { render, at, answers: [answered(getImport, view({ state: "failed", can: { commit: false, undo: false } })), listed] },
    refused: { render, at, answers: [refusedAs(getImport, 404, { zh: "没有这次导入。", en: "There is no such import." }), listed] },
    "no-right": { render, at: start, answers: [refusedAs(listImports, 404, { zh: "没有可供查看的内容。", en: "Nothing here for you to see." })] },
    offline: { render, at, answers: [{ endpoint: getImport, answer: offline }, { endpoint: listImports, answer: offline }] },
  },
};
