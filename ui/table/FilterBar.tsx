import { Button, Input, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { DayField } from "../form/DayField.tsx";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import type { Filter, Filters, useFilters } from "./filters.ts";
import { SavedViews } from "./SavedViews.tsx";
import "./table.css";
import { tableWords } from "./table-words.ts";

type FilterBarProps<F extends Filters> = { readonly filters: F; readonly state: ReturnType<typeof useFilters<F>>; /** Names the saved views: `precursor.findings`. */ readonly name: string };

/** The filters of a list in one row, with the person's saved views. */
export function FilterBar<F extends Filters>({ filters, state, name }: FilterBarProps<F>) {
  const words = useWords(tableWords);
  const isAnySet = Object.keys(state.values).length > 0;
  const set = (filter: string, value: string | readonly string[] | undefined) => state.set({ [filter]: value } as { [K in keyof F]?: string | readonly string[] | undefined });
  return (
    <div className="filter-bar" role="search">
      {linesOf(filters).map((line) => (
        <div key={line[0]?.[0]} className={line.length > 1 ? "filter-days" : "filter-one"}>
          {line.map(([filterName, filter]) => <FilterField key={filterName} filter={filter} value={state.values[filterName]} onChange={(value) => set(filterName, value)} />)}
        </div>
      ))}
      {isAnySet && <Button type="text" onClick={state.clear}>{words.clearFilters}</Button>}
      <SavedViews name={name} />
    </div>
  );
}

type NamedFilter = readonly [name: string, filter: Filter];

/** Days beside each other are a period and stay together, however narrow the screen. */
function linesOf(filters: Filters): NamedFilter[][] {
  const lines: NamedFilter[][] = [];
  for (const named of Object.entries(filters)) {
    const last = lines.at(-1);
    if (named[1].kind === "day" && last?.[0]?.[1].kind === "day") last.push(named);
    else lines.push([named]);
  }
  return lines;
}

type FilterFieldProps = { readonly filter: Filter; readonly value: string | readonly string[] | undefined; readonly onChange: (value: string | readonly string[] | undefined) => void };

function FilterField({ filter, value, onChange }: FilterFieldProps) {
  const say = useSay();
  const label = say(filter.label);
  const text = typeof value === "string" ? value : undefined;
  if (filter.kind === "text") return <TextFilter label={label} hint={say(filter.hint ?? filter.label)} value={text} onChange={onChange} />;
  if (filter.kind === "day") return <span className="filter-day"><span>{label}</span><DayField value={text} onChange={onChange} label={label} /></span>;
  const options = filter.choices.map((choice) => ({ value: choice.value, label: say(choice.label) }));
  const common = { placeholder: label, "aria-label": label, options, allowClear: true, popupMatchSelectWidth: false, className: "filter-choice", showSearch: options.length > 8 ? { optionFilterProp: "label" } : false } as const;
  if (filter.kind === "choice") return <Select {...common} value={text} onChange={(next: string | undefined) => onChange(next)} />;
  return <Select {...common} mode="multiple" maxTagCount={1} maxTagTextLength={6} value={typeof value === "object" ? [...value] : []} onChange={(next: string[]) => onChange(next)} />;
}

const TYPING_MS = 350;

function TextFilter({ label, hint, value, onChange }: { readonly label: string; readonly hint: string; readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }) {
  const [draft, setDraft] = useState(value ?? "");
  useEffect(() => setDraft(value ?? ""), [value]);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  // Only typing starts the clock; `onChange` is new at every render.
  useEffect(() => {
    if (draft === (latest.current.value ?? "")) return;
    const timer = setTimeout(() => latest.current.onChange(draft.trim() || undefined), TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return <Input className="filter-text" allowClear placeholder={hint} aria-label={label} value={draft} onChange={(event) => setDraft(event.target.value)} onPressEnter={() => onChange(draft.trim() || undefined)} />;
}
