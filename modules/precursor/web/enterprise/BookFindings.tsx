import { useAsOf, useGo } from "#ui/frame/url.ts";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList } from "#ui/use-view.ts";
import { formatDay, formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportFindings, listFindings, type FindingRow } from "../../contract/index.ts";
import { FINDING_STATE_TONES, FINDING_STATE_WORDS } from "../kind-words.ts";
import { Severity } from "../Pieces.tsx";
import { useSubstances } from "../use-substances.ts";
import { FINDING_KIND_WORDS, SEVERITY_WORDS } from "../kind-words.ts";
import { enterpriseWords } from "./words.ts";

/** Findings on one book, past ones too; a row opens it in the queue. */
export function BookFindings({ uscc }: { readonly uscc: string }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const go = useGo();
  const asOf = useAsOf();
  const { nameOf } = useSubstances();
  const question = { enterprise: uscc, state: "all", asOf } as const;
  const list = useList(listFindings, question);
  const columns: readonly Column<FindingRow>[] = [
    { key: "kind", title: { zh: "疑点", en: "Finding" }, text: (row) => say(FINDING_KIND_WORDS[row.kind]), width: 150, sticky: true },
    { key: "severity", title: { zh: "轻重", en: "Severity" }, text: (row) => say(SEVERITY_WORDS[row.severity]), cell: (row) => <Severity of={row.severity} />, width: 80 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(FINDING_STATE_WORDS[row.state]), cell: (row) => <StatusTag tone={FINDING_STATE_TONES[row.state]}>{say(FINDING_STATE_WORDS[row.state])}</StatusTag>, width: 120 },
    { key: "words", title: { zh: "说明", en: "Words" }, text: (row) => say(row.words), cell: (row) => <span className="two-lines">{say(row.words)}</span>, width: 420 },
    { key: "substance", title: { zh: "品种", en: "Substance" }, text: (row) => nameOf(row.substanceId), width: 110 },
    { key: "mass", title: { zh: "涉及质量", en: "Mass" }, text: (row) => formatMass(row.massMg), width: 130, align: "number" },
    { key: "since", title: { zh: "起于", en: "Since" }, text: (row) => formatDay(row.since), width: 110 },
  ];
  return <DataTable name="precursor.book.findings" list={list} rowKey={(row) => row.id} columns={columns} onOpen={(row) => go(`/precursor/findings?enterprise=${uscc}&open=${row.id}`)} exportBy={{ endpoint: exportFindings, input: question }} empty={{ title: t.findingsNone, next: t.findingsNoneNext }} />;
}
