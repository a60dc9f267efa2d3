import { useField } from "#ui/form/Form.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { useView } from "#ui/use-view.ts";
import { formatMass, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getDeclaration } from "../contract/declaration.api.ts";
import type { Declaration, DeclarationKind } from "../contract/declaration.ts";
import { getEnterprise } from "../contract/register.api.ts";
import { checkFiling } from "./check-filing.ts";
import { FILING_FIELDS, STOCK_SIGN, type FilingField, type FilingText } from "./filing-fields.ts";
import { FILING_LABELS, filingWords, labelOf } from "./filing-words.ts";
import { DECLARATION_KIND_WORDS } from "./kind-words.ts";
import { Facts } from "./Pieces.tsx";
import { useSubstances } from "./use-substances.ts";

/** Beside the form: what is still missing, and what the entry will do to the stock, both as one types. */
export function FilingEffect() {
  const t = useWords(filingWords);
  const { text, ids } = useFilingText();
  const kind = useField<DeclarationKind>("kind").value;
  const { declaration, problems } = checkFiling(text, kind, Date.now(), labelOf);
  return (
    <div className="filing-side">
      <Card title={kind === "void" ? t.voiding : t.effect}>{kind === "void" ? <Voided text={text} /> : <Stock text={text} declaration={declaration} />}</Card>
      <Card title={t.check}>{problems.length === 0 ? <p>{t.complete}</p> : <Needed fields={problems.map(({ path }) => path)} ids={ids} />}</Card>
    </div>
  );
}

/** All values of the form; the fields are always the same ones in the same order, as hooks want it. */
function useFilingText(): { readonly text: FilingText; readonly ids: ReadonlyMap<string, string> } {
  const fields = FILING_FIELDS.map((name) => [name, useField<string>(name)] as const);
  const text = Object.fromEntries(fields.map(([name, { value }]) => [name, value])) as FilingText; // one value for each of its fields
  return { text, ids: new Map(fields.map(([name, { id }]) => [name, id])) };
}

function Needed({ fields, ids }: { readonly fields: readonly string[]; readonly ids: ReadonlyMap<string, string> }) {
  const t = useWords(filingWords);
  const say = useSay();
  const names = [...new Set(fields)];
  return (
    <>
      <p className="soft">{t.stillNeeded}</p>
      <ul className="needed">{names.map((name) => <li key={name}><button type="button" onClick={() => document.getElementById(ids.get(name) ?? "")?.focus()}>{name in FILING_LABELS ? say(FILING_LABELS[name as FilingField]) : name}</button></li>)}</ul>
    </>
  );
}

function Stock({ text, declaration }: { readonly text: FilingText; readonly declaration: Declaration | null }) {
  const t = useWords(filingWords);
  const { nameOf } = useSubstances();
  const kind = useField<DeclarationKind>("kind").value;
  const book = useView(getEnterprise, { uscc: text.declarant }, { enabled: text.declarant.length === 18 });
  if (text.declarant.length !== 18 || !text.substance) return <p className="soft">{t.noBook}</p>;
  if (book.error) return <p className="soft">{t.unreadBook}</p>;
  const nowMg = book.data?.held.find((held) => held.substanceId === text.substance)?.massMg ?? 0;
  const massMg = declaration?.massMg ?? null;
  const changeMg = massMg === null ? null : STOCK_SIGN[kind] * massMg;
  const afterMg = kind === "stocktake" ? massMg : changeMg === null ? null : nowMg + changeMg;
  const isOver = kind !== "stocktake" && afterMg !== null && afterMg < 0;
  return (
    <div className="stack">
      <dl className="effect">
        <dt>{t.now}（{nameOf(text.substance)}）</dt><dd>{book.data ? formatMass(nowMg) : "…"}</dd>
        {kind === "stocktake" ? <><dt>{t.counted}</dt><dd>{massMg === null ? "—" : formatMass(massMg)}</dd></> : <><dt>{t.change}</dt><dd>{changeMg === null ? "—" : `${changeMg > 0 ? "+" : ""}${formatMass(changeMg)}`}</dd></>}
        <dt className="total">{kind === "stocktake" ? t.variance : t.after}</dt>
        <dd className="total">{afterMg === null ? "—" : formatMass(kind === "stocktake" ? nowMg - afterMg : Math.max(afterMg, 0))}</dd>
      </dl>
      {isOver && <p className="inline-note"><span>{t.over(formatMass(-afterMg))}</span></p>}
      {declaration && declaration.inputs.length > 0 && <p>{t.inputsOut(declaration.inputs.length)}</p>}
      <p className="soft">{t.backdated}</p>
    </div>
  );
}

function Voided({ text: { declarant, ref } }: { readonly text: FilingText }) {
  const t = useWords(filingWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  const { data, error } = useView(getDeclaration, { declarant, declarationId: ref.trim() }, { enabled: declarant.length === 18 && ref.trim() !== "" });
  const row = data?.declaration.declarationId === ref.trim() ? data.declaration : undefined;
  return (
    <div className="stack">
      {error && !row && ref.trim() !== "" && <p>{t.voidUnknown}</p>}
      {row && <Facts facts={[[say(FILING_LABELS.kind), say(DECLARATION_KIND_WORDS[row.kind])], [say(FILING_LABELS.substance), nameOf(row.substanceId)], [t.mass, formatMass(row.massMg)], [say(FILING_LABELS.occurred_at), formatMinute(row.occurredAt)], ...(row.counterparty ? [[say(FILING_LABELS.counterparty), row.counterpartyName ?? row.counterparty] as const] : [])]} />}
      <p className="soft">{t.voidEffect}</p>
    </div>
  );
}
