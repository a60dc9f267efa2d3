import { Page } from "#ui/frame/Page.tsx";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useView, type ListView } from "#ui/use-view.ts";
import { formatDay } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listCatalogue, type SubstanceView } from "../../contract/index.ts";
import { classWords } from "../kind-words.ts";
import "../precursor.css";
import { useToday } from "../PeriodChooser.tsx";
import { classKey, classMatrix, isFullyVerified, tableKey } from "./class-matrix.ts";
import { SubstanceDetail } from "./SubstanceDetail.tsx";
import { catalogueWords } from "./words.ts";

const filters = defineFilters({
  q: { kind: "text", label: { zh: "名称、CAS 或拼音首字母", en: "Name, CAS or initials" } },
  on: { kind: "day", label: { zh: "何日有效", en: "In force on" } },
  class: { kind: "choice", label: { zh: "国内类别", en: "Class" }, choices: [{ value: "1", label: classWords(1) }, { value: "2", label: classWords(2) }, { value: "3", label: classWords(3) }, { value: "none", label: classWords(null) }] },
  un: { kind: "choice", label: { zh: "1988 年公约", en: "1988 Convention" }, choices: [{ value: "I", label: { zh: "表一", en: "Table I" } }, { value: "II", label: { zh: "表二", en: "Table II" } }, { value: "none", label: { zh: "未列", en: "Not listed" } }] },
  checked: { kind: "choice", label: { zh: "核实情况", en: "Verification" }, choices: [{ value: "no", label: { zh: "有未核实项", en: "With unverified fields" } }, { value: "yes", label: { zh: "全部已核对", en: "All checked" } }] },
});

/** The listed substances as of a day: what each is called, which class, and what has not been verified. */
export default function CatalogueScreen() {
  const t = useWords(catalogueWords);
  const today = useToday();
  const state = useFilters(filters);
  const { q, on, un, checked } = state.values;
  const view = useView(listCatalogue, { q, on: on ?? today });
  const all = view.data?.substances ?? [];
  const rows = all.filter((substance) => (!state.values.class || classKey(substance) === state.values.class) && (!un || tableKey(substance) === un) && (!checked || isFullyVerified(substance) === (checked === "yes")));
  const list: ListView<SubstanceView> = { rows, isLoading: view.isPending, isLoadingMore: false, hasMore: false, problem: view.error, loadMore: () => undefined, retry: () => void view.refetch() };
  const workspace = useWorkspace();
  const open = all.find(({ id }) => id === workspace.openId);
  const columns = useColumns();
  return (
    <Page title={t.title} lead={view.data && t.lead(view.data.on, all.length)}>
      <FilterBar filters={filters} state={state} name="precursor.catalogue" />
      <Split
        list={
          <>
            {all.length > 0 && <Matrix substances={all} onPick={(ofClass, table) => state.set({ class: ofClass, un: table })} />}
            <DataTable name="precursor.catalogue" list={list} rowKey={(row) => row.id} columns={columns} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} empty={{ title: t.none, next: t.noneNext }} />
          </>
        }
        workspace={open ? <SubstanceDetail key={open.id} substance={open} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

function useColumns(): readonly Column<SubstanceView>[] {
  const t = useWords(catalogueWords);
  const say = useSay();
  const listed = useListed();
  const unText = ({ un1988 }: SubstanceView) => (un1988 ? t.un(un1988) : t.unNone);
  const unverified = ({ verified }: SubstanceView) => (["listing", "nameZh", "class", "cas", "added"] as const).filter((field) => !verified[field]).map((field) => t[field]);
  return [
    { key: "nameZh", title: { zh: "中文名", en: "Chinese name" }, text: (row) => row.nameZh, cell: (row) => <span className="two-lines" title={row.nameZh}>{row.nameZh}</span>, width: 230, sticky: true },
    { key: "nameEn", title: { zh: "英文名", en: "English name" }, text: (row) => row.nameEn, width: 220 },
    { key: "class", title: { zh: "国内类别", en: "Class" }, text: (row) => say(classWords(row.class)), cell: (row) => (row.class === null ? <StatusTag tone="warning">{say(classWords(null))}</StatusTag> : <>{say(classWords(row.class))}{!row.verified.class && <span className="unverified" title={t.unverifiedWhy}>{t.unverified}</span>}</>), width: 130 },
    { key: "un", title: { zh: "1988 年公约", en: "1988 Convention" }, text: unText, cell: (row) => (row.un1988 ? unText(row) : <span className="soft">{unText(row)}</span>), width: 120 },
    { key: "cas", title: { zh: "CAS 号", en: "CAS" }, text: (row) => row.cas.join(" "), cell: (row) => <span className="code">{row.cas.slice(0, 2).join(" ")}{row.cas.length > 2 && ` +${row.cas.length - 2}`}</span>, width: 190 },
    { key: "validFrom", title: { zh: "列管起", en: "Listed since" }, text: (row) => (row.validFrom === null ? t.unverified : formatDay(row.validFrom)), cell: (row) => (row.validFrom === null ? <span className="unverified" title={t.validAlways}>{t.unverified}</span> : <>{formatDay(row.validFrom)}{!row.verified.added && <span className="unverified" title={t.unverifiedWhy}>{t.unverified}</span>}</>), width: 160 },
    { key: "unverified", title: { zh: "未核实项", en: "Unverified" }, text: (row) => listed(unverified(row)), width: 150 },
    { key: "drug", title: { zh: "药品类", en: "Drug type" }, text: (row) => (row.drugType ? t.drug : t.nonDrug), width: 100, spare: true },
    { key: "hs", title: { zh: "税则号", en: "HS" }, text: (row) => row.hs6 ?? "", width: 100, spare: true },
    { key: "id", title: { zh: "编号", en: "Id" }, text: (row) => row.id, cell: (row) => <span className="code">{row.id}</span>, width: 170, spare: true },
  ];
}

function Matrix({ substances, onPick }: { readonly substances: readonly SubstanceView[]; readonly onPick: (ofClass: string | undefined, table: string | undefined) => void }) {
  const t = useWords(catalogueWords);
  const say = useSay();
  const lines = classMatrix(substances);
  const nameOf = (key: string) => say(classWords(key === "1" ? 1 : key === "2" ? 2 : key === "3" ? 3 : null));
  return (
    <details className="card matrix">
      <summary>{t.matrix}</summary>
      <p className="soft">{t.matrixWhy}</p>
      <table className="plain-table class-matrix">
        <thead><tr><th scope="col" />{["I", "II", "none"].map((table) => <th key={table} scope="col" className="number">{table === "none" ? t.unNone : t.un(table)}</th>)}<th scope="col" className="number">Σ</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.class}>
              <th scope="row">{nameOf(line.class)}</th>
              {line.counts.map(({ table, count }) => <td key={table} className="number">{count > 0 ? <button type="button" onClick={() => onPick(line.class, table)}>{count}</button> : <span className="soft">0</span>}</td>)}
              <td className="number"><button type="button" onClick={() => onPick(line.class, undefined)}>{line.total}</button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
