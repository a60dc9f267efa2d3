import type { ReactNode } from "react";
import type { Endpoint, OutputOf } from "#kernel/contract.ts";
import { answered, offline, refusedAs, type GalleryAnswer } from "#ui/gallery.tsx";
import type { DeclarationRow, EnterpriseRow, FindingRow, PermitRow } from "../contract/index.ts";
import { getEnterprise, listCatalogue, listEnterprises, type SubstanceView } from "../contract/register.api.ts";

/** Rows for the gallery; every firm is invented and says so. */
const KG = 1_000_000;
export const FIRMS = [["91500102MA6GALR01P", "演示数据 江岸化工有限公司"], ["91500102MA6GALR02T", "演示数据 长乐精细材料厂"], ["91500109MA6GALR033", "演示数据 缙云试剂经营部"], ["91500113MA6GALR04Y", "演示数据 界石制药有限公司"]] as const;
export const firm = (at: number) => ({ uscc: FIRMS[at % FIRMS.length]?.[0] ?? "", name: FIRMS[at % FIRMS.length]?.[1] ?? "" });

const substance = (id: string, nameZh: string, nameEn: string, substanceClass: 1 | 2 | 3 | null): SubstanceView => ({ id, nameZh, nameEn, cas: [], class: substanceClass, drugType: false, validFrom: null, verified: { listing: true, nameZh: true, class: true, cas: true, added: true }, initials: "", notes: [], source: "", un1988: null, hs6: null });
export const catalogue = answered(listCatalogue, { on: "2026-11-23", substances: [substance("toluene", "甲苯", "Toluene", 3), substance("acetone", "丙酮", "Acetone", 3), substance("hydrochloric-acid", "盐酸", "Hydrochloric acid", 3), substance("potassium-permanganate", "高锰酸钾", "Potassium permanganate", 3), substance("diethyl-ether", "乙醚", "Diethyl ether", 2)] });

const enterprise = (at: number): EnterpriseRow => ({ unitCode: "500102", ...firm(at), town: "演示镇", address: null, activities: ["operation", "use"], since: "2020-01-01", status: "active", demo: true, openFindings: at, held: [{ substanceId: "toluene", massMg: 12_480 * KG }, { substanceId: "acetone", massMg: 3_100 * KG }] });
export const enterprises = answered(listEnterprises, { rows: [0, 1, 2, 3].map(enterprise), next: null });
export const oneEnterprise = answered(getEnterprise, { ...enterprise(0), district: "500102", lon: null, lat: null, crs: null, scaleKgPerYear: null, declarations: 120, firstAt: "2026-01-02T01:00:00Z", lastAt: "2026-11-20T01:00:00Z" });

export function declarationRow(part: Partial<DeclarationRow>, at = 0): DeclarationRow {
  const own = firm(at);
  const other = firm(at + 1);
  return {
    unitCode: "500102", declarant: own.uscc, declarantName: own.name, declarationId: `YS-2026-${String(1040 + at).padStart(5, "0")}`, kind: "dispatch", substanceId: "toluene", lot: `L2610${String(10 + at)}`, massMg: 12_000 * KG, grossMg: 12_000 * KG,
    quantityText: "12", unit: "t", contentPpm: 1_000_000, sigmaPpm: 2_000, occurredAt: `2026-10-${String(1 + (at % 27)).padStart(2, "0")}T02:20:00Z`, reportedAt: `2026-10-${String(2 + (at % 27)).padStart(2, "0")}T08:05:00Z`, counterparty: other.uscc, counterpartyName: other.name,
    shipment: `HD-26${String(7700 + at)}`, permit: null, transportPermit: null, customsNo: null, inputs: [], process: null, outputMg: null, ref: null, note: null, voidedBy: null, ...part,
  };
}

export function findingRow(part: Partial<FindingRow>, at = 0): FindingRow {
  const own = firm(at);
  const other = firm(at + 1);
  return {
    id: `0192f000-0000-7000-8000-${String(at).padStart(12, "0")}`, kind: "quantity-mismatch", severity: "medium", unitCode: "500102", enterprise: own.uscc, enterpriseName: own.name, counterparty: other.uscc, counterpartyName: other.name, substanceId: "toluene", lot: "L261010", shipment: "HD-267700",
    declarations: [`${own.uscc}/YS-2026-01040`, `${other.uscc}/SH-2026-00311`], massMg: 480 * KG, since: "2026-10-01T02:20:00Z", dueAt: "2026-10-03T02:20:00Z", state: "open", assignee: null, assigneeName: null, endedAt: null, endedReason: null,
    rule: { code: "quantity-mismatch", version: "1", citation: { zh: "《易制毒化学品管理条例》第三十四条；计量允差取 3σ", en: "Regulation on Precursor Chemicals, Art. 34; tolerance 3 σ", grade: "L", verified: true } },
    inputs: { dispatchedMg: 12_000 * KG, receivedMg: 11_520 * KG, differenceMg: 480 * KG, toleranceMg: 99_881_925, sigmaFactor: 3, how: "shipment-differs" },
    words: { zh: `${own.name} 发出甲苯 12 吨（2026-10-01，运单 HD-267700），${other.name} 收到 11.52 吨，少 480 千克，超出计量允差 99.882 千克。配对依据：运单号不同，批号、数量与时间相符。`, en: `${own.name} dispatched 12 t of toluene (2026-10-01, shipment HD-267700); ${other.name} received 11.52 t: 480 kg less, beyond the measurement tolerance of 99.882 kg. Paired by: shipment number differs; lot, mass and time fit.` },
    ...part,
  };
}

export function permitRow(part: Partial<PermitRow>, at = 0): PermitRow {
  const own = firm(at);
  return { unitCode: "500102", number: `演示购备字 2026-${String(310 + at).padStart(4, "0")}`, kind: "purchase", form: "filing", holder: own.uscc, holderName: own.name, counterparty: firm(at + 1).uscc, substanceId: "toluene", quantityMg: 60_000 * KG, drawnMg: 41_520 * KG, leftMg: 18_480 * KG, shipments: 4, validFrom: "2026-01-01", validTo: "2026-12-31", uses: "multi", origin: null, destination: null, issuer: "演示公安分局", state: "expiring", ...part };
}

export const page = <Row,>(rows: readonly Row[], next: string | null = null) => ({ rows: [...rows], next });
export const times = <Row,>(count: number, make: (at: number) => Row): Row[] => Array.from({ length: count }, (_, at) => make(at));

/** The states every list has besides its own. */
export function troubles<E extends Endpoint>(render: () => ReactNode, endpoint: E, at: string, empty: OutputOf<E>, others: readonly GalleryAnswer[]) {
  return {
    empty: { render, at, answers: [answered(endpoint, empty), ...others] },
    refused: { render, at, answers: [refusedAs(endpoint, 422, { zh: "请求中的日期不成立。", en: "The dates asked for are not valid." }), ...others] },
    "no-right": { render, at, answers: [refusedAs(endpoint, 404, { zh: "没有可供查看的内容。", en: "Nothing here for you to see." }), ...others] },
    offline: { render, at, answers: [{ endpoint, answer: offline }, ...others] },
  };
}
