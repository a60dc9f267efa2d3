import { Skeleton } from "antd";
import type { InputOf } from "#kernel/contract.ts";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listFindings } from "../../contract/index.ts";
import { FINDING_KIND_WORDS } from "../kind-words.ts";
import { Severity } from "../Pieces.tsx";
import { useSubstances } from "../use-substances.ts";
import { homeCardWords } from "./words.ts";
import "./home.css";

type FindingListProps = { readonly title: string; readonly question: InputOf<typeof listFindings>; readonly all: { readonly label: string; readonly to: string }; readonly none: { readonly title: string; readonly next: string } };

const SHOWN = 6;

/** A few findings in words, each leading to its place in the queue. */
function FindingList({ title, question, all, none }: FindingListProps) {
  const say = useSay();
  const { nameOf } = useSubstances();
  const { data, error, refetch } = useView(listFindings, { ...question, limit: SHOWN });
  return (
    <Card title={title} flush extra={<GoLink to={all.to}>{all.label}</GoLink>}>
      {!data && (error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <div style={{ padding: 14 }}><Skeleton active paragraph={{ rows: 3 }} /></div>)}
      {data?.rows.length === 0 && <Notice {...none} />}
      {data && data.rows.length > 0 && (
        <ul className="home-list">
          {data.rows.map((row) => (
            <li key={row.id}>
              <p className="home-line"><Severity of={row.severity} /> <GoLink to={`${all.to}${all.to.includes("?") ? "&" : "?"}open=${row.id}`}>{say(FINDING_KIND_WORDS[row.kind])}</GoLink> <span>{row.enterpriseName ?? row.enterprise}</span></p>
              <p className="soft two-lines">{say(row.words)}</p>
              <p className="soft home-foot">{nameOf(row.substanceId)}　{formatMass(row.massMg)}　{formatDay(row.since)}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function MyFindings() {
  const t = useWords(homeCardWords);
  return <FindingList title={t.mine} question={{ mine: "true", state: "assigned" }} all={{ label: t.mineAll, to: "/precursor/findings?mine=true" }} none={{ title: t.mineNone, next: t.mineNoneNext }} />;
}

export function UnassignedHigh() {
  const t = useWords(homeCardWords);
  return <FindingList title={t.unassigned} question={{ severity: "high", state: "open" }} all={{ label: t.unassignedAll, to: "/precursor/findings?severity=high&state=open" }} none={{ title: t.unassignedNone, next: t.unassignedNoneNext }} />;
}

/** For staff of an enterprise: what their own book has to answer for. */
export function OwnFindings() {
  const t = useWords(homeCardWords);
  return <FindingList title={t.ownToExplain} question={{}} all={{ label: t.unassignedAll, to: "/precursor/findings" }} none={{ title: t.agrees, next: t.agreesNote }} />;
}
