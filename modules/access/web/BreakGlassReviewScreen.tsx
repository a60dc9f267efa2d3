import type { Words } from "#ui/call.ts";
import { ChoiceField, LongTextField } from "#ui/form/fields.tsx";
import { Form } from "#ui/form/Form.tsx";
import { useAccount } from "#ui/frame/account.ts";
import { Page } from "#ui/frame/Page.tsx";
import { Split, useWorkspace, Workspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { useCommand } from "#ui/use-command.ts";
import { useList, useView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getAccount, listBreakGlass, reviewBreakGlass, type BreakGlass } from "../contract/index.ts";
import { emergencyWords } from "./emergency-words.ts";
import { Facts, Section } from "./Pieces.tsx";
import { ReviewState, useReviewText } from "./ReviewState.tsx";
import { BREAK_GLASS_WORDS } from "./vocabulary.ts";

const filters = defineFilters({ unreviewed: { kind: "choice", label: { zh: "审查", en: "Review" }, choices: [{ value: "true", label: { zh: "只看待审查", en: "To be reviewed only" } }] } });

/** The audit administrator's list: every emergency access, and whether it was justified. */
export default function BreakGlassReviewScreen() {
  const t = useWords(emergencyWords);
  const say = useSay();
  const review = useReviewText();
  const state = useFilters(filters);
  const workspace = useWorkspace();
  const list = useList(listBreakGlass, { unreviewed: state.values.unreviewed === "true" ? "true" : undefined });
  const open = list.rows.find(({ id }) => id === workspace.openId);
  return (
    <Page title={t.reviewTitle} lead={t.reviewLead}>
      <FilterBar filters={filters} state={state} name="access.break-glass" />
      <Split
        list={<DataTable name="access.break-glass" list={list} rowKey={(row) => row.id} columns={columnsOf(say, review)} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} empty={{ title: t.none, next: t.noneNext }} />}
        workspace={open ? <ReviewPanel key={open.id} access={open} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

const columnsOf = (say: (words: Words) => string, review: (row: BreakGlass) => string): readonly Column<BreakGlass>[] => [
  { key: "opened", title: { zh: "开启时间", en: "Opened at" }, text: (row) => formatMinute(row.openedAt), width: 150, sticky: true },
  { key: "unit", title: { zh: "单位代码", en: "Unit code" }, text: (row) => row.unitCode, width: 96 },
  { key: "reason", title: { zh: "事由", en: "Reason" }, text: (row) => say(BREAK_GLASS_WORDS[row.reason]), width: 120 },
  { key: "case", title: { zh: "编号", en: "Case" }, text: (row) => row.caseNo, width: 150 },
  { key: "words", title: { zh: "情况说明", en: "What happened" }, text: (row) => row.words, width: 260 },
  { key: "due", title: { zh: "审查期限", en: "Review due" }, text: (row) => formatMinute(row.reviewDueAt), width: 150 },
  { key: "review", title: { zh: "审查", en: "Review" }, text: review, cell: (row) => <ReviewState access={row} />, width: 120 },
];

function ReviewPanel({ access, onClose }: { readonly access: BreakGlass; readonly onClose: () => void }) {
  const t = useWords(emergencyWords);
  const say = useSay();
  return (
    <Workspace title={`${say(BREAK_GLASS_WORDS[access.reason])} · ${access.caseNo}`} onClose={onClose}>
      <div className="stack">
        <div><ReviewState access={access} /></div>
        <Facts facts={[[t.who, <Login key="w" unit={access.unitCode} id={access.accountId} />], [t.openedAt, formatMinute(access.openedAt)], [t.endsAt, formatMinute(access.endsAt)], [t.due, <Due key="d" access={access} />], [t.caseNo, access.caseNo], [t.words, access.words]]} />
        <Section title={t.review}>{access.review ? <Reviewed review={access.review} /> : <ReviewForm access={access} />}</Section>
      </div>
    </Workspace>
  );
}

function Due({ access }: { readonly access: BreakGlass }) {
  const t = useWords(emergencyWords);
  return <>{formatMinute(access.reviewDueAt)}{!access.reviewCalendarKnown && <><br /><small className="soft">{t.dueUncertain}</small></>}</>;
}

/** The list tells an account's id; its name is asked for, masked. */
function Login({ unit, id }: { readonly unit: string; readonly id: string }) {
  const { data } = useView(getAccount, { unit, id });
  return data ? <><span className="code">{data.login}</span> {data.nameMasked}（{data.unitName}）</> : <span className="code">{id}</span>;
}

function Reviewed({ review }: { readonly review: NonNullable<BreakGlass["review"]> }) {
  const t = useWords(emergencyWords);
  const { unitCode } = useAccount(); // who reviews sits where the reader does: with the city
  return <Facts facts={[[t.verdict, review.justified ? t.justified : t.unjustified], [t.verdictWords, review.words], [t.by, <Login key="b" unit={unitCode} id={review.by} />], [t.at, formatMinute(review.at)]]} />;
}

function ReviewForm({ access }: { readonly access: BreakGlass }) {
  const t = useWords(emergencyWords);
  const command = useCommand(reviewBreakGlass, { toastProblem: false, done: { zh: emergencyWords.zh.submitted, en: emergencyWords.en.submitted } });
  return (
    <Form command={command} initial={{ justified: "true", words: "" }} inputOf={({ justified, words }) => ({ unit: access.unitCode, id: access.id, justified: justified === "true", words })} submit={t.submit}>
      <ChoiceField name="justified" label={t.verdict} choices={[{ value: "true", label: t.justified }, { value: "false", label: t.unjustified }]} />
      <LongTextField name="words" label={t.verdictWords} help={t.verdictHelp} maxLength={1000} />
    </Form>
  );
}
