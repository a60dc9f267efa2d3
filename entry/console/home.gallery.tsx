import type { ReactNode } from "react";
import { listDuties, type DutyView } from "#duty/contract";
import { getEnterprise, getWork, listCatalogue, listDeclarations, listFindings } from "#precursor/contract";
import { AccountContext, type Account } from "#ui/frame/account.ts";
import { answered, offline, refusedAs, waiting, type Gallery } from "#ui/gallery.tsx";
import { catalogue, declarations, enterprise, findings } from "../../modules/precursor/web/gallery-rows.ts";
import HomeScreen from "./HomeScreen.tsx";

const officer: Account = { id: "officer", name: "演示账号甲", unitCode: "500102", unitName: "涪陵区禁毒办（演示）", department: "drug-control", roles: ["district-officer"], permissions: ["precursor.read", "precursor.book.read", "precursor.finding.work", "precursor.import", "precursor.declare", "duty.read", "duty.work"], scope: "unit", demo: true };
const clerk: Account = { ...officer, id: "clerk", name: "演示账号乙", unitName: "演示企业 001", department: "enterprise", roles: ["enterprise-clerk"], permissions: ["precursor.book.read", "precursor.declare", "precursor.catalogue.read", "duty.read", "duty.work"], enterpriseUscc: enterprise.uscc };
const admin: Account = { ...officer, id: "admin", name: "演示账号丙", department: "system", roles: ["security-admin"], permissions: ["access.session.own", "access.account.read", "access.grant.approve"], scope: "none" };

const home = (account: Account): (() => ReactNode) => () => <AccountContext value={account}><HomeScreen /></AccountContext>;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const duty = (i: number, zh: string, en: string, days: number, state: DutyView["state"]): DutyView => ({ id: `0192aa00-0000-7000-8000-0000000002${10 + i}`, key: `demo/${i}`, title: { zh, en }, owner: { unitCode: "500102", department: "drug-control", accountId: null, enterprise: null }, subject: { kind: "enterprise", key: enterprise.uscc }, legalBasis: { zh: "《易制毒化学品管理条例》第三十六条", en: "Regulation on Precursor Chemicals, art. 36", grade: "L", verified: true }, clockMode: "calendar", startsAt: inDays(days - 30), dueAt: inDays(days), reminders: [], state, calendarKnown: true, outcome: null, can: ["complete"] });
const duties = answered(listDuties, { rows: [duty(0, "期满前重新申请或备案：演示证 101 号", "Renew before expiry: demo 101", -2, "overdue"), duty(1, "报告销售情况（acetone）", "Report the sale (acetone)", 1, "due-soon"), duty(2, "2026年度经营情况报告", "Annual report for 2026", 41, "upcoming")], next: null });
const work = answered(getWork, { mine: 4, unassigned: 31, high: 13, raisedThisWeek: 9, healedThisWeek: 5, expiringPermits: 6, imports: 1 });
const names = answered(listCatalogue, catalogue);
const own = [names, duties, answered(getEnterprise, enterprise), answered(listDeclarations, { rows: declarations(6), next: null }), answered(listFindings, { rows: findings(2), next: null, counts: [] })];
const noDuties = answered(listDuties, { rows: [], next: null });
const noFindings = answered(listFindings, { rows: [], next: null, counts: [] });

export const gallery: Gallery = {
  title: { zh: "今日工作", en: "My work today" },
  states: {
    many: { at: "/", render: home(officer), answers: [names, work, duties, answered(listFindings, { rows: findings(5), next: null, counts: [] })] },
    one: { at: "/", render: home(officer), answers: [names, work, duties, answered(listFindings, { rows: findings(1), next: null, counts: [] })] },
    empty: { at: "/", render: home(officer), answers: [names, answered(getWork, { mine: 0, unassigned: 0, high: 0, raisedThisWeek: 0, healedThisWeek: 0, expiringPermits: 0, imports: 0 }), noDuties, noFindings] },
    clerk: { at: "/", render: home(clerk), answers: own },
    "clerk-empty": { at: "/", render: home(clerk), answers: [names, noDuties, noFindings, answered(getEnterprise, { ...enterprise, openFindings: 0, held: [], declarations: 0, firstAt: null, lastAt: null }), answered(listDeclarations, { rows: [], next: null })] },
    administrator: { at: "/", render: home(admin) },
    "no-right": { at: "/", render: home({ ...admin, roles: [], permissions: [] }) },
    refused: { at: "/", render: home(officer), answers: [names, duties, refusedAs(getWork, 403, { zh: "您没有查看的权限。", en: "You may not see this." }), refusedAs(listFindings, 403, { zh: "您没有查看疑点的权限。", en: "You may not see findings." })] },
    loading: { at: "/", render: home(officer), answers: [getWork, listFindings, listDuties].map((endpoint) => ({ endpoint, answer: waiting })) },
    offline: { at: "/", render: home(officer), answers: [getWork, listFindings, listDuties].map((endpoint) => ({ endpoint, answer: offline })) },
  },
};
