import type { OutputOf } from "#kernel/contract.ts";
import { substanceViews } from "../domain/substance-view.ts";
import type { BalanceRow, DeclarationRow, EnterpriseRow, FindingKind, FindingRow, getEnterprise, getOverview, getStatement, listCatalogue, PermitRow, StatementLine } from "../contract/index.ts";

/** Invented books for the gallery; the catalogue alone is the real one. */
const KG = 1_000_000;
const DAY = "2026-11-23";
const uscc = (i: number): string => `91500102MA0DEMO${String(i).padStart(3, "0")}`;
const firm = (i: number): string => `演示企业 ${String(i).padStart(3, "0")} 化工有限公司`;
const SUBSTANCES = ["acetone", "toluene", "hydrochloric-acid", "sulfuric-acid", "potassium-permanganate", "methyl-ethyl-ketone", "diethyl-ether", "acetic-anhydride", "chloroform", "piperidine", "phenylacetic-acid", "gbl"];
const substanceAt = (i: number): string => SUBSTANCES[i % SUBSTANCES.length] ?? "acetone";
const sum = (masses: Readonly<Record<string, number>>): number => Object.values(masses).reduce((total, mass) => total + mass, 0);

export const catalogue: OutputOf<typeof listCatalogue> = { on: DAY, substances: substanceViews(undefined, DAY) };

const enterpriseRow = (i: number, openFindings: number): EnterpriseRow => ({
  unitCode: "500102", uscc: uscc(i + 1), name: firm(i + 1), town: ["龙桥街道", "白涛街道", "清溪镇", "李渡街道"][i % 4] ?? null, address: `演示路 ${i + 1} 号`,
  activities: i % 3 === 0 ? ["production", "operation"] : i % 3 === 1 ? ["operation"] : ["use"], since: `20${10 + (i % 14)}-0${1 + (i % 9)}-15`, status: i % 17 === 16 ? "suspended" : "active", demo: true, openFindings,
  held: Array.from({ length: 1 + (i % 4) }, (_, k) => ({ substanceId: substanceAt(i + k), massMg: (12_400 - i * 61 - k * 3000) * KG + i * 125_000 })),
});
export const enterprises = (count: number): EnterpriseRow[] => Array.from({ length: count }, (_, i) => enterpriseRow(i, i < count / 4 ? Math.max(1, 9 - i) : 0));

export const enterprise: OutputOf<typeof getEnterprise> = { ...enterpriseRow(0, 4), held: [{ substanceId: "acetone", massMg: 48_211 * KG + 345_000 }, { substanceId: "toluene", massMg: 9_120 * KG }, { substanceId: "hydrochloric-acid", massMg: 3_300 * KG }], district: "500102", lon: null, lat: null, crs: null, scaleKgPerYear: 860_000, declarations: 1_284, firstAt: "2023-12-04T01:00:00Z", lastAt: "2026-11-21T08:05:00Z" };

export const balances: BalanceRow[] = SUBSTANCES.map((substanceId, i) => {
  const scale = KG * Math.max(1, Math.round(900_000 / (i * i * 2 + 1)));
  const inMg = { produce: i % 2 === 0 ? scale * 3 : 0, receive: scale * 4 + 375_000, import: i === 1 ? scale : 0, shortfall: i === 3 ? 640 * KG : 0 };
  const outMg = { dispatch: scale * 2, consume: scale * (i % 2 === 0 ? 4 : 2) + 125_000 * i, export: i === 0 ? scale / 2 : 0, destroy: i === 2 ? 220 * KG : 0, stocktake: i === 0 ? 1_320 * KG + 500_000 : 0 };
  return { substanceId, openingMg: scale, inMg, outMg, closingMg: scale + sum(inMg) - sum(outMg), inTransitMg: i % 3 === 0 ? 1_840 * KG : 0, mufMg: i === 0 ? 1_320 * KG + 500_000 : i === 4 ? -2 * KG : 0 };
});

const COUNTS: readonly (readonly [FindingKind, FindingRow["severity"], number])[] = [["quantity-mismatch", "high", 3], ["quantity-mismatch", "medium", 14], ["unmatched-dispatch", "high", 5], ["unmatched-receipt", "medium", 6], ["late-report", "low", 21], ["no-permit", "high", 4], ["permit-overdrawn", "medium", 3], ["permit-expired", "medium", 2], ["overdue-transit", "info", 8], ["stocktake-variance", "medium", 2], ["negative-stock", "high", 1], ["over-purchase", "medium", 1]];

export const overview: OutputOf<typeof getOverview> = {
  within: null,
  unit: "500102", asOf: null, enterprises: { total: 187, active: 181, troubled: 23 }, balances,
  findings: COUNTS.map(([kind, severity, count]) => ({ kind, severity, count })),
  troubled: enterprises(6).map((row, i) => ({ uscc: row.uscc, name: row.name, high: Math.max(0, 4 - i), findings: 11 - i, unaccountedMg: Math.max(0, 640 - i * 213) * KG })), lastFiledAt: "2026-11-23T07:42:00Z",
};

export const findings = (count: number): FindingRow[] =>
  Array.from({ length: count }, (_, i) => {
    const [kind, severity] = COUNTS[(i * 2) % COUNTS.length] ?? ["quantity-mismatch", "medium"];
    const day = `2026-11-${String(1 + i).padStart(2, "0")}T02:00:00Z`;
    return {
      id: `0192aa00-0000-4000-8000-0000000000${String(10 + i)}`, kind, severity, state: i % 3 === 1 ? "assigned" : "open", assignee: null, assigneeName: null,
      rule: { code: kind, version: "1", citation: { zh: "《易制毒化学品管理条例》第十九条", en: "Regulation on Precursor Chemicals, art. 19", grade: "L", verified: true } },
      unitCode: "500102", enterprise: uscc(i + 1), enterpriseName: firm(i + 1), counterparty: uscc(i + 30), counterpartyName: firm(i + 30), substanceId: substanceAt(i), lot: `L26${10 + i}`, shipment: `YD-20261${i}`, declarations: [], massMg: (320 + i * 17) * KG + 250_000, inputs: {},
      words: { zh: `运单 YD-20261${i}：发出 ${1000 + i * 20} kg，收到 ${680 + i * 3}.75 kg，相差超过三倍不确定度，需向双方核对磅单。`, en: `Waybill YD-20261${i}: ${1000 + i * 20} kg sent, ${680 + i * 3}.75 kg received; the difference exceeds three sigma. Check the weighbridge notes of both.` },
      since: day, dueAt: day, endedAt: null, endedReason: null,
    };
  });

const NO_LINE: Omit<StatementLine, "at" | "reportedAt"> = { kind: "receive", declarationId: null, counterparty: null, counterpartyName: null, lot: null, shipment: null, inMg: 0, outMg: 0, balanceMg: 0, voided: false, note: null };

/** Half a year of one book: trade, a late and a voided row, a shortfall the bookkeeper made good, and a count that came out short. */
export function statement(count: number): OutputOf<typeof getStatement> {
  const openingMg = 4_200 * KG;
  const lines: StatementLine[] = [];
  let balanceMg = openingMg;
  const push = (part: Partial<StatementLine> & { readonly at: string }) => {
    if (!part.voided) balanceMg += (part.inMg ?? 0) - (part.outMg ?? 0);
    lines.push({ ...NO_LINE, reportedAt: part.at, ...part, balanceMg });
  };
  for (let i = 0; i < count; i++) {
    const atMs = Date.UTC(2026, 4, 4 + i * 2, 1 + (i % 8), (i * 7) % 60);
    const at = new Date(atMs).toISOString();
    const party = { counterparty: uscc(20 + (i % 5)), counterpartyName: firm(20 + (i % 5)), lot: `L26${String(i).padStart(3, "0")}`, shipment: `YD-26${1000 + i}` };
    if (i % 3 === 0) push({ at, reportedAt: new Date(atMs + (i === 6 ? 9 : 0) * 86_400_000).toISOString(), kind: "receive", declarationId: `R-${1000 + i}`, ...party, inMg: (2_400 + i) * KG + 375_000 });
    else if (i === 7) push({ at, kind: "dispatch", declarationId: `D-${1000 + i}`, ...party, outMg: 500 * KG, voided: true, note: "磅单录入有误，已另行申报" });
    else push({ at, kind: i % 3 === 1 ? "consume" : "dispatch", declarationId: `C-${1000 + i}`, ...(i % 3 === 1 ? {} : party), outMg: (1_180 + i * 3) * KG + 62_500 });
    if (i === 10) push({ at: at.replace(/T.*/, "T15:59:59.999Z"), kind: "shortfall", inMg: 640 * KG });
    if (i === 15) push({ at, kind: "stocktake", declarationId: "S-2026-06", outMg: 18 * KG + 250_000 });
  }
  const moved = lines.filter((line) => !line.voided);
  const [inMg, outMg] = [moved.reduce((sum, line) => sum + line.inMg, 0), moved.reduce((sum, line) => sum + line.outMg, 0)];
  return { openingMg, inMg, outMg, closingMg: balanceMg, lines, truncated: false };
}

export const permits = (count: number): PermitRow[] =>
  Array.from({ length: count }, (_, i) => {
    const [quantityMg, drawnMg] = [20_000 * KG, ([4_310, 19_850, 21_400, 0, 12_000][i % 5] ?? 0) * KG];
    return { unitCode: "500102", number: `渝涪易购备〔2026〕${100 + i}号`, kind: i % 4 === 3 ? "operation" : "purchase", form: i % 4 === 3 ? "permit" : "filing", holder: uscc(1), holderName: firm(1), counterparty: uscc(20), substanceId: substanceAt(i), quantityMg, drawnMg, leftMg: quantityMg - drawnMg, shipments: i % 5, validFrom: "2026-01-01", validTo: `2026-12-${String(28 - i).padStart(2, "0")}`, uses: i % 2 === 0 ? "multi" : "single", origin: null, destination: null, issuer: "演示签发机关", state: i % 5 === 1 ? "expiring" : "valid" };
  });

export const declarations = (count: number): DeclarationRow[] =>
  Array.from({ length: count }, (_, i) => ({
    unitCode: "500102", declarant: uscc(1), declarantName: firm(1), declarationId: `D-2026-${1200 - i}`, kind: i % 3 === 0 ? "receive" : i % 3 === 1 ? "consume" : "dispatch", substanceId: substanceAt(i), lot: `L26${100 + i}`, massMg: (1_240 + i) * KG, grossMg: (1_240 + i) * KG, quantityText: String(1_240 + i), unit: "kg", contentPpm: 1_000_000, sigmaPpm: 1000,
    occurredAt: `2026-11-${String(21 - i).padStart(2, "0")}T02:10:00Z`, reportedAt: `2026-11-${String(22 - i).padStart(2, "0")}T03:00:00Z`, counterparty: i % 3 === 1 ? null : uscc(20 + i), counterpartyName: i % 3 === 1 ? null : firm(20 + i), shipment: `YD-26${1000 + i}`, permit: null, transportPermit: null, customsNo: null, inputs: [], process: null, outputMg: null, ref: null, note: null, voidedBy: i === 4 ? "V-1" : null,
  }));
