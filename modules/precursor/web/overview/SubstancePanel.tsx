import { Button } from "antd";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { useGo } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { formatKg, formatMass } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { InKind, OutKind, totalMg, type BalanceRow } from "../../contract/index.ts";
import { classWords, IN_KIND_WORDS, OUT_KIND_WORDS } from "../kind-words.ts";
import type { Period } from "../period.ts";
import { useSubstances } from "../use-substances.ts";
import { linkOfKind } from "./drill-down.ts";
import { overviewWords } from "./words.ts";

type SubstancePanelProps = { readonly balance: BalanceRow; readonly period: Period; readonly enterprise?: string; readonly onOnly?: () => void; readonly onClose: () => void };

/** One substance's balance way by way, each leading to its declarations. */
export function SubstancePanel({ balance, period, enterprise, onOnly, onClose }: SubstancePanelProps) {
  const t = useWords(overviewWords);
  const say = useSay();
  const listed = useListed();
  const go = useGo();
  const { find, nameOf } = useSubstances();
  const id = balance.substanceId;
  const substance = find(id);
  const scope = { substance: id, enterprise, from: period.from, to: period.to };
  const footer = (
    <>
      {onOnly && <Button type="primary" onClick={onOnly}>{t.only}</Button>}
      <Button onClick={() => go(linkOfKind(null, scope))}>{t.rows}</Button>
      {!enterprise && <Button onClick={() => go(`/precursor/enterprises?substance=${id}`)}>{t.holders}</Button>}
    </>
  );
  return (
    <Workspace title={nameOf(id)} onClose={onClose} footer={footer}>
      <p className="soft">{substance ? `${say(classWords(substance.class))} · ${listed(substance.cas)}` : id} · <GoLink to={`/precursor/catalogue?open=${id}`}>{t.catalogue}</GoLink> · <GoLink to={`/precursor/findings?substance=${id}${enterprise ? `&enterprise=${enterprise}` : ""}`}>{t.findingsOf}</GoLink></p>
      <table className="plain-table equation">
        <tbody>
          <tr className="equation-stock"><th scope="row">{t.opening}</th><td className="number">{formatKg(balance.openingMg)}</td></tr>
          {InKind.options.filter((kind) => balance.inMg[kind]).map((kind) => <tr key={`in-${kind}`}><th scope="row">+ <GoLink to={linkOfKind(kind, scope)}>{say(IN_KIND_WORDS[kind])}</GoLink></th><td className="number">{formatKg(balance.inMg[kind] ?? 0)}</td></tr>)}
          {OutKind.options.filter((kind) => balance.outMg[kind]).map((kind) => <tr key={`out-${kind}`}><th scope="row">− <GoLink to={linkOfKind(kind, scope)}>{say(OUT_KIND_WORDS[kind])}</GoLink></th><td className="number">{formatKg(balance.outMg[kind] ?? 0)}</td></tr>)}
          <tr className="equation-stock"><th scope="row">= {t.closing}</th><td className="number">{formatKg(balance.closingMg)}</td></tr>
        </tbody>
      </table>
      <p className="soft">{t.equation}（kg）：{formatKg(balance.openingMg)} + {formatKg(totalMg(balance.inMg))} − {formatKg(totalMg(balance.outMg))} = {formatKg(balance.closingMg)}</p>
      <p>{t.transit} {formatMass(balance.inTransitMg)}　{t.muf} {formatMass(balance.mufMg)} <span className="soft">（{t.mufNote}）</span></p>
    </Workspace>
  );
}
