import { Select } from "antd";
import { useEffect, useState } from "react";
import { useAccount } from "#ui/frame/account.ts";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { listEnterprises } from "../contract/register.api.ts";
import "./room-pieces.css";
import { useSubstances } from "./use-substances.ts";

const TYPING_MS = 300;

type PickerProps = { readonly value: string | undefined; readonly onChange: (value: string | undefined) => void; readonly id?: string; readonly invalid?: boolean; readonly className?: string };

/** An enterprise by name or credit code. A full code that is not found can still be taken: it may not be registered yet. */
export function EnterprisePicker({ value, onChange, id, invalid, className = "scope-picker" }: PickerProps) {
  const t = useWords(pickerWords);
  const [text, type] = useState("");
  const asked = useDelayed(text.trim());
  const { data, isFetching } = useView(listEnterprises, asked ? { q: asked, limit: 20 } : { limit: 20 });
  const shown = useView(listEnterprises, { q: value, limit: 1 }, { enabled: value !== undefined });
  const chosen = shown.data?.rows.find((row) => row.uscc === value);
  const found = (data?.rows ?? []).map((row) => ({ value: row.uscc, label: row.name, detail: row.uscc }));
  const typed = /^[0-9A-Z]{18}$/i.test(asked) && !found.some((row) => row.value === asked.toUpperCase()) ? [{ value: asked.toUpperCase(), label: asked.toUpperCase(), detail: t.unknownCode }] : [];
  const own = value && !found.some((row) => row.value === value) ? [{ value, label: chosen?.name ?? value, detail: value }] : [];
  return (
    <Select
      id={id}
      className={className}
      aria-label={t.enterprise}
      placeholder={t.enterprise}
      value={value}
      status={invalid ? "error" : undefined}
      onChange={(next: string | undefined) => onChange(next)}
      allowClear
      showSearch={{ filterOption: false, onSearch: type }}
      loading={isFetching}
      popupMatchSelectWidth={340}
      notFoundContent={isFetching ? t.searching : t.nothing}
      options={[...own.filter(() => asked === ""), ...found, ...typed]}
      optionRender={(option) => <span>{option.label}<br /><small className="code soft">{option.data.detail}</small></span>}
    />
  );
}

/** A substance by Chinese or English name, CAS number or pinyin initials. */
export function SubstancePicker({ value, onChange, id, invalid, className = "scope-picker" }: PickerProps) {
  const t = useWords(pickerWords);
  const say = useSay();
  const { choices } = useSubstances();
  return (
    <Select
      id={id}
      className={className}
      aria-label={t.substance}
      placeholder={t.substance}
      value={value}
      status={invalid ? "error" : undefined}
      onChange={(next: string | undefined) => onChange(next)}
      allowClear
      showSearch={{ filterOption: (text, option) => (option?.search ?? "").includes(text.trim().toLowerCase()) }}
      popupMatchSelectWidth={320}
      options={choices.map(({ value: id_, label, search }) => ({ value: id_, label: say(label), search }))}
    />
  );
}

export type AskedScope = { readonly enterprise: string | undefined; readonly substance: string | undefined };

/** Which enterprise and substance the address asks about; a clerk's enterprise is always the clerk's own. */
export function useAskedScope(): AskedScope {
  const { enterprise, substance } = useUrlState();
  const { enterpriseUscc } = useAccount();
  return { enterprise: enterpriseUscc ?? (enterprise?.length === 18 ? enterprise : undefined), substance: substance || undefined };
}

/** Both pickers over a list, kept in the address. Staff of an enterprise see only their own book and choose none. */
export function ScopePickers() {
  const account = useAccount();
  const setState = useSetUrlState();
  const { enterprise, substance } = useAskedScope();
  return (
    <>
      {account.enterpriseUscc === undefined && <EnterprisePicker value={enterprise} onChange={(next) => setState({ enterprise: next }, "replace")} />}
      <SubstancePicker value={substance} onChange={(next) => setState({ substance: next }, "replace")} />
    </>
  );
}

function useDelayed(text: string): string {
  const [delayed, delay] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => delay(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return delayed;
}

const pickerWords = defineWords({
  zh: { enterprise: "企业名称或信用代码", substance: "品种", searching: "正在查找……", nothing: "没有找到。可输入完整的 18 位统一社会信用代码。", unknownCode: "按此代码查询（未在登记中）" },
  en: { enterprise: "Enterprise", substance: "Substance", searching: "Searching…", nothing: "Nothing found. You can enter the full 18-character credit code.", unknownCode: "Use this code (not on the register)" },
});
