import { Spin } from "antd";
import { useState } from "react";
import { CallRefused } from "#ui/call.ts";
import { useAccount } from "#ui/frame/account.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { useAsOf } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useDownload } from "#ui/use-download.ts";
import { useView } from "#ui/use-view.ts";
import { formatMass, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getFinding, getFindingFile, type FindingAct, type FindingRow } from "../contract/finding.api.ts";
import { FindingActs } from "./FindingActs.tsx";
import { FindingDeclarations } from "./FindingDeclarations.tsx";
import { findingWords } from "./finding-words.ts";
import { inputLines } from "./finding-inputs.ts";
import { EVIDENCE_GRADE_WORDS, FINDING_ACT_WORDS, FINDING_KIND_WORDS, FINDING_STATE_TONES, FINDING_STATE_WORDS } from "./kind-words.ts";
import { Facts, LotLink, Party, Section, Severity, splitDeclarationKey } from "./Pieces.tsx";
import { TwoBooks } from "./TwoBooks.tsx";
import { useSubstances } from "./use-substances.ts";

/** Findings about one shipment, in which two books stand against each other. */
const SHIPMENT_KINDS: ReadonlySet<string> = new Set(["unmatched-dispatch", "unmatched-receipt", "quantity-mismatch", "overdue-transit"]);

type FindingPanelProps = { readonly id: string; /** The row of the list, which may be of a past moment. */ readonly listed: FindingRow | undefined; readonly onClose: () => void };

export function FindingPanel({ id, listed, onClose }: FindingPanelProps) {
  const t = useWords(findingWords);
  const say = useSay();
  const asOf = useAsOf();
  const { data, error, refetch } = useView(getFinding, { id });
  const isGone = error instanceof CallRefused && error.status === 404;
  const now = isGone ? undefined : data; // an answer from before it went stays in memory
  const finding = now?.finding ?? listed;
  if (error && !finding) return <Workspace title={t.title} onClose={onClose}><ProblemNotice problem={error} onRetry={() => void refetch()} /></Workspace>;
  if (!finding) return <Workspace title={t.title} onClose={onClose}><Spin /></Workspace>;
  return (
    <Workspace title={say(FINDING_KIND_WORDS[finding.kind])} onClose={onClose}>
      <div className="stack">
        {asOf && (now || isGone) && <p className="inline-note"><span>{(isGone ? t.goneAsOf : t.panelNow)(formatMinute(asOf))}</span></p>}
        <div className="head-line"><Severity of={finding.severity} /><StatusTag tone={FINDING_STATE_TONES[finding.state]}>{say(FINDING_STATE_WORDS[finding.state])}</StatusTag><span className="soft">{finding.assignee === null ? t.nobody : (finding.assigneeName ?? t.nameless)}</span></div>
        {error && !now && !(isGone && asOf) && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
        {now && <FindingActs finding={finding} can={now.can} />}
        <p className="explanation">{say(finding.words)}</p>
        {finding.endedReason && <Section title={finding.state === "healed" ? t.healedWhy : t.closedWhy} note={finding.endedAt && formatMinute(finding.endedAt)}><p>{say(finding.endedReason)}</p></Section>}
        <Basics finding={finding} />
        {SHIPMENT_KINDS.has(finding.kind) && finding.declarations[0] && <Section title={t.books}><TwoBooks first={splitDeclarationKey(finding.declarations[0])} isOneSided={finding.kind !== "quantity-mismatch"} /></Section>}
        <RuleSection finding={finding} />
        <InputsSection finding={finding} />
        <FindingDeclarations keys={finding.declarations} />
        {now && <History finding={id} acts={now.acts} />}
      </div>
    </Workspace>
  );
}

function Basics({ finding }: { readonly finding: FindingRow }) {
  const t = useWords(findingWords);
  const { nameOf } = useSubstances();
  const [first] = finding.declarations;
  const owner = first ? splitDeclarationKey(first).declarant : finding.enterprise;
  return (
    <Section title={t.basics}>
      <Facts
        facts={[
          [t.enterprise, <Party key="e" uscc={finding.enterprise} name={finding.enterpriseName} />],
          ...(finding.counterparty ? [[t.counterparty, <Party key="c" uscc={finding.counterparty} name={finding.counterpartyName} />] as const] : []),
          [t.substance, nameOf(finding.substanceId)],
          [t.mass, formatMass(finding.massMg)],
          ...(finding.shipment ? [[t.shipment, <GoLink key="s" className="code" to={`/precursor/declarations?shipment=${encodeURIComponent(finding.shipment)}`}>{finding.shipment}</GoLink>] as const] : []),
          ...(finding.lot ? [[t.lot, <LotLink key="l" enterprise={owner} lot={finding.lot} substanceId={finding.substanceId} />] as const] : []),
          [t.since, formatMinute(finding.since)],
        ]}
      />
    </Section>
  );
}

function RuleSection({ finding: { rule } }: { readonly finding: FindingRow }) {
  const t = useWords(findingWords);
  const say = useSay();
  const { citation } = rule;
  return (
    <Section title={t.rule} note={t.ruleNo(rule.code, rule.version)}>
      <p>{say(citation)}</p>
      <p className="soft">{citation.verified ? say(EVIDENCE_GRADE_WORDS[citation.grade]) : <><StatusTag tone="warning">{t.unverified}</StatusTag>　{t.unverifiedWhy}</>}</p>
    </Section>
  );
}

function InputsSection({ finding }: { readonly finding: FindingRow }) {
  const t = useWords(findingWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  const lines = inputLines(finding.inputs, nameOf);
  if (lines.length === 0) return null;
  return (
    <Section title={t.inputs}>
      <div className="wide-table">
        <table className="plain-table">
          <tbody>{lines.map(({ name, value }) => <tr key={name.en}><th scope="row">{say(name)}</th><td>{say(value)}</td></tr>)}</tbody>
        </table>
      </div>
    </Section>
  );
}

const FIRST_ACTS = 20;

function History({ finding, acts }: { readonly finding: string; readonly acts: readonly FindingAct[] }) {
  const t = useWords(findingWords);
  const say = useSay();
  const [most, showMore] = useState(FIRST_ACTS);
  return (
    <Section title={t.history}>
      {acts.length === 0 && <p className="soft">{t.noHistory}</p>}
      <ol className="history">
        {acts.slice(0, most).map((act) => (
          <li key={act.id}>
            <strong>{say(FINDING_ACT_WORDS[act.kind])}</strong> <span className="soft">{act.why ? t.byProgram : (act.accountName ?? t.nameless)} · {formatMinute(act.at)}</span>
            {act.why && <p>{say(act.why)}</p>}
            {act.reason && <q>{act.reason}</q>}
            {act.evidence.length > 0 && <ul>{act.evidence.map((each) => <li key={`${each.fileId ?? ""} ${each.text}`}><EvidenceText finding={finding} of={each} /></li>)}</ul>}
          </li>
        ))}
      </ol>
      {acts.length > most && <button type="button" className="as-link" onClick={() => showMore(most + FIRST_ACTS)}>+{acts.length - most}</button>}
    </Section>
  );
}

/** A file opens from its words; an enterprise reads them only. */
function EvidenceText({ finding, of: { text, fileId } }: { readonly finding: string; readonly of: FindingAct["evidence"][number] }) {
  const t = useWords(findingWords);
  const { enterpriseUscc } = useAccount();
  const { save, isBusy } = useDownload();
  if (fileId === null) return text;
  return <>{enterpriseUscc ? text : <button type="button" className="as-link" disabled={isBusy} onClick={() => void save(getFindingFile, { id: finding, file: fileId })}>{text}</button>}<span className="soft">（{t.attachment}）</span></>;
}
