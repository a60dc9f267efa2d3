import { AutoComplete, Input, Select } from "antd";
import type { ReactNode } from "react";
import { FieldBox, LongTextField, TextField } from "#ui/form/fields.tsx";
import { useField } from "#ui/form/Form.tsx";
import { MinuteField } from "#ui/form/MinuteField.tsx";
import { useAccount } from "#ui/frame/account.ts";
import { useView } from "#ui/use-view.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { DeclarationKind, MassUnit } from "../contract/declaration.ts";
import { getEnterprise } from "../contract/register.api.ts";
import { isAsked, type FilingField } from "./filing-fields.ts";
import { FILING_LABELS, filingWords } from "./filing-words.ts";
import { DECLARATION_KIND_WORDS } from "./kind-words.ts";
import { EnterprisePicker, SubstancePicker } from "./ScopePickers.tsx";
import { useFilingChoices, type FilingChoices } from "./use-filing-choices.ts";

/** The form's fields, in the order a clerk has the papers: which kind, when, with whom, what, under which documents. */
export function FilingFields({ onKind }: { readonly onKind: (kind: DeclarationKind) => void }) {
  const t = useWords(filingWords);
  const say = useSay();
  const kind = useField<DeclarationKind>("kind").value;
  const unit = useField<string>("unit").value;
  const choices = useFilingChoices();
  const label = (field: FilingField) => say(FILING_LABELS[field]);
  const asks = (field: FilingField) => isAsked(kind, field, unit);
  const lotHelp = kind === "receive" ? t.lotHelpReceive : kind === "transform" ? t.lotHelpTransform : undefined;
  return (
    <div className="filing-fields">
      <KindField onKind={onKind} />
      <DeclarantField />
      {asks("ref") && <SuggestField name="ref" choices={choices.declarations} />}
      {asks("occurred_at") && <TimeField />}
      {asks("counterparty") && <SuggestField name="counterparty" choices={choices.parties} help={t.counterpartyHelp} optional={kind === "import" || kind === "export"} />}
      {asks("substance") && <SubstanceField />}
      {asks("quantity") && <QuantityField />}
      {asks("density") && <TextField name="density" label={label("density")} />}
      {asks("lot") && <SuggestField name="lot" choices={choices.lots} help={lotHelp} optional={kind !== "transform"} />}
      {asks("inputs") && <TextField name="inputs" label={label("inputs")} help={t.inputsHelp} hint="L-01=500;L-02=250.5" />}
      {asks("process") && <TextField name="process" label={label("process")} optional />}
      {asks("output_t") && <TextField name="output_t" label={label("output_t")} optional />}
      {asks("shipment") && <TextField name="shipment" label={label("shipment")} help={t.shipmentHelp} maxLength={64} optional />}
      {asks("transport_permit") && <SuggestField name="transport_permit" choices={choices.permits} optional />}
      {asks("permit") && <SuggestField name="permit" choices={choices.permits} optional />}
      {asks("customs_no") && <TextField name="customs_no" label={label("customs_no")} maxLength={64} optional />}
      {asks("content") && <TextField name="content" label={label("content")} help={t.contentHelp} optional />}
      <TextField name="declaration_id" label={label("declaration_id")} help={t.idHelp} maxLength={64} />
      {asks("sigma_pct") && <TextField name="sigma_pct" label={label("sigma_pct")} optional />}
      <div className="wide">{kind === "void" ? <LongTextField name="note" label={t.noteVoid} help={t.noteVoidHelp} rows={2} maxLength={500} /> : <LongTextField name="note" label={label("note")} rows={2} maxLength={500} optional />}</div>
      <p className="field-help wide">{t.draft}</p>
    </div>
  );
}

function KindField({ onKind }: { readonly onKind: (kind: DeclarationKind) => void }) {
  const say = useSay();
  const { value, set } = useField<DeclarationKind>("kind");
  return (
    <fieldset className="filing-kinds wide">
      <legend>{say(FILING_LABELS.kind)}</legend>
      {DeclarationKind.options.map((kind) => <label key={kind} data-chosen={kind === value ? "" : undefined}><input type="radio" name="filing-kind" checked={kind === value} onChange={() => (set(kind), onKind(kind))} />{say(DECLARATION_KIND_WORDS[kind])}</label>)}
    </fieldset>
  );
}

/** A clerk files for the own enterprise only; an officer chooses. */
function DeclarantField() {
  const say = useSay();
  const { enterpriseUscc } = useAccount();
  const { id, value, problem, set } = useField<string>("declarant");
  const own = useView(getEnterprise, { uscc: enterpriseUscc ?? "" }, { enabled: enterpriseUscc !== undefined });
  if (enterpriseUscc) return <FieldBox name="declarant" label={say(FILING_LABELS.declarant)}><Input id={id} value={own.data?.name ?? enterpriseUscc} readOnly variant="filled" /></FieldBox>;
  return <FieldBox name="declarant" label={say(FILING_LABELS.declarant)}><EnterprisePicker id={id} className="filing-picker" value={value || undefined} invalid={problem !== undefined} onChange={(next) => set(next ?? "")} /></FieldBox>;
}

function SubstanceField() {
  const say = useSay();
  const { id, value, problem, set } = useField<string>("substance");
  return <FieldBox name="substance" label={say(FILING_LABELS.substance)}><SubstancePicker id={id} className="filing-picker" value={value || undefined} invalid={problem !== undefined} onChange={(next) => set(next ?? "")} /></FieldBox>;
}

function TimeField() {
  const say = useSay();
  const { id, value, problem, set } = useField<string>("occurred_at");
  const label = say(FILING_LABELS.occurred_at);
  return <FieldBox name="occurred_at" label={label}><MinuteField id={id} value={value || undefined} label={label} invalid={problem !== undefined} onChange={(minute) => set(minute ?? "")} /></FieldBox>;
}

function QuantityField() {
  const say = useSay();
  const { id, value, problem, set } = useField<string>("quantity");
  const unit = useField<string>("unit");
  return (
    <FieldBox name="quantity" label={say(FILING_LABELS.quantity)}>
      <div className="quantity-line">
        <Input id={id} value={value} inputMode="decimal" autoComplete="off" status={problem ? "error" : undefined} onChange={(event) => set(event.target.value)} />
        <Select id={unit.id} aria-label={say(FILING_LABELS.unit)} value={unit.value} onChange={unit.set} options={MassUnit.options.map((each) => ({ value: each, label: each }))} />
      </div>
    </FieldBox>
  );
}

type SuggestFieldProps = { readonly name: FilingField; readonly choices: FilingChoices[keyof FilingChoices]; readonly help?: ReactNode; readonly optional?: boolean };

/** Free text with what the book already knows offered below it. */
function SuggestField({ name, choices, help, optional = false }: SuggestFieldProps) {
  const say = useSay();
  const { id, value, problem, set } = useField<string>(name);
  const typed = value.trim().toLowerCase();
  const options = choices.filter((choice) => `${choice.value} ${choice.detail}`.toLowerCase().includes(typed)).slice(0, 20).map(({ value: text, detail }) => ({ value: text, label: <span>{text}{detail && <small className="soft">　{detail}</small>}</span> }));
  return (
    <FieldBox name={name} label={say(FILING_LABELS[name])} help={help} optional={optional}>
      <AutoComplete id={id} value={value} status={problem ? "error" : undefined} onChange={(next: string | undefined) => set(next ?? "")} options={options} allowClear />
    </FieldBox>
  );
}

