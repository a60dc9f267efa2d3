import { CalendarOutlined } from "@ant-design/icons";
import { Spin } from "antd";
import { useCallback, useMemo } from "react";
import { calendarHeat } from "#ui/chart/calendar-heat.ts";
import { Chart } from "#ui/chart/Chart.tsx";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { AnswerOf } from "#ui/frame/AnswerOf.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { useAsOf, useSetUrlState } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { formatDay } from "#ui/words/format.ts";
import { useLanguage, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getStatement, listPermits } from "../../contract/index.ts";
import { PeriodChooser, usePeriod, useToday } from "../PeriodChooser.tsx";
import { useSubstances } from "../use-substances.ts";
import { PERMIT_FORM_WORDS, PERMIT_KIND_WORDS } from "../kind-words.ts";
import type { EnterpriseDetail } from "./RegisterFacts.tsx";
import { daysOf } from "./statement-rows.ts";
import { SubstanceOfBook, useBookSubstance } from "./Statement.tsx";
import { enterpriseWords } from "./words.ts";

/** A year of one substance in the book, day by day, and what the enterprise has to see to. */
export function BookCalendar({ enterprise }: { readonly enterprise: EnterpriseDetail }) {
  const t = useWords(enterpriseWords);
  const language = useLanguage();
  const asOf = useAsOf();
  const { nameOf } = useSubstances();
  const { period } = usePeriod();
  const setState = useSetUrlState();
  const substance = useBookSubstance(enterprise) ?? "";
  const year = period.from.slice(0, 4);
  const view = useView(getStatement, { uscc: enterprise.uscc, substance, from: `${year}-01-01`, to: `${year}-12-31`, asOf }, { enabled: substance !== "" });
  const { data, error, refetch } = view;
  const lastShown = data?.truncated ? data.lines.at(-1) : undefined;
  const toDay = useCallback((day: string) => setState({ tab: "statement", period: undefined, from: day, to: day }), [setState]);
  const model = useMemo(() => calendarHeat({ year: Number(year), language, days: daysOf(data?.lines ?? []), dayLabel: t.day, valueLabel: t.movementsCount, onPickDay: toDay }), [data, year, language, t, toDay]);
  return (
    <>
      <div className="book-tools no-print"><SubstanceOfBook enterprise={enterprise} /><PeriodChooser /></div>
      <div className="card-grid cards-own-height">
        <Card flush span={8}>
          {lastShown && <p className="inline-note" role="note">{t.calendarTruncated(formatDay(lastShown.at))}</p>}
          {error && !data ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : data || substance === "" ? <AnswerOf view={view}><Chart title={t.movements(nameOf(substance), year)} model={model} height={250} onPick={({ name }) => name && toDay(name)} /></AnswerOf> : <div className="notice"><Spin /></div>}
        </Card>
        <Card title={t.expiries} span={4}><Expiries uscc={enterprise.uscc} /></Card>
      </div>
    </>
  );
}

const EXPIRIES = 200;

function Expiries({ uscc }: { readonly uscc: string }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const account = useAccount();
  const today = useToday();
  const { nameOf } = useSubstances();
  const { data, error, refetch } = useView(listPermits, { enterprise: uscc, limit: EXPIRIES });
  const coming = (data?.rows ?? []).filter(({ validTo }) => validTo >= today).sort((a, b) => (a.validTo < b.validTo ? -1 : 1)).slice(0, 8);
  return (
    <div className="stack">
      {error && !data ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : coming.length === 0 ? <p className="soft">{data ? t.expiriesNone : "…"}</p> : (
        <ul className="expiry-list">
          {coming.map((permit) => <li key={`${permit.kind}/${permit.number}`}><span>{permit.validTo}</span><span><GoLink to={`/precursor/permits?enterprise=${uscc}&q=${encodeURIComponent(permit.number)}`}>{permit.number}</GoLink><br /><small className="soft">{nameOf(permit.substanceId)} · {say(PERMIT_KIND_WORDS[permit.kind])}{say({ zh: "", en: " " })}{say(PERMIT_FORM_WORDS[permit.form])}</small></span></li>)}
        </ul>
      )}
      {mayEnter(account, "duty.read") && <p><CalendarOutlined /> <GoLink to={`/duties?subjectKind=enterprise&subjectKey=${uscc}`}>{t.toDuties}</GoLink><br /><small className="soft">{t.dutiesNext}</small></p>}
    </div>
  );
}
