import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { getBalance, getEnterprise, getStatement, listCatalogue, listFindings, listPermits } from "../../contract/index.ts";
import { balances, catalogue, enterprise, findings, permits, statement } from "../gallery-rows.ts";
import { EnterpriseBook } from "./EnterpriseBook.tsx";

const render = () => <EnterpriseBook uscc={enterprise.uscc} />;
const at = (search: string) => `/precursor/enterprises/${enterprise.uscc}${search}`;
const names = answered(listCatalogue, catalogue);
const whole = [names, answered(getEnterprise, enterprise), answered(getStatement, statement(60)), answered(getBalance, { from: "2026-01-01", to: "2026-12-31", asOf: null, within: null, balances: balances.slice(0, 3) }), answered(listPermits, { rows: permits(7), next: null }), answered(listFindings, { rows: findings(4), next: null, counts: [] })];

export const gallery: Gallery = {
  title: { zh: "一家企业的台账", en: "One enterprise's book" },
  states: {
    statement: { render, at: at("?substance=acetone"), answers: whole },
    balance: { render, at: at("?tab=balance"), answers: whole },
    permits: { render, at: at("?tab=permits"), answers: whole },
    findings: { render, at: at("?tab=findings"), answers: whole },
    calendar: { render, at: at("?tab=calendar"), answers: whole },
    "calendar-cut": { render, at: at("?tab=calendar"), answers: [names, answered(getEnterprise, enterprise), answered(getStatement, { ...statement(60), truncated: true }), answered(listPermits, { rows: permits(7), next: null })] },
    register: { render, at: at("?tab=register"), answers: whole },
    one: { render, at: at(""), answers: [names, answered(getEnterprise, { ...enterprise, openFindings: 0 }), answered(getStatement, statement(1))] },
    empty: { render, at: at(""), answers: [names, answered(getEnterprise, { ...enterprise, openFindings: 0, held: [], declarations: 0, firstAt: null, lastAt: null })] },
    refused: { render, at: at("?substance=acetone"), answers: [names, answered(getEnterprise, enterprise), refusedAs(getStatement, 422, { zh: "目录中没有“acetone”。", en: "“acetone” is not in the catalogue." })] },
    "no-right": { render, at: at(""), answers: [names, refusedAs(getEnterprise, 404, { zh: "没有这家企业。", en: "There is no such enterprise." })] },
    offline: { render, at: at(""), answers: [names, { endpoint: getEnterprise, answer: offline }] },
  },
};
