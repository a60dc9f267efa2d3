import { FormOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { Card, Figures } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { useGo } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMass, formatMinute, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getEnterprise, listDeclarations } from "../../contract/index.ts";
import { DECLARATION_KIND_WORDS } from "../kind-words.ts";
import { useSubstances } from "../use-substances.ts";
import { homeCardWords } from "./words.ts";
import "./home.css";

const HELD_SHOWN = 3;
const FILINGS_SHOWN = 8;

/** For staff of an enterprise: how their own book stands. */
export function OwnStanding({ uscc }: { readonly uscc: string }) {
  const t = useWords(homeCardWords);
  const { nameOf } = useSubstances();
  const { data, error, refetch } = useView(getEnterprise, { uscc });
  if (!data) return error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Skeleton active paragraph={{ rows: 1 }} />;
  const book = `/precursor/enterprises/${uscc}`;
  const held = data.held.filter(({ massMg }) => massMg !== 0).slice(0, HELD_SHOWN);
  return (
    <Figures
      figures={[
        { label: t.ownFindings, value: data.openFindings > 0 ? t.findingsOpen(data.openFindings) : t.agrees, note: data.openFindings > 0 ? t.findingsNote : t.agreesNote, to: "/precursor/findings", ...(data.openFindings > 0 ? { tone: "warning" as const } : {}) },
        ...(held.length === 0 ? [{ label: t.ownHeld, value: "0", unit: "kg", note: t.ownHeldNone, to: book }] : held.map(({ substanceId, massMg }) => ({ label: `${nameOf(substanceId)} · ${t.ownHeld}`, ...figureOf(massMg), to: `${book}?substance=${substanceId}` }))),
        { label: t.declarations, value: formatNumber(data.declarations), ...(data.lastAt ? { note: `${t.lastEvent} ${formatDay(data.lastAt)}` } : {}), to: "/precursor/declarations" },
      ]}
    />
  );
}

function figureOf(massMg: number): { readonly value: string; readonly unit: string } {
  const [value = "", unit = ""] = formatMass(massMg).split(" ");
  return { value, unit };
}

/** Their latest declarations; with none, how to begin. */
export function OwnFilings({ uscc, mayFile }: { readonly uscc: string; readonly mayFile: boolean }) {
  const t = useWords(homeCardWords);
  const say = useSay();
  const go = useGo();
  const { nameOf } = useSubstances();
  const { data, error, refetch } = useView(listDeclarations, { enterprise: uscc, limit: FILINGS_SHOWN });
  return (
    <Card title={t.lastFilings} flush extra={<GoLink to="/precursor/declarations">{t.allFilings}</GoLink>}>
      {!data && (error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <div style={{ padding: 14 }}><Skeleton active paragraph={{ rows: 3 }} /></div>)}
      {data?.rows.length === 0 && <Notice title={t.noFilings} next={t.noFilingsNext} actions={mayFile && <Button type="primary" icon={<FormOutlined />} onClick={() => go("/precursor/file")}>{t.file}</Button>} />}
      {data && data.rows.length > 0 && (
        <ul className="home-list">
          {data.rows.map((row) => (
            <li key={row.declarationId}>
              <p className="own-filing" data-voided={row.voidedBy ? "" : undefined}>
                <span>{formatMinute(row.occurredAt)}</span>
                <GoLink to={`/precursor/declarations?open=${encodeURIComponent(`${row.declarant}/${row.declarationId}`)}`}>{say(DECLARATION_KIND_WORDS[row.kind])}</GoLink>
                <span>{row.substanceId && nameOf(row.substanceId)}{row.counterpartyName && `　${row.counterpartyName}`}</span>
                <span className="number">{row.kind === "void" ? "" : formatMass(row.massMg)}</span>
              </p>
              <p className="soft home-foot"><span className="code">{row.declarationId}</span>　{t.filed(formatMinute(row.reportedAt))}{row.voidedBy && `　${t.voided}`}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
