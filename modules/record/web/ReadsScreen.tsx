import type { InputOf } from "#kernel/contract.ts";
import { READ_PURPOSES, READ_PURPOSE_WORDS } from "#kernel/read-purpose.ts";
import { useUnitName } from "#ui/frame/names.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters } from "#ui/table/filters.ts";
import { useUnitFilters } from "#ui/table/use-unit-filters.ts";
import { useList } from "#ui/use-view.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportReads, listReads } from "../contract/index.ts";
import { dayBounds } from "./day-bounds.ts";
import { auditColumns, readKey } from "./read-columns.ts";
import { ReadPanel } from "./ReadPanel.tsx";
import { readWords } from "./read-words.ts";
import { SUBJECT_KINDS } from "./vocabulary.ts";

const own = defineFilters({
  reader: { kind: "text", label: { zh: "查阅人账号编号", en: "Account id of the reader" } },
  subjectKind: { kind: "choice", label: { zh: "档案种类", en: "Kind of record" }, choices: SUBJECT_KINDS },
  subject: { kind: "text", label: { zh: "档案编号", en: "Id of the record" } },
  purpose: { kind: "choice", label: { zh: "目的", en: "Purpose" }, choices: READ_PURPOSES.map((value) => ({ value, label: READ_PURPOSE_WORDS[value] })) },
  from: { kind: "day", label: { zh: "自", en: "From" } },
  to: { kind: "day", label: { zh: "至", en: "To" } },
});

/** For the audit administrator: every look at a protected record. */
export default function ReadsScreen() {
  const t = useWords(readWords);
  const say = useSay();
  const listed = useListed();
  const unitName = useUnitName();
  const { unit } = useUrlState();
  const { filters, state, values, isFiltered } = useUnitFilters(own);
  const workspace = useWorkspace();
  const { reader, subjectKind, subject, purpose, from, to } = values;
  const input: InputOf<typeof listReads> = { unit, reader, subjectKind, subject, purpose: READ_PURPOSES.find((each) => each === purpose), ...dayBounds(from, to) };
  const list = useList(listReads, input);
  const open = list.rows.find((row) => readKey(row) === workspace.openId);
  return (
    <Page title={t.title} lead={t.lead}>
      <FilterBar filters={filters} state={state} name="record.reads" />
      <Split
        list={<DataTable name="record.reads" list={list} rowKey={readKey} columns={auditColumns({ t, say, listed, unitName })} onOpen={(row) => workspace.show(readKey(row))} openKey={workspace.openId} exportBy={{ endpoint: exportReads, input }} empty={isFiltered ? { title: t.noneFits, next: t.noneFitsNext } : { title: t.none, next: t.noneNext }} />}
        workspace={open ? <ReadPanel key={readKey(open)} read={open} isAudit onClose={workspace.close} /> : null}
      />
    </Page>
  );
}
