import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { listCatalogue } from "../../contract/index.ts";
import { catalogue } from "../gallery-rows.ts";
import CatalogueScreen from "./CatalogueScreen.tsx";

const render = () => <CatalogueScreen />;
const at = "/precursor/catalogue";

export const gallery: Gallery = {
  title: { zh: "列管目录", en: "Catalogue" },
  states: {
    many: { render, at, answers: [answered(listCatalogue, catalogue)] },
    entry: { render, at: `${at}?open=ephedrines`, answers: [answered(listCatalogue, catalogue)] },
    one: { render, at: `${at}?q=bt&open=acetone`, answers: [answered(listCatalogue, { ...catalogue, substances: catalogue.substances.filter(({ id }) => id === "acetone") })] },
    empty: { render, at: `${at}?q=xyz`, answers: [answered(listCatalogue, { ...catalogue, substances: [] })] },
    "no-right": { render, at, answers: [refusedAs(listCatalogue, 403, { zh: "您没有查看目录的权限。", en: "You may not see the catalogue." })] },
    offline: { render, at, answers: [{ endpoint: listCatalogue, answer: offline }] },
  },
};
