import { Button } from "antd";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { useGo } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { formatDay } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { SubstanceView } from "../../contract/index.ts";
import { classWords } from "../kind-words.ts";
import { Facts, Section } from "../Pieces.tsx";
import { catalogueWords } from "./words.ts";

const FIELDS = ["listing", "nameZh", "class", "cas", "added"] as const;

/** One entry with its rules, each with the text it rests on, and what of it a person has checked. */
export function SubstanceDetail({ substance, onClose }: { readonly substance: SubstanceView; readonly onClose: () => void }) {
  const t = useWords(catalogueWords);
  const say = useSay();
  const go = useGo();
  const account = useAccount();
  const footer = mayEnter(account, "precursor.read") && (
    <><Button type="primary" onClick={() => go(`/precursor/enterprises?substance=${substance.id}`)}>{t.where}</Button><Button onClick={() => go(`/precursor/findings?substance=${substance.id}`)}>{t.findings}</Button></>
  );
  return (
    <Workspace title={say({ zh: substance.nameZh, en: substance.nameEn })} onClose={onClose} footer={footer}>
      <div className="stack">
        <Facts
          facts={[
            [say({ zh: t.english, en: t.nameZh }), say({ zh: substance.nameEn, en: substance.nameZh })],
            [t.class, `${say(classWords(substance.class))} · ${substance.drugType ? t.drug : t.nonDrug}`],
            [t.unTable, substance.un1988 ? t.un(substance.un1988) : t.unNone],
            [t.cas, substance.cas.length > 0 ? <span key="cas" className="code">{substance.cas.join("　")}</span> : null],
            [t.hs, substance.hs6],
            [t.validFrom, substance.validFrom === null ? t.validAlways : formatDay(substance.validFrom)],
            [t.source, substance.source],
            [t.id, <span key="id" className="code">{substance.id}</span>],
          ]}
        />
        <Section title={t.rules}>
          {substance.notes.length === 0 ? <p className="soft">{t.noRules}</p> : (
            <ul className="rule-list">
              {substance.notes.map((note) => (
                <li key={note.en}>
                  {say(note)}{!note.verified && <span className="unverified" title={t.unverifiedWhy}>{t.unverified}</span>}
                  {note.source && <small className="soft">{t.source}：{note.source}</small>}
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section title={t.verification}>
          <ul className="field-checks">{FIELDS.map((field) => <li key={field}><StatusTag tone={substance.verified[field] ? "success" : "warning"}>{t[field]} {substance.verified[field] ? t.verified : t.unverified}</StatusTag></li>)}</ul>
          <p className="soft">{FIELDS.every((field) => substance.verified[field]) ? t.verifiedAll : t.unverifiedWhy}</p>
        </Section>
      </div>
    </Workspace>
  );
}
