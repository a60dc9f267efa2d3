import { Button, Spin } from "antd";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { FirmName } from "#ui/frame/names.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList, useView } from "#ui/use-view.ts";
import { formatDay, formatMass } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { listDeclarations } from "../contract/declaration.api.ts";
import { permitKey, splitPermitKey } from "../contract/permit.ts";
import { listPermits, type PermitRow } from "../contract/register.api.ts";
import { DECLARATION_KIND_WORDS, PERMIT_FORM_WORDS, PERMIT_KIND_WORDS, PERMIT_STATE_TONES, PERMIT_STATE_WORDS, PERMIT_USES_WORDS } from "./kind-words.ts";
import { PermitLeft } from "./PermitLeft.tsx";
import { DeclarationLink, Facts, Party, Section } from "./Pieces.tsx";
import { useSubstances } from "./use-substances.ts";

type PermitPanelProps = { readonly permit: string; readonly listed: PermitRow | undefined; readonly onClose: () => void };

export function PermitPanel({ permit, listed, onClose }: PermitPanelProps) {
  const t = useWords(panelWords);
  const { kind, number } = splitPermitKey(permit);
  // A link may name a document that the filtered list does not hold.
  const { data, error, refetch } = useView(listPermits, { q: number, kind, limit: 50 }, { enabled: !listed });
  const row = listed ?? data?.rows.find((each) => permitKey(each) === permit);
  return (
    <Workspace title={row ? row.number : number} onClose={onClose}>
      {row ? <Whole permit={row} /> : error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : data ? <Notice title={t.unknown} /> : <Spin />}
    </Workspace>
  );
}

function Whole({ permit }: { readonly permit: PermitRow }) {
  const t = useWords(panelWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  return (
    <div className="stack">
      <div className="head-line"><StatusTag tone={PERMIT_STATE_TONES[permit.state]}>{say(PERMIT_STATE_WORDS[permit.state])}</StatusTag><span>{say(PERMIT_KIND_WORDS[permit.kind])}{say({ zh: "", en: " " })}{say(PERMIT_FORM_WORDS[permit.form])}</span></div>
      <Section title={t.left}>
        <PermitLeft permit={permit} />
        <Facts facts={[[t.granted, formatMass(permit.quantityMg)], [t.drawn, `${formatMass(permit.drawnMg)}（${t.shipments(permit.shipments)}）`], [t.leftOf, permit.leftMg < 0 ? t.over(formatMass(-permit.leftMg)) : formatMass(permit.leftMg)]]} />
      </Section>
      <Section title={t.facts}>
        <Facts
          facts={[
            [t.holder, <Party key="h" uscc={permit.holder} name={permit.holderName} />],
            [t.counterparty, permit.counterparty ? <FirmName key="c" uscc={permit.counterparty} /> : t.any],
            [t.substance, nameOf(permit.substanceId)],
            [t.valid, `${permit.validFrom} – ${permit.validTo}`],
            [t.uses, say(PERMIT_USES_WORDS[permit.uses])],
            ...(permit.origin || permit.destination ? [[t.way, `${permit.origin ?? "…"} → ${permit.destination ?? "…"}`] as const] : []),
            [t.issuer, permit.issuer],
          ]}
        />
      </Section>
      <Draws number={permit.number} />
    </div>
  );
}

function Draws({ number }: { readonly number: string }) {
  const t = useWords(panelWords);
  const say = useSay();
  const list = useList(listDeclarations, { permit: number, limit: 20 });
  return (
    <Section title={t.draws} note={<GoLink to={`/precursor/declarations?permit=${encodeURIComponent(number)}`}>{t.all}</GoLink>}>
      {list.problem && list.rows.length === 0 ? <p className="soft">{say(list.problem.words)}</p> : !list.isLoading && list.rows.length === 0 && <p className="soft">{t.noDraws}</p>}
      <ul className="link-list">
        {list.rows.map((row) => (
          <li key={`${row.declarant}/${row.declarationId}`}>
            <DeclarationLink declarant={row.declarant} declarationId={row.declarationId} />　{formatDay(row.occurredAt)}　{say(DECLARATION_KIND_WORDS[row.kind])} {formatMass(row.massMg)}{row.voidedBy && <span className="soft">　{t.voided}</span>}
            <div className="soft">{row.declarantName ?? row.declarant}{row.shipment && `　${row.shipment}`}</div>
          </li>
        ))}
      </ul>
      {list.hasMore && <Button size="small" loading={list.isLoadingMore} onClick={list.loadMore}>{t.more}</Button>}
    </Section>
  );
}

const panelWords = defineWords({
  zh: { unknown: "没有这份许可或备案证明", left: "余量", granted: "核准", drawn: "已使用", leftOf: "剩余", over: (mass: string) => `超出 ${mass}`, shipments: (count: number) => `${count} 批`, facts: "内容", holder: "持有人", counterparty: "交易对方", any: "不限定", substance: "品种", valid: "有效期", uses: "使用次数", way: "起运地 → 目的地", issuer: "签发机关", draws: "引用它的申报", all: "在申报中查看", noDraws: "还没有申报引用这份证明。", voided: "已作废", more: "更多" },
  en: { unknown: "There is no such document", left: "What is left", granted: "Granted", drawn: "Drawn", leftOf: "Left", over: (mass: string) => `${mass} beyond`, shipments: (count: number) => `${count} shipment(s)`, facts: "Content", holder: "Holder", counterparty: "Counterparty", any: "Not limited", substance: "Substance", valid: "Valid", uses: "Uses", way: "Origin → destination", issuer: "Issued by", draws: "Declarations citing it", all: "Show as a list", noDraws: "No declaration cites it yet.", voided: "voided", more: "More" },
});
