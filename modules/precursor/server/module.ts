import type { Module } from "#platform/module.ts";
import { tableFileRefusals } from "#platform/table-file/refusals.ts";
import { precursorRefusals } from "../contract/refusals.ts";
import { rowRefusals } from "../contract/row-refusals.ts";
import { dutyJobs } from "./duty-jobs.ts";
import { findingActHandlers } from "./finding-acts/handlers.ts";
import { fileHandlers, importHandlers } from "./imports/handlers.ts";
import { importJobs } from "./imports/jobs.ts";
import { viewHandlers } from "./views/handlers.ts";

export const precursorModule: Module = {
  name: "precursor",
  handlers: [...viewHandlers, ...findingActHandlers, ...importHandlers, ...fileHandlers],
  refusals: { ...precursorRefusals.words, ...rowRefusals.words, ...tableFileRefusals.words },
  jobs: [...importJobs, ...dutyJobs],
  acts: {
    "precursor.import.begin": { zh: "开始导入文件", en: "Begin an import" },
    "precursor.import.read": { zh: "读入并校验文件", en: "Read and check a file" },
    "precursor.import.take": { zh: "一批申报入账", en: "Post a batch of declarations" },
    "precursor.import.settled": { zh: "导入完成", en: "Import settled" },
    "precursor.import.undo": { zh: "撤销导入的一批", en: "Undo a batch of an import" },
    "precursor.duties.open": { zh: "开立与结清法定事项", en: "Open and settle legal duties" },
    "precursor.duties.daily": { zh: "安排每日法定事项", en: "Schedule the daily duties" },
    "precursor.balance.print": { zh: "命令行：收支平衡", en: "Command line: balance" },
    "precursor.finding.print": { zh: "命令行：疑点", en: "Command line: findings" },
    "precursor.trace.print": { zh: "命令行：批号流向", en: "Command line: trace" },
  },
};
