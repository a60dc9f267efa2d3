import { z } from "zod";
import { endpoint, pageInput, pageOf } from "#kernel/contract.ts";
import { answered, offline, refusedAs, waiting, type Gallery } from "../gallery.tsx";
import { Page } from "../frame/Page.tsx";
import { Split, useWorkspace, Workspace } from "../frame/Workspace.tsx";
import { useList } from "../use-view.ts";
import { formatKg, formatMass } from "../words/format.ts";
import type { Column } from "./column.ts";
import { DataTable } from "./DataTable.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { defineFilters, useFilters } from "./filters.ts";
import { StatusTag } from "./StatusTag.tsx";

const Row = z.object({ id: z.string(), firm: z.string(), uscc: z.string(), substance: z.string(), massMg: z.number(), kind: z.string(), status: z.string(), since: z.string() });
type Row = z.infer<typeof Row>;
const listRows = endpoint({ name: "gallery.row.list", method: "GET", path: "/gallery", permission: "public", summary: { zh: "", en: "" }, input: z.object({ ...pageInput, q: z.string().optional(), kind: z.string().optional() }), output: pageOf(Row) });

const rows = (count: number): Row[] => Array.from({ length: count }, (_, i) => ({ id: `F-${1000 + i}`, firm: `演示企业 ${String(i + 1).padStart(3, "0")} 有限公司`, uscc: `91500102MA0DEMO${String(i).padStart(3, "0")}`, substance: ["丙酮", "甲苯", "盐酸", "硫酸", "高锰酸钾"][i % 5] ?? "", massMg: (i * 7919 + 13) * 1_250_500, kind: ["数量不符", "超期在途", "无购买凭证", "盘点差异"][i % 4] ?? "", status: ["open", "explained", "closed"][i % 3] ?? "", since: `2026-${String(1 + (i % 11)).padStart(2, "0")}-${String(1 + (i % 27)).padStart(2, "0")}` }));

const columns: readonly Column<Row>[] = [
  { key: "firm", title: { zh: "企业", en: "Enterprise" }, text: (row) => row.firm, width: 210, sticky: true },
  { key: "kind", title: { zh: "问题", en: "Kind" }, text: (row) => row.kind, width: 120 },
  { key: "status", title: { zh: "状态", en: "Status" }, text: (row) => row.status, cell: (row) => <StatusTag tone={row.status === "open" ? "warning" : "quiet"}>{row.status === "open" ? "待核实" : row.status === "closed" ? "已关闭" : "已说明"}</StatusTag>, width: 100 },
  { key: "substance", title: { zh: "品种", en: "Substance" }, text: (row) => row.substance, width: 110 },
  { key: "mass", title: { zh: "质量 (kg)", en: "Mass (kg)" }, text: (row) => formatKg(row.massMg), width: 150, align: "number" },
  { key: "since", title: { zh: "起始", en: "Since" }, text: (row) => row.since, width: 120 },
  { key: "uscc", title: { zh: "统一社会信用代码", en: "USCC" }, text: (row) => row.uscc, cell: (row) => <span className="code">{row.uscc}</span>, width: 200 },
];

const filters = defineFilters({
  q: { kind: "text", label: { zh: "企业或编号", en: "Enterprise or number" } },
  kind: { kind: "choices", label: { zh: "问题种类", en: "Kind" }, choices: [{ value: "a", label: { zh: "数量不符", en: "Quantity mismatch" } }, { value: "b", label: { zh: "超期在途", en: "Overdue transit" } }] },
  from: { kind: "day", label: { zh: "起始不早于", en: "Since" } },
});

function Screen() {
  const state = useFilters(filters);
  const workspace = useWorkspace();
  const list = useList(listRows, { q: state.values.q });
  const open = list.rows.find((row) => row.id === workspace.openId);
  return (
    <Page title="疑点清单" lead="账与账不一致、凭证不足、数量异常的事项。每条说明依据与算法，由人核实。">
      <FilterBar filters={filters} state={state} name="gallery" />
      <Split
        list={<DataTable name="gallery" list={list} rowKey={(row) => row.id} columns={columns} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} exportBy={{ endpoint: listRows, input: {} }} />}
        workspace={open ? <Workspace title={`${open.kind} · ${open.firm}`} onClose={workspace.close}><p>{open.substance}　{formatMass(open.massMg)}</p></Workspace> : null}
      />
    </Page>
  );
}

const render = () => <Screen />;

export const gallery: Gallery = {
  title: { zh: "数据表", en: "Data table" },
  states: {
    many: { render, answers: [answered(listRows, { rows: rows(50), next: "x" })] },
    "many-virtual": { render, answers: [answered(listRows, { rows: rows(2000), next: null })] },
    workspace: { render, at: "/gallery?open=F-1003&kind=a~b", answers: [answered(listRows, { rows: rows(24), next: null })] },
    empty: { render, answers: [answered(listRows, { rows: [], next: null })] },
    loading: { render, answers: [{ endpoint: listRows, answer: waiting }] },
    "no-right": { render, answers: [refusedAs(listRows, 404, { zh: "没有可供查看的内容。", en: "Nothing here for you to see." })] },
    offline: { render, answers: [{ endpoint: listRows, answer: offline }] },
    "as-of": { render, at: "/gallery?asOf=2026-06-30T23:59:00%2B08:00&unit=500102&q=%E4%B8%99%E9%85%AE", answers: [answered(listRows, { rows: rows(6), next: null })] },
  },
};
