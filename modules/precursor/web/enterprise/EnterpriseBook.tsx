import { FormOutlined } from "@ant-design/icons";
import { Button, Spin, Tabs } from "antd";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { Card, Figures } from "#ui/frame/Card.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { PrintButton } from "#ui/frame/PrintButton.tsx";
import { useAsOf, useGo, useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMass, formatNumber } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getEnterprise } from "../../contract/index.ts";
import { useSubstances } from "../use-substances.ts";
import { ACTIVITY_WORDS, ENTERPRISE_STATUS_WORDS } from "../kind-words.ts";
import { BookBalance } from "./BookBalance.tsx";
import { BookCalendar } from "./BookCalendar.tsx";
import { BookFindings } from "./BookFindings.tsx";
import { BookPermits } from "./BookPermits.tsx";
import { RegisterFacts, type EnterpriseDetail } from "./RegisterFacts.tsx";
import { Statement } from "./Statement.tsx";
import { enterpriseWords } from "./words.ts";

const TABS = ["statement", "balance", "permits", "findings", "calendar", "register"] as const;
type Tab = (typeof TABS)[number];

/** One enterprise's book: its statement like a bank's, and everything that rests on it. */
export function EnterpriseBook({ uscc }: { readonly uscc: string }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const listed = useListed();
  const go = useGo();
  const account = useAccount();
  const { data, error, refetch } = useView(getEnterprise, { uscc });
  if (!data) return <Page title={t.book} crumbs={[{ label: uscc }]}>{error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <div className="notice"><Spin /></div>}</Page>;
  const lead = [data.uscc, listed(data.activities.map((each) => say(ACTIVITY_WORDS[each]))), say(ENTERPRISE_STATUS_WORDS[data.status]), data.town, data.demo ? t.demo : null].filter((part) => part !== null && part !== "");
  const actions = (
    <>
      <PrintButton label={t.print} />
      {mayEnter(account, "precursor.declare") && <Button type="primary" icon={<FormOutlined />} onClick={() => go(`/precursor/file?enterprise=${uscc}`)}>{t.file}</Button>}
    </>
  );
  return (
    <Page title={data.name} lead={<span className="book-lead">{lead.map((part) => <span key={part}>{part}</span>)}</span>} crumbs={[{ label: data.name }]} actions={actions}>
      <Headline enterprise={data} />
      <BookTabs enterprise={data} />
    </Page>
  );
}

function Headline({ enterprise }: { readonly enterprise: EnterpriseDetail }) {
  const t = useWords(enterpriseWords);
  const { nameOf } = useSubstances();
  const asOf = useAsOf();
  const { uscc, openFindings, declarations, lastAt } = enterprise;
  const held = enterprise.held.filter(({ massMg }) => massMg !== 0).slice(0, 3);
  return (
    <div className="no-print book-headline">
      {asOf && <p className="inline-note" role="note">{t.reportedNow}</p>}
      <Figures
        figures={[
          { label: t.findings, value: formatNumber(openFindings), note: openFindings > 0 ? t.latestFindings : t.agrees, to: `/precursor/findings?enterprise=${uscc}`, ...(openFindings > 0 ? { tone: "warning" as const } : {}) },
          ...held.map(({ substanceId, massMg }) => ({ label: `${nameOf(substanceId)} · ${t.held}`, ...split(formatMass(massMg)), to: `/precursor/enterprises/${uscc}?substance=${substanceId}` })),
          { label: t.declarations, value: formatNumber(declarations), note: lastAt ? `${t.lastAt} ${formatDay(lastAt)}` : t.never, to: `/precursor/declarations?enterprise=${uscc}` },
        ]}
      />
    </div>
  );
}

function split(mass: string): { readonly value: string; readonly unit: string } {
  const [value = "", unit = ""] = mass.split(" ");
  return { value, unit };
}

function BookTabs({ enterprise }: { readonly enterprise: EnterpriseDetail }) {
  const t = useWords(enterpriseWords);
  const { tab } = useUrlState();
  const setState = useSetUrlState();
  const shown: Tab = TABS.find((each) => each === tab) ?? "statement";
  const isEmpty = enterprise.declarations === 0;
  return (
    <div className="book-tabs">
      <Tabs className="no-print" activeKey={shown} onChange={(next) => setState({ tab: next, open: undefined })} items={TABS.map((key) => ({ key, label: key === "findings" && enterprise.openFindings > 0 ? `${t[key]} ${enterprise.openFindings}` : t[key] }))} />
      {shown === "statement" && (isEmpty ? <Card><Notice title={t.never} next={t.neverNext} /></Card> : <Statement enterprise={enterprise} />)}
      {shown === "balance" && <BookBalance uscc={enterprise.uscc} />}
      {shown === "permits" && <BookPermits uscc={enterprise.uscc} />}
      {shown === "findings" && <BookFindings uscc={enterprise.uscc} />}
      {shown === "calendar" && <BookCalendar enterprise={enterprise} />}
      {shown === "register" && <Card title={t.register}><RegisterFacts enterprise={enterprise} /></Card>}
    </div>
  );
}
