import { answered, offline, refusedAs, waiting, type Gallery } from "#ui/gallery.tsx";
import { getOverview, listCatalogue } from "../../contract/index.ts";
import { catalogue, overview } from "../gallery-rows.ts";
import OverviewScreen from "./OverviewScreen.tsx";

const render = () => <OverviewScreen />;
const at = "/precursor/overview?unit=500102";
const names = answered(listCatalogue, catalogue);
const one = { ...overview, enterprises: { total: 1, active: 1, troubled: 0 }, balances: overview.balances.slice(0, 1), findings: [], troubled: [] };

export const gallery: Gallery = {
  title: { zh: "辖区总览", en: "Overview" },
  states: {
    many: { render, at, answers: [answered(getOverview, overview), names] },
    substance: { render, at: `${at}&open=acetone&period=2026-Q3`, answers: [answered(getOverview, overview), names] },
    one: { render, at, answers: [answered(getOverview, one), names] },
    quiet: { render, at: `${at}&from=2026-11-01&to=2026-11-07`, answers: [answered(getOverview, { ...one, balances: [] }), names] },
    ended: { render, at: "/precursor/overview?unit=500105", answers: [answered(getOverview, { ...one, unit: "500105", enterprises: { total: 0, active: 0, troubled: 0 }, within: { boundary: "2025-11-05", books: 12, unplaced: 1 } }), names] },
    empty: { render, at, answers: [answered(getOverview, { ...one, enterprises: { total: 0, active: 0, troubled: 0 }, balances: [], lastFiledAt: null }), names] },
    loading: { render, at, answers: [{ endpoint: getOverview, answer: waiting }, names] },
    "no-right": { render, at, answers: [refusedAs(getOverview, 403, { zh: "您没有查看总览的权限。", en: "You may not see the overview." }), names] },
    offline: { render, at, answers: [{ endpoint: getOverview, answer: offline }, names] },
  },
};
