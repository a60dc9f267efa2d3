import { defineWords } from "#ui/words/words.ts";
import type { DutyState, DutyView, EvidenceInput } from "../contract/index.ts";

type Words = { readonly zh: string; readonly en: string };

export const dutyStateWords: { readonly [S in DutyState]: Words } = {
  upcoming: { zh: "待办", en: "Upcoming" },
  "due-soon": { zh: "即将到期", en: "Due soon" },
  overdue: { zh: "逾期", en: "Overdue" },
  done: { zh: "已办结", en: "Done" },
  waived: { zh: "已免办", en: "Waived" },
};
export const dutyStateTones = { upcoming: "info", "due-soon": "warning", overdue: "danger", done: "success", waived: "quiet" } as const;

/** How the clock counts, in a phrase and in a sentence with the article it follows. */
export const clockWords: { readonly [M in DutyView["clockMode"]]: { readonly name: Words; readonly explain: Words } } = {
  calendar: { name: { zh: "自然日", en: "Calendar days" }, explain: { zh: "按自然日计算，开始的当日不计入（《民法典》第二百零一条）。", en: "Every day counts; the day it starts on does not (Civil Code art. 201)." } },
  working: { name: { zh: "工作日", en: "Working days" }, explain: { zh: "按工作日计算，不含法定节假日，调休上班日计入（《行政许可法》第八十二条）。", en: "Only working days count; make-up workdays do (Administrative Licensing Law art. 82)." } },
  custody: { name: { zh: "羁押日", en: "Custody days" }, explain: { zh: "逐日计算，节假日不顺延（《刑事诉讼法》第一百零五条）。", en: "Every day counts and the end never moves (Criminal Procedure Law art. 105)." } },
};

export const evidenceKindWords: { readonly [K in EvidenceInput["kind"]]: Words } = {
  note: { zh: "说明", en: "Note" },
  file: { zh: "文件", en: "File" },
  declaration: { zh: "申报", en: "Declaration" },
  document: { zh: "证件或文书", en: "Document" },
};

/** What a duty may be about; other rooms may add kinds, which then show as they are. */
export const subjectWords: ReadonlyMap<string, Words> = new Map([
  ["enterprise", { zh: "企业", en: "Enterprise" }],
  ["permit", { zh: "许可与备案", en: "Permit" }],
  ["shipment", { zh: "一笔交易", en: "A trade" }],
  ["finding", { zh: "疑点", en: "Finding" }],
]);

export const gradeWords: { readonly [G in DutyView["legalBasis"]["grade"]]: Words } = {
  L: { zh: "已通读法规全文", en: "law read in full" },
  V: { zh: "已核对部分原文", en: "read in part" },
  R: { zh: "凭记忆", en: "from memory" },
};

export const dutyWords = defineWords({
  zh: {
    title: "办理事项",
    lead: "谁在什么期限前、依据哪条法律要办什么。逾期按此刻的时间计算，不靠每晚更新。",
    none: "没有这样的事项",
    noneNext: "放宽筛选；到期换证、年度报告等事项会在期限临近时自动出现。",
    noneMine: "没有需要您办理的事项",
    noneMineNext: "新的期限一到会自动出现在这里。",
    seeUnit: "看本单位全部事项",
    due: "最后期限",
    dueIn: (days: number) => (days === 0 ? "今天到期" : `还有 ${days} 天`),
    overdueBy: (days: number) => (days === 0 ? "今天刚过期" : `已逾期 ${days} 天`),
    whyClock: "期限怎么算的",
    basis: "法律依据",
    unverified: "未核实",
    unverifiedWhy: "依据的条文尚未由人逐字核对，期限供提醒用，请办理前核对原文。",
    mode: "计算方式",
    starts: "起算",
    reminders: "提醒",
    calendarUnknown: "计算时所跨年度的放假安排尚未公布，只扣除了周末；实际期限可能因放假调休不同。",
    owner: "承办",
    subject: "涉及",
    outcome: "结果",
    closedLate: "超过期限办结",
    by: (who: string | null, when: string) => `${who ?? "系统，或已注销的账号"}，${when}`,
    evidence: "证据",
    noEvidence: "没有附证据",
    complete: "办结",
    completeTitle: "办结并附证据",
    completeWhy: "至少附一项证据：说明、文件、申报编号或文书号。办结后不可更改。",
    noteField: "办理情况说明",
    fileField: "附件",
    choose: "选择文件",
    remove: "移除",
    uploading: (percent: number) => `正在上传 ${percent}%`,
    declarationField: "申报编号",
    declarationHint: "统一社会信用代码/申报编号",
    documentField: "证件或文书号",
    waive: "免办",
    waiveTitle: "免办这一事项",
    waiveWhy: "免办是主管部门的决定，须说明理由（不少于 5 个字），理由记入不可更改的记录。",
    waiveConfirm: "确认免办",
    mineTitle: "我的办理事项",
    unitTitle: "辖区内逾期和即将到期",
    noneUnit: "没有逾期或即将到期的事项",
    all: "全部事项",
  },
  en: {
    title: "Duties",
    lead: "Who owes what, by when, under which law. Overdue is worked out at this moment, not by a nightly flag.",
    none: "No such duty",
    noneNext: "Loosen the filters. Renewals, annual reports and the like appear by themselves as their time comes.",
    noneMine: "Nothing is due from you",
    noneMineNext: "New deadlines appear here by themselves.",
    seeUnit: "See all of the unit",
    due: "Deadline",
    dueIn: (days: number) => (days === 0 ? "due today" : `${days} ${days === 1 ? "day" : "days"} left`),
    overdueBy: (days: number) => (days === 0 ? "just overdue" : `${days} ${days === 1 ? "day" : "days"} overdue`),
    whyClock: "How the deadline was counted",
    basis: "Legal basis",
    unverified: "unverified",
    unverifiedWhy: "The article has not been checked word by word by a person: take the deadline as a reminder and check the text.",
    mode: "Clock",
    starts: "Starts",
    reminders: "Reminders",
    calendarUnknown: "When it was counted, the holidays of a year it runs into were not published: only weekends were left out, and the true deadline may differ.",
    owner: "Whose",
    subject: "About",
    outcome: "Outcome",
    closedLate: "closed after the deadline",
    by: (who: string | null, when: string) => `${who ?? "the program, or an account that is gone"}, ${when}`,
    evidence: "Evidence",
    noEvidence: "No evidence attached",
    complete: "Complete",
    completeTitle: "Complete with evidence",
    completeWhy: "At least one piece: a note, a file, a declaration or a document's number. It cannot be changed afterwards.",
    noteField: "What was done",
    fileField: "File",
    choose: "Choose a file",
    remove: "Remove",
    uploading: (percent: number) => `Uploading ${percent}%`,
    declarationField: "Declaration",
    declarationHint: "credit code/declaration id",
    documentField: "Document number",
    waive: "Waive",
    waiveTitle: "Waive this duty",
    waiveWhy: "Waiving is the authority's decision and needs a reason of at least five characters; it goes on the record.",
    waiveConfirm: "Waive",
    mineTitle: "My duties",
    unitTitle: "Overdue and due soon in the unit",
    noneUnit: "Nothing is overdue or due soon",
    all: "All duties",
  },
});
