import { answered, type Gallery } from "#ui/gallery.tsx";
import { getDeclaration } from "../contract/declaration.api.ts";
import { getFinding, listFindings, type FindingRow } from "../contract/finding.api.ts";
import { FindingKind } from "../contract/finding.ts";
import FindingsScreen from "./FindingsScreen.tsx";
import { catalogue, declarationRow, enterprises, findingRow, times, troubles } from "./screen-rows.ts";

const render = () => <FindingsScreen />;
const at = "/precursor/findings";
const KINDS = FindingKind.options.slice(0, 13);
const rows = (count: number): FindingRow[] => times(count, (i) => findingRow({ kind: KINDS[i % KINDS.length] ?? "no-permit", severity: (["high", "medium", "low", "info"] as const)[i % 4] ?? "low", state: i % 5 === 1 ? "assigned" : "open", assignee: i % 5 === 1 ? "0192aa00-0000-7000-8000-000000000001" : null, assigneeName: i % 5 === 1 ? "演**" : null, massMg: (i * 7919 + 13) * 1_250_500, substanceId: ["toluene", "acetone", "diethyl-ether"][i % 3] ?? "" }, i));
const counts = (list: readonly FindingRow[]) => list.map(({ kind, severity }) => ({ kind, severity, count: 3 }));
const listed = (list: readonly FindingRow[]) => answered(listFindings, { rows: [...list], next: null, counts: counts(list) });
const book = answered(getDeclaration, { declaration: declarationRow({}), pairing: { how: "shipment-differs", others: [declarationRow({ kind: "receive", declarationId: "SH-2026-00311", massMg: 11_520_000_000, shipment: "HD-267701", counterparty: declarationRow({}).declarant, counterpartyName: declarationRow({}).declarantName }, 1)] }, findings: [] });
const act = (id: string, kind: "assign" | "note" | "close" | "reopen", reason: string | null, why: { zh: string; en: string } | null = null) => ({ id, kind, accountName: why ? null : "演**", at: "2026-11-20T03:10:00Z", reason, why, evidence: kind === "note" ? [{ fileId: "f", text: "过磅单 2 张" }] : [] });
const panel = (finding: FindingRow, can = { assign: true, note: true, close: true, reopen: false }) => answered(getFinding, { finding, acts: [act("1", "assign", null), act("2", "note", "已联系双方，收货方称卸车时有一车未过磅，补报中。"), act("3", "close", "差额为一车漏过磅，已补过磅单。"), act("4", "reopen", null, { zh: "后续申报使其与办结时不同（本批最新一笔 SH-2026-00319）。", en: "After later declarations it is no longer what was closed (newest of the posting: SH-2026-00319)." })], can });
const first = findingRow({});
const open = `${at}?open=${first.id}`;
const healed = findingRow({ state: "healed", endedAt: "2026-11-21T03:10:00Z", endedReason: { zh: "收货方补报了 SH-2026-00319（480 千克），收发数量已在允差之内。", en: "The receiver filed SH-2026-00319 (480 kg); both sides agree within tolerance." } });
const unverified = findingRow({ kind: "permit-reused", rule: { code: "permit-reused", version: "1", citation: { zh: "购买许可证一次使用有效的规定", en: "Single-use purchase permits", grade: "R", verified: false } }, inputs: { document: "purchase", number: "演示 12", uses: "single", shipments: 2, firstUsedOn: "2026-05-02", usedAgainOn: "2026-06-11" } });
const others = [catalogue, enterprises];

export const gallery: Gallery = {
  title: { zh: "疑点清单", en: "Findings" },
  states: {
    many: { render, at, answers: [listed(rows(40)), ...others] },
    one: { render, at, answers: [listed([first]), ...others] },
    workspace: { render, at: open, answers: [listed([first, ...rows(13).slice(1)]), panel(first), book, ...others] },
    healed: { render, at: open, answers: [listed([healed]), panel(healed, { assign: false, note: true, close: false, reopen: false }), book, ...others] },
    unverified: { render, at: open, answers: [listed([unverified]), panel(unverified), book, ...others] },
    "as-of": { render, at: `${open}&asOf=2026-10-31T23:59:00%2B08:00&kind=quantity-mismatch`, answers: [listed([first]), panel(healed, { assign: false, note: true, close: false, reopen: false }), book, ...others] },
    ...troubles(render, listFindings, at, { rows: [], next: null, counts: [] }, others),
  },
};
