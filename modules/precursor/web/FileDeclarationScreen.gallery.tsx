import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { getDeclaration, listDeclarations } from "../contract/declaration.api.ts";
import { getFinding } from "../contract/finding.api.ts";
import { getEnterprise, listEnterprises, listPermits } from "../contract/register.api.ts";
import { EMPTY_FILING } from "./filing-fields.ts";
import { FilingReceipt } from "./FilingReceipt.tsx";
import FileDeclarationScreen from "./FileDeclarationScreen.tsx";
import { catalogue, declarationRow, enterprises, findingRow, firm, oneEnterprise, page, permitRow, times } from "./screen-rows.ts";

const render = () => <FileDeclarationScreen />;
const start = "/precursor/file";
const filled = `${start}?enterprise=${firm(0).uscc}&substance=toluene`;
const book = [catalogue, enterprises, oneEnterprise, answered(listDeclarations, page(times(8, (i) => declarationRow({}, i)))), answered(listPermits, page([permitRow({})])), answered(getDeclaration, { declaration: declarationRow({}), pairing: null, findings: [] })];
const nothing = () => undefined;
const receipt = () => <Page title="申报一笔"><FilingReceipt text={{ ...EMPTY_FILING, kind: "dispatch", declarant: firm(0).uscc, substance: "toluene", lot: "L261010", counterparty: firm(1).uscc, shipment: "HD-267700", occurred_at: "2026-11-23T09:20" }} output={{ declarant: firm(0).uscc, declarationId: "20261123-092512", massMg: 12_000_000_000, state: "accepted", voided: false, findings: [findingRow({}).id] }} at={Date.UTC(2026, 10, 23, 1, 25, 12)} commandId="0192f000-0000-7000-8000-000000000077" onAnother={nothing} onFresh={nothing} onVoid={nothing} /></Page>;

export const gallery: Gallery = {
  title: { zh: "申报一笔", en: "File a declaration" },
  states: {
    empty: { render, at: start, answers: book },
    one: { render, at: filled, answers: book },
    many: { render, at: `${filled}&kind=transform`, answers: book },
    void: { render, at: `${filled}&kind=void&ref=YS-2026-01040`, answers: book },
    receipt: { render: receipt, at: start, answers: [...book, answered(getFinding, { finding: findingRow({}), acts: [], can: { assign: false, note: false, close: false, reopen: false } })] },
    refused: { render, at: filled, answers: [refusedAs(getEnterprise, 422, { zh: "请求不成立。", en: "Not valid." }), ...book.filter(({ endpoint }) => endpoint !== getEnterprise)] },
    "no-right": { render, at: filled, answers: [refusedAs(getEnterprise, 404, { zh: "没有这家企业。", en: "There is no such enterprise." }), refusedAs(listEnterprises, 404, { zh: "没有可供查看的内容。", en: "Nothing here." }), catalogue] },
    offline: { render, at: filled, answers: [{ endpoint: getEnterprise, answer: offline }, catalogue] },
  },
};
