import { FileProtectOutlined } from "@ant-design/icons";
import { Button, Spin } from "antd";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { useGo } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { useView } from "#ui/use-view.ts";
import { formatNumber, formatSecond } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getEntry, type EntryView } from "../contract/index.ts";
import { entryWords } from "./entry-words.ts";
import { Actor, Facts, Mono, Section, useUnitLabel } from "./Pieces.tsx";

/** Accounts of people and programs; the operator of the machine and the system itself have none. */
const HAS_ACCOUNT = new Set(["official", "enterprise", "program"]);

export function EntryPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords(entryWords);
  const say = useSay();
  const go = useGo();
  const { data, error, refetch } = useView(getEntry, { id });
  const footer = data && !data.sealed && <Button type="primary" icon={<FileProtectOutlined />} onClick={() => go(`/record/receipt/${data.id}`)}>{t.receipt}</Button>;
  return (
    <Workspace title={data ? (data.title ? say(data.title) : data.name) : t.look} onClose={onClose} {...(footer ? { footer } : {})}>
      {data ? <Entry entry={data} /> : error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Spin />}
    </Workspace>
  );
}

function Entry({ entry }: { readonly entry: EntryView }) {
  const t = useWords(entryWords);
  const unitLabel = useUnitLabel();
  const account = useAccount();
  const seesAccounts = mayEnter(account, "access.account.read") && HAS_ACCOUNT.has(entry.actor.kind);
  return (
    <div className="record-stack">
      {entry.sealed && <p className="record-note"><strong>{t.sealed}</strong>　{t.sealedHelp}</p>}
      <Facts
        facts={[
          [t.index, entry.index === null ? t.notYet : formatNumber(entry.index)],
          [t.at, formatSecond(entry.at)],
          [t.unit, unitLabel(entry.unit)],
          [t.who, <Actor key="w" {...entry.actor} />],
          [t.name, <span key="n" className="code">{entry.name}</span>],
          [t.id, <Mono key="i" text={entry.id} />],
          [t.command, <Mono key="c" text={entry.command} />],
        ]}
      />
      <Section title={t.same}>
        <div className="record-buttons">
          <GoLink to={`/record/entries?account=${encodeURIComponent(entry.actor.id)}`}>{t.sameAccount}</GoLink>
          <GoLink to={`/record/entries?name=${encodeURIComponent(entry.name)}`}>{t.sameName}</GoLink>
          {seesAccounts && <GoLink to={`/access/accounts?open=${entry.unit}.${entry.actor.id}`}>{t.seeAccount}</GoLink>}
        </div>
      </Section>
    </div>
  );
}
