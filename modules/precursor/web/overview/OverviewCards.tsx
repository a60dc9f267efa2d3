import { useCallback, useMemo } from "react";
import type { OutputOf } from "#kernel/contract.ts";
import { Chart } from "#ui/chart/Chart.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Notice } from "#ui/frame/Notice.tsx";
import { useGo } from "#ui/frame/url.ts";
import { formatKg, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { FindingKind, getOverview } from "../../contract/index.ts";
import { FINDING_KIND_WORDS, SEVERITY_WORDS } from "../kind-words.ts";
import { findingsBar, kindsByCount } from "./findings-bar.ts";
import { overviewWords } from "./words.ts";

type CardProps = { readonly overview: OutputOf<typeof getOverview> };

/** Open findings by kind; a bar opens the queue with that kind. */
export function FindingsByKind({ overview }: CardProps) {
  const t = useWords(overviewWords);
  const say = useSay();
  const go = useGo();
  const toQueue = useCallback((kind: FindingKind) => go(`/precursor/findings?kind=${kind}`), [go]);
  const model = useMemo(
    () => findingsBar(overview.findings, { kind: (kind) => say(FINDING_KIND_WORDS[kind]), severity: (severity) => say(SEVERITY_WORDS[severity]), kindLabel: t.kind, countLabel: t.count }, toQueue),
    [overview.findings, say, t, toQueue],
  );
  if (model.rows.length === 0) return <Card title={t.byKind} span={4}><Notice title={t.noFindings} next={t.noFindingsNext} /></Card>;
  const pick = (name: string) => {
    const found = kindsByCount(overview.findings).find(({ kind }) => say(FINDING_KIND_WORDS[kind]) === name);
    if (found) toQueue(found.kind);
  };
  return <Card flush span={4}><Chart title={t.byKind} model={model} height={Math.max(260, Math.min(430, 60 + model.rows.length * 30))} onPick={({ name }) => pick(name)} /></Card>;
}

/** The books that disagree most, each leading to its findings. */
export function TroubledBooks({ overview }: CardProps) {
  const t = useWords(overviewWords);
  return (
    <Card title={t.worst} flush extra={overview.troubled.length > 0 && <GoLink className="no-print" to="/precursor/enterprises?troubled=true">{t.allTroubled}</GoLink>}>
      {overview.troubled.length === 0 ? <Notice title={t.noTroubled} next={t.noTroubledNext} /> : (
        <div className="scroll-x">
          <table className="plain-table balance-table">
            <thead><tr><th scope="col">{t.drillTo}</th><th scope="col" className="number">{t.high}</th><th scope="col" className="number">{t.all}</th><th scope="col" className="number">{t.unaccountedKg}</th></tr></thead>
            <tbody>
              {overview.troubled.map(({ uscc, name, high, findings, unaccountedMg }) => (
                <tr key={uscc}>
                  <th scope="row"><GoLink to={`/precursor/enterprises/${uscc}`}>{name}</GoLink></th>
                  <td className={`number${high > 0 ? " figure-marked" : ""}`}>{formatNumber(high)}</td>
                  <td className="number"><GoLink to={`/precursor/findings?enterprise=${uscc}`}>{formatNumber(findings)}</GoLink></td>
                  <td className="number">{formatKg(unaccountedMg)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
