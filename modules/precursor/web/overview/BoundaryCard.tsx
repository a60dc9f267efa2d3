import { Spin } from "antd";
import { AnswerOf } from "#ui/frame/AnswerOf.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { useAsOf, useUrlState } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { formatKg, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { getBoundaryChange, totalMg, type BalanceRow, type UnitWithin } from "../../contract/index.ts";
import type { Period } from "../period.ts";
import { useSubstances } from "../use-substances.ts";

/** The figures of changed districts twice: by the boundaries before the change and after it, so that years can be compared. */
export function BoundaryCard({ period }: { readonly period: Period }) {
  const t = useWords(boundaryWords);
  const asOf = useAsOf();
  const { substance } = useUrlState();
  const { nameOf } = useSubstances();
  const view = useView(getBoundaryChange, { from: period.from, to: period.to, asOf });
  if (view.data?.changes.length === 0) return null;
  return (
    <Card title={substance ? t.titleOf(nameOf(substance)) : t.title} flush>
      {view.data ? <AnswerOf view={view}>{view.data.changes.map((change) => <Change key={`${change.on} ${change.after[0]?.unit}`} change={change} substance={substance} />)}</AnswerOf> : <div className="card-body">{view.error ? <ProblemNotice problem={view.error} onRetry={() => void view.refetch()} /> : <Spin />}</div>}
    </Card>
  );
}

type ChangeShown = { readonly on: string; readonly before: readonly UnitWithin[]; readonly after: readonly UnitWithin[] };

function Change({ change, substance }: { readonly change: ChangeShown; readonly substance: string | undefined }) {
  const t = useWords(boundaryWords);
  const unplaced = Math.max(0, ...[...change.before, ...change.after].map((unit) => unit.unplaced));
  return (
    <div className="scroll-x">
      <table className="plain-table balance-table">
        <thead>
          <tr><th scope="col">{t.unit}</th>{[t.books, t.opening, t.into, t.outOf, t.closing, t.transit].map((title) => <th key={title} scope="col" className="number">{title}</th>)}</tr>
        </thead>
        <Side title={t.before(change.before[0]?.boundary ?? "")} units={change.before} substance={substance} />
        <Side title={t.after(change.on)} units={change.after} substance={substance} />
      </table>
      <p className="soft card-body">{unplaced > 0 ? t.unplaced(formatNumber(unplaced)) : t.allPlaced}</p>
    </div>
  );
}

function Side({ title, units, substance }: { readonly title: string; readonly units: readonly UnitWithin[]; readonly substance: string | undefined }) {
  const t = useWords(boundaryWords);
  const say = useSay();
  const rows = units.map((unit) => ({ key: unit.unit, name: say({ zh: unit.nameZh, en: unit.nameEn }), books: unit.books, sums: sumsOf(unit.balances, substance) }));
  const total = { key: "total", name: t.total, books: rows.reduce((sum, { books }) => sum + books, 0), sums: sumsOf(units.flatMap(({ balances }) => balances), substance) };
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={7} className="soft">{title}</th></tr>
      {[...rows, total].map(({ key, name, books, sums }) => (
        <tr key={key}><th scope="row">{key === "total" ? <strong>{name}</strong> : name}</th><td className="number">{formatNumber(books)}</td>{sums.map((massMg, i) => <td key={i} className="number">{massMg === 0 ? <span className="soft">0</span> : formatKg(massMg)}</td>)}</tr>
      ))}
    </tbody>
  );
}

/** Opening, in, out, closing, in transit. */
function sumsOf(balances: readonly BalanceRow[], substance: string | undefined): number[] {
  const some = balances.filter(({ substanceId }) => !substance || substanceId === substance);
  const sum = (of: (balance: BalanceRow) => number) => some.reduce((total, balance) => total + of(balance), 0);
  return [sum(({ openingMg }) => openingMg), sum(({ inMg }) => totalMg(inMg)), sum(({ outMg }) => totalMg(outMg)), sum(({ closingMg }) => closingMg), sum(({ inTransitMg }) => inTransitMg)];
}

const boundaryWords = defineWords({
  zh: {
    title: "区划调整前后（kg，全部品种相加，仅示规模）",
    titleOf: (substance: string) => `区划调整前后（kg）· ${substance}`,
    unit: "区县", books: "企业", opening: "期初结存", into: "收入", outOf: "支出", closing: "期末结存", transit: "在途", total: "合计",
    before: (day: string) => `调整前的区划（至 ${day}）`,
    after: (day: string) => `调整后的区划（${day} 起）`,
    unplaced: (count: string) => `有 ${count} 家企业登记时没有写明镇街，不能确定归入哪个区县，未计入其中一种口径；补全镇街后即可比较。`,
    allPlaced: "同一批企业的账，按镇街分别归入调整前、调整后的区县，两边合计相等。",
  },
  en: {
    title: "Before and after the change of boundaries (kg, all substances added, for scale only)",
    titleOf: (substance: string) => `Before and after the change of boundaries (kg) · ${substance}`,
    unit: "Unit", books: "Enterprises", opening: "Opening", into: "In", outOf: "Out", closing: "Closing", transit: "In transit", total: "Total",
    before: (day: string) => `By the boundaries until ${day}`,
    after: (day: string) => `By the boundaries from ${day}`,
    unplaced: (count: string) => `${count} enterprises were registered without a town and could lie in several units; they are missing on one side. Add their towns to compare.`,
    allPlaced: "The same books, placed by their towns in the units before and after the change; both sides add up to the same.",
  },
});
