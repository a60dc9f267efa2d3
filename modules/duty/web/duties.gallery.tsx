import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { getDuty, listDuties, type DutyDetail, type DutyView } from "../contract/index.ts";
import DutiesScreen from "./DutiesScreen.tsx";

const DAY_MS = 86_400_000;
const idOf = (i: number) => `0192aa00-0000-7000-8000-0000000001${10 + i}`;
/** Relative to the moment it is looked at, so that days left read the same on every photograph. */
const inDays = (days: number) => new Date(Math.floor((Date.now() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000 + (days + 1) * DAY_MS - 1).toISOString();

const duties: DutyView[] = ([["期满前重新申请或备案：渝涪易购备〔2026〕101号", "Renew before expiry: 渝涪易购备〔2026〕101号", -3, "overdue", "permit"], ["报告销售情况（丙酮）", "Report the sale (acetone)", 0, "due-soon", "shipment"], ["2025年度经营情况报告", "Annual report for 2025", 6, "due-soon", "enterprise"], ["备案使用单位之间的转让、赠与或出借", "File the transfer, gift or loan between user firms", 2, "due-soon", "shipment"], ["证件即将到期：渝涪易运备〔2026〕018号", "Document expires: 渝涪易运备〔2026〕018号", 24, "upcoming", "permit"]] as const).map(([zh, en, days, state, kind], i) => ({
  id: idOf(i), key: `demo/${i}`, title: { zh, en }, owner: { unitCode: "500102", department: "enterprise", accountId: null, enterprise: "91500102MA0DEMO001" }, subject: { kind, key: kind === "enterprise" ? "91500102MA0DEMO001" : kind === "permit" ? "purchase/渝涪易购备〔2026〕101号" : `91500102MA0DEMO001/91500102MA0DEMO020/acetone/YD-26100${i}` },
  legalBasis: i === 0 ? { zh: "《非药品类易制毒化学品生产、经营许可办法》", en: "Measures on Production and Operation Permits for Non-drug Precursor Chemicals", grade: "V", verified: false } : { zh: "《易制毒化学品管理条例》第十九条", en: "Regulation on Precursor Chemicals, art. 19", grade: "L", verified: true },
  clockMode: "calendar", startsAt: inDays(days - 30), dueAt: inDays(days), reminders: [inDays(days - 7), inDays(days - 1)], state, calendarKnown: days < 20, outcome: null, can: ["complete", "waive"],
}));
const first = duties[0] as DutyView;
const open: DutyDetail = { ...first, evidence: [] };
const done: DutyDetail = { ...first, state: "done", can: [], outcome: { kind: "done", at: inDays(-1), by: "演**", reason: "已重新备案", late: true }, evidence: [{ id: "e1", kind: "document", reference: "渝涪易购备〔2026〕145号", text: "", addedAt: inDays(-1), addedBy: "演**" }, { id: "e2", kind: "note", reference: null, text: "新证自明日起生效，旧证余量不再使用。", addedAt: inDays(-1), addedBy: "演**" }] };

const render = () => <DutiesScreen />;
const at = `/duties?open=${first.id}`;
const many = answered(listDuties, { rows: duties, next: null });

export const gallery: Gallery = {
  title: { zh: "办理事项", en: "Duties" },
  states: {
    many: { render, at: "/duties", answers: [many] },
    one: { render, at, answers: [answered(listDuties, { rows: [first], next: null }), answered(getDuty, open)] },
    done: { render, at, answers: [many, answered(getDuty, done)] },
    empty: { render, at: "/duties", answers: [answered(listDuties, { rows: [], next: null })] },
    refused: { render, at, answers: [many, refusedAs(getDuty, 404, { zh: "没有这项办理事项，或不由您办理。", en: "There is no such duty, or it is not yours to work on." })] },
    "no-right": { render, at: "/duties", answers: [refusedAs(listDuties, 403, { zh: "您没有查看办理事项的权限。", en: "You may not see duties." })] },
    offline: { render, at: "/duties", answers: [{ endpoint: listDuties, answer: offline }] },
  },
};
