import { defineRefusals } from "#kernel/refusal.ts";

export const precursorRefusals = defineRefusals({
  "precursor.declaration.unknown": { status: 404, zh: "没有这条申报。", en: "There is no such declaration." },
  "precursor.declaration.conflict": {
    status: 409,
    zh: "编号 {declarationId} 已经申报过，内容不同；如需更正，请先作废原申报，再用新编号申报。",
    en: "Declaration {declarationId} was filed before with other content; to correct it, void it and file again under a new id.",
  },
  "precursor.void.ref-unknown": { status: 422, zh: "要作废的申报 {ref} 不在本企业账上。", en: "The declaration {ref} to be voided is not in this enterprise's book." },
  "precursor.void.of-void": { status: 422, zh: "作废不能再作废，请重新申报原事实。", en: "A void cannot be voided; file the fact again." },
  "precursor.mass.not-safe": { status: 422, zh: "数量超出可精确记账的范围。", en: "The quantity is beyond what can be booked exactly." },
  "precursor.substance.unknown": { status: 422, zh: "目录中没有“{substance}”。", en: "“{substance}” is not in the catalogue." },
  "precursor.enterprise.unknown": { status: 404, zh: "没有这家企业。", en: "There is no such enterprise." },
  "precursor.finding.unknown": { status: 404, zh: "没有这条疑点。", en: "There is no such finding." },
  "precursor.lot.unknown": { status: 404, zh: "本企业账上没有批号 {lot}。", en: "Lot {lot} is not in this enterprise's book." },
  "precursor.finding.ended": { status: 409, zh: "这条疑点已于 {at} 结束，不能再办理。", en: "This finding ended at {at}; nothing is left to decide." },
  "precursor.finding.not-closed": { status: 409, zh: "只有人工办结的疑点可以重新打开。", en: "Only a finding that a person closed can be reopened." },
  "precursor.declaration.repeated": { status: 409, zh: "编号 {declarationId} 在同一批里出现了两次（首次在第 {line} 行）。", en: "Declaration {declarationId} stands twice in one batch (first in line {line})." },
  "precursor.declaration.invalid": { status: 422, zh: "申报有 {count} 处需要修改。", en: "{count} things in the declaration need changing." },
  "precursor.import.unknown": { status: 404, zh: "没有这次导入。", en: "There is no such import." },
  "precursor.import.unreadable": { status: 422, zh: "文件无法读取：{zh}", en: "The file cannot be read: {en}" },
  "precursor.import.columns": { status: 422, zh: "表头不符：{zh}", en: "The header does not fit: {en}" },
  "precursor.import.not-staged": { status: 409, zh: "这次导入不在“已校验”状态，不能导入。", en: "This import is not in the state “checked”: it cannot be committed." },
  "precursor.import.not-done": { status: 409, zh: "只有已完成的导入可以撤销。", en: "Only a finished import can be undone." },
  "precursor.import.too-late": { status: 409, zh: "导入已超过 24 小时，不能整批撤销；请逐笔作废。", en: "More than 24 hours have passed: void the rows one by one instead." },
  "precursor.import.built-on": { status: 409, zh: "已有 {count} 项内容以这次导入为依据，不能撤销。", en: "{count} things already rest on this import: it cannot be undone." },
  "precursor.void.again": { status: 409, zh: "申报 {ref} 已经作废过。", en: "Declaration {ref} was voided before." },
});
