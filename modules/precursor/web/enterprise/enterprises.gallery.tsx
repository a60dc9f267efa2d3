import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { getEnterprise, listCatalogue, listEnterprises, listFindings } from "../../contract/index.ts";
import { catalogue, enterprise, enterprises, findings } from "../gallery-rows.ts";
import EnterprisesScreen from "./EnterprisesScreen.tsx";

const render = () => <EnterprisesScreen />;
const at = "/precursor/enterprises?troubled=true";
const names = answered(listCatalogue, catalogue);

export const gallery: Gallery = {
  title: { zh: "企业台账", en: "Enterprises" },
  states: {
    many: { render, at, answers: [answered(listEnterprises, { rows: enterprises(32), next: null }), names] },
    one: { render, at, answers: [answered(listEnterprises, { rows: enterprises(1), next: null }), names] },
    workspace: { render, at: `${at}&open=${enterprise.uscc}`, answers: [answered(listEnterprises, { rows: enterprises(32), next: null }), names, answered(getEnterprise, enterprise), answered(listFindings, { rows: findings(4), next: null, counts: [] })] },
    empty: { render, at: "/precursor/enterprises", answers: [answered(listEnterprises, { rows: [], next: null }), names] },
    "no-right": { render, at, answers: [refusedAs(listEnterprises, 403, { zh: "您没有查看企业名录的权限。", en: "You may not see the register." }), names] },
    offline: { render, at, answers: [{ endpoint: listEnterprises, answer: offline }, names] },
  },
};
