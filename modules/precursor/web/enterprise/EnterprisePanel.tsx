import { Button, Spin } from "antd";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { useGo } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useView } from "#ui/use-view.ts";
import { formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getEnterprise, listFindings } from "../../contract/index.ts";
import { Section, Severity } from "../Pieces.tsx";
import { useSubstances } from "../use-substances.ts";
import { ENTERPRISE_STATUS_TONES, ENTERPRISE_STATUS_WORDS } from "../kind-words.ts";
import { RegisterFacts } from "./RegisterFacts.tsx";
import { enterpriseWords } from "./words.ts";

const FINDINGS_SHOWN = 5;

/** One enterprise at a glance, beside the list. */
export function EnterprisePanel({ uscc, onClose }: { readonly uscc: string; readonly onClose: () => void }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const go = useGo();
  const { nameOf } = useSubstances();
  const { data, error, refetch } = useView(getEnterprise, { uscc });
  const findings = useView(listFindings, { enterprise: uscc, limit: FINDINGS_SHOWN });
  const book = `/precursor/enterprises/${uscc}`;
  const footer = data && <><Button type="primary" onClick={() => go(book)}>{t.open}</Button><Button onClick={() => go(`${book}?tab=permits`)}>{t.permits}</Button><Button onClick={() => go(`${book}?tab=calendar`)}>{t.calendar}</Button></>;
  return (
    <Workspace title={data?.name ?? uscc} onClose={onClose} footer={footer}>
      {error && !data && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="notice"><Spin /></div>}
      {data && (
        <div className="stack">
          <p className="head-line"><StatusTag tone={ENTERPRISE_STATUS_TONES[data.status]}>{say(ENTERPRISE_STATUS_WORDS[data.status])}</StatusTag>{data.demo && <span className="soft">{t.demo}</span>}</p>
          <Section title={t.latestFindings} note={data.openFindings > 0 && <GoLink to={`/precursor/findings?enterprise=${uscc}`}>{t.allFindings(data.openFindings)}</GoLink>}>
            {findings.data?.rows.length ? (
              <ul className="link-list">
                {findings.data.rows.map((row) => <li key={row.id}><Severity of={row.severity} /> <GoLink to={`/precursor/findings?enterprise=${uscc}&open=${row.id}`}>{say(row.words)}</GoLink></li>)}
              </ul>
            ) : <p className="soft">{findings.isPending ? "…" : t.noFindings}</p>}
          </Section>
          <Section title={t.held}>
            {data.held.length === 0 ? <p className="soft">{t.heldNone}</p> : (
              <table className="plain-table"><tbody>{data.held.map(({ substanceId, massMg }) => <tr key={substanceId}><td><GoLink to={`${book}?substance=${substanceId}`}>{nameOf(substanceId)}</GoLink></td><td className="number">{formatMass(massMg)}</td></tr>)}</tbody></table>
            )}
          </Section>
          <Section title={t.register}><RegisterFacts enterprise={data} /></Section>
        </div>
      )}
    </Workspace>
  );
}
