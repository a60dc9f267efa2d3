import { Button, Spin } from "antd";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { useGo } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMass, formatMinute, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { OutputOf } from "#kernel/contract.ts";
import { getDeclaration, type DeclarationRow } from "../contract/declaration.api.ts";
import { FindingKind } from "../contract/finding.ts";
import { declarationWords } from "./declaration-words.ts";
import { DECLARATION_KIND_WORDS, FINDING_KIND_WORDS, PAIRING_WORDS } from "./kind-words.ts";
import { DeclarationLink, Facts, LotLink, Party, Section, splitDeclarationKey, traceOf } from "./Pieces.tsx";
import { useSubstances } from "./use-substances.ts";

type Answer = OutputOf<typeof getDeclaration>;

/** One declaration in full, the other side of its shipment, and the findings it is part of. */
export function DeclarationPanel({ declarationKey, onClose }: { readonly declarationKey: string; readonly onClose: () => void }) {
  const say = useSay();
  const name = splitDeclarationKey(declarationKey);
  const { data, error, refetch } = useView(getDeclaration, name, { enabled: name.declarant.length === 18 && name.declarationId !== "" });
  const title = data ? `${say(DECLARATION_KIND_WORDS[data.declaration.kind])} · ${data.declaration.declarationId}` : name.declarationId;
  return (
    <Workspace title={title} onClose={onClose} footer={data && <PanelActs row={data.declaration} />}>
      {error && !data ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : data ? <Whole answer={data} /> : <Spin />}
    </Workspace>
  );
}

function Whole({ answer: { declaration: row, pairing, findings } }: { readonly answer: Answer }) {
  const t = useWords(declarationWords);
  const say = useSay();
  return (
    <div className="stack">
      {row.voidedBy && <p className="inline-note"><span>{t.voidedBy(row.voidedBy)}</span><DeclarationLink declarant={row.declarant} declarationId={row.voidedBy} /></p>}
      <Section title={t.what}><DeclarationFacts row={row} /></Section>
      {pairing && (
        <Section title={t.pairing} note={pairing.how && say(PAIRING_WORDS[pairing.how])}>
          {pairing.others.length === 0 ? <p className="soft">{t.unpaired}</p> : <Partners rows={pairing.others} />}
        </Section>
      )}
      <Section title={t.findings}>
        {findings.length === 0 && <p className="soft">{t.noFindings}</p>}
        <ul className="link-list">
          {findings.map((finding) => {
            const kind = FindingKind.options.find((each) => each === finding.kind);
            return <li key={finding.id}><GoLink to={`/precursor/findings?state=all&open=${finding.id}`}>{kind ? say(FINDING_KIND_WORDS[kind]) : finding.kind}</GoLink><div className="soft">{say(finding)}</div></li>;
          })}
        </ul>
      </Section>
    </div>
  );
}

function DeclarationFacts({ row }: { readonly row: DeclarationRow }) {
  const t = useWords(declarationWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  const given = (label: string, value: string | null) => (value ? [[label, <span key={label} className="code">{value}</span>] as const] : []);
  const permit = (label: string, value: string | null) => (value ? [[label, <GoLink key={label} className="code" to={`/precursor/permits?q=${encodeURIComponent(value)}`}>{value}</GoLink>] as const] : []);
  const isVoid = row.kind === "void";
  return (
    <Facts
      facts={[
        [t.declarant, <Party key="d" uscc={row.declarant} name={row.declarantName} />],
        [t.kind, say(DECLARATION_KIND_WORDS[row.kind])],
        ...(isVoid && row.ref ? [[t.voidOf, <DeclarationLink key="r" declarant={row.declarant} declarationId={row.ref} />] as const] : []),
        ...(isVoid ? [] : quantityFacts(row, t, nameOf)),
        [t.occurred, formatMinute(row.occurredAt)],
        [t.reported, formatMinute(row.reportedAt)],
        ...(row.counterparty ? [[t.counterparty, <Party key="c" uscc={row.counterparty} name={row.counterpartyName} />] as const] : []),
        ...(row.shipment ? [[t.shipment, <GoLink key="s" className="code" to={`/precursor/declarations?shipment=${encodeURIComponent(row.shipment)}`}>{row.shipment}</GoLink>] as const] : []),
        ...(row.lot ? [[t.lot, <LotLink key="l" enterprise={row.declarant} lot={row.lot} substanceId={row.substanceId} />] as const] : []),
        ...permit(t.permit, row.permit),
        ...permit(t.transportPermit, row.transportPermit),
        ...given(t.customsNo, row.customsNo),
        ...(row.inputs.length > 0 ? [[t.inputs, <ul key="i" className="link-list">{row.inputs.map(({ lot, massMg }) => <li key={lot}><span className="code">{lot}</span>　{formatMass(massMg)}</li>)}</ul>] as const] : []),
        ...given(t.process, row.process),
        ...(row.outputMg !== null ? [[t.output, formatMass(row.outputMg)] as const] : []),
        ...(row.note ? [[t.note, row.note] as const] : []),
      ]}
    />
  );
}

function quantityFacts(row: DeclarationRow, t: { readonly [name in "substance" | "mass" | "gross" | "stated" | "content" | "sigma" | "counted"]: string }, nameOf: (id: string) => string): (readonly [string, string])[] {
  const isPure = row.contentPpm === 1_000_000;
  return [
    [t.substance, nameOf(row.substanceId)],
    [t.mass, formatMass(row.massMg)],
    ...(isPure ? [] : [[t.gross, formatMass(row.grossMg)] as const, [t.content, `${formatNumber(row.contentPpm / 10_000)} %`] as const]),
    [t.stated, `${row.quantityText} ${row.unit}`],
    [t.sigma, row.sigmaPpm === 0 ? t.counted : `${formatNumber(row.sigmaPpm / 10_000)} %`],
  ];
}

function Partners({ rows }: { readonly rows: readonly DeclarationRow[] }) {
  const say = useSay();
  return (
    <ul className="link-list">
      {rows.map((row) => (
        <li key={`${row.declarant}/${row.declarationId}`}>
          <DeclarationLink declarant={row.declarant} declarationId={row.declarationId} />　{formatDay(row.occurredAt)}　{say(DECLARATION_KIND_WORDS[row.kind])} {formatMass(row.massMg)}
          <div className="soft">{row.declarantName ?? row.declarant}{row.shipment && `　${row.shipment}`}{row.lot && `　${row.lot}`}</div>
        </li>
      ))}
    </ul>
  );
}

/** Links rather than acts: the server sends no `can` with a declaration, and judges a void when it is filed. */
function PanelActs({ row }: { readonly row: DeclarationRow }) {
  const t = useWords(declarationWords);
  const go = useGo();
  const account = useAccount();
  const mayVoid = mayEnter(account, "precursor.declare") && row.kind !== "void" && row.voidedBy === null;
  const mayTrace = mayEnter(account, "precursor.read") && row.lot !== null;
  if (!mayVoid && !mayTrace) return null;
  return (
    <>
      {mayTrace && <Button onClick={() => go(traceOf(row.declarant, row.lot ?? "", row.substanceId))}>{t.trace}</Button>}
      {mayVoid && <Button onClick={() => go(`/precursor/file?kind=void&declarant=${row.declarant}&ref=${encodeURIComponent(row.declarationId)}`)}>{t.voidIt}</Button>}
    </>
  );
}
