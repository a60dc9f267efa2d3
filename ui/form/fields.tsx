import { Checkbox, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { DayField } from "./DayField.tsx";
import { formWords, useField, useFieldLabel } from "./Form.tsx";

type FieldProps = { readonly name: string; readonly label: string; readonly help?: ReactNode; readonly optional?: boolean };
type FieldBoxProps = FieldProps & { readonly children: ReactNode };

/** Label, help and error around any control with `useField(name).id`. */
export function FieldBox({ name, label, help, optional, children }: FieldBoxProps) {
  const words = useWords(formWords);
  const say = useSay();
  const { id, problem } = useField(name);
  useFieldLabel(name, label);
  return (
    <div className="field" data-invalid={problem ? "" : undefined}>
      <label htmlFor={id}>{label}{optional && <span className="soft">{words.optional}</span>}</label>
      {help && <p className="field-help" id={`${id}-help`}>{help}</p>}
      {problem && <p className="field-problem" id={`${id}-problem`}>{say(problem.words)}</p>}
      {children}
    </div>
  );
}

export function TextField({ hint, autoComplete, maxLength, ...field }: FieldProps & { readonly hint?: string; readonly autoComplete?: string; readonly maxLength?: number }) {
  const { id, value, problem, set } = useField<string | undefined>(field.name);
  return <FieldBox {...field}><Input id={id} value={value ?? ""} placeholder={hint} autoComplete={autoComplete ?? "off"} maxLength={maxLength} onChange={(event) => set(event.target.value)} {...described(id, problem !== undefined)} /></FieldBox>;
}

export function LongTextField({ rows = 3, maxLength = 2000, ...field }: FieldProps & { readonly rows?: number; readonly maxLength?: number }) {
  const { id, value, problem, set } = useField<string | undefined>(field.name);
  return <FieldBox {...field}><Input.TextArea id={id} rows={rows} maxLength={maxLength} value={value ?? ""} onChange={(event) => set(event.target.value)} {...described(id, problem !== undefined)} /></FieldBox>;
}

export function PasswordField({ autoComplete = "current-password", ...field }: FieldProps & { readonly autoComplete?: "current-password" | "new-password" }) {
  const { id, value, problem, set } = useField<string | undefined>(field.name);
  return <FieldBox {...field}><Input.Password id={id} value={value ?? ""} autoComplete={autoComplete} onChange={(event) => set(event.target.value)} {...described(id, problem !== undefined)} /></FieldBox>;
}

export function ChoiceField({ choices, ...field }: FieldProps & { readonly choices: readonly { readonly value: string; readonly label: string }[] }) {
  const { id, value, problem, set } = useField<string | undefined>(field.name);
  return <FieldBox {...field}><Select id={id} value={value} options={[...choices]} onChange={set} allowClear={field.optional === true} showSearch={choices.length > 8 ? { optionFilterProp: "label" } : false} {...described(id, problem !== undefined)} /></FieldBox>;
}

export function DateField({ earliest, latest, ...field }: FieldProps & { readonly earliest?: string; readonly latest?: string }) {
  const { id, value, problem, set } = useField<string | undefined>(field.name);
  return <FieldBox {...field}><DayField id={id} value={value} onChange={set} label={field.label} invalid={problem !== undefined} {...(earliest ? { earliest } : {})} {...(latest ? { latest } : {})} /></FieldBox>;
}

export function TickField({ name, label }: FieldProps) {
  const { id, value, set } = useField<boolean | undefined>(name);
  return <div className="field"><Checkbox id={id} checked={value ?? false} onChange={(event) => set(event.target.checked)}>{label}</Checkbox></div>;
}

function described(id: string, isInvalid: boolean) {
  return { status: isInvalid ? ("error" as const) : undefined, "aria-invalid": isInvalid, "aria-describedby": isInvalid ? `${id}-problem` : `${id}-help` };
}
