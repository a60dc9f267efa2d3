import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { ErrorSummary } from "#ui/form/ErrorSummary.tsx";
import { ReasonDialog } from "#ui/form/ReasonDialog.tsx";
import { Card, Figures } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { useGo } from "#ui/frame/url.ts";
import { useSentFor } from "#ui/sent-commands.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useDownload } from "#ui/use-download.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { commitImport, getImportErrors, undoImport, type ImportView } from "../contract/import.api.ts";
import { ImportErrors } from "./ImportErrors.tsx";
import { importWords } from "./import-words.ts";
import "./import.css";
import { IMPORT_KIND_WORDS, IMPORT_STATE_TONES, IMPORT_STATE_WORDS } from "./kind-words.ts";
import { Facts } from "./Pieces.tsx";

const UNDO_MS = 24 * 3_600_000;

type ImportResultProps = { readonly view: ImportView; readonly onStartOver: () => void };

/** An import that waits for a person's word, or is over: its counts, its errors, and what can be done. */
export function ImportResult({ view, onStartOver }: ImportResultProps) {
  const t = useWords(importWords);
  const say = useSay();
  const { save, isBusy } = useDownload();
  const isDone = view.state === "done" || view.state === "undone";
  return (
    <>
      <Figures
        figures={[
          { label: t.total, value: formatNumber(view.rowsTotal), note: say(IMPORT_KIND_WORDS[view.kind]) },
          { label: isDone ? t.acceptedDone : t.accepted, value: formatNumber(view.accepted) },
          { label: t.unchanged, value: formatNumber(view.unchanged), note: view.voided > 0 ? t.voidedNote(formatNumber(view.voided)) : t.unchangedNote, ...(view.voided > 0 ? { tone: "warning" as const } : {}) },
          { label: t.refused, value: formatNumber(view.refused), note: view.refused > 0 ? t.refusedNote : t.noErrors, ...(view.refused > 0 ? { tone: "warning" as const } : {}) },
        ]}
      />
      <Card title={<span className="code">{view.fileName}</span>} extra={<StatusTag tone={IMPORT_STATE_TONES[view.state]}>{say(IMPORT_STATE_WORDS[view.state])}</StatusTag>}>
        <div className="stack">
          <Facts
            facts={[
              [t.operator, view.accountName ?? t.nameless],
              [t.stagedAt, formatMinute(view.stagedAt)],
              ...(view.committedAt ? [[t.committedAt, formatMinute(view.committedAt)] as const] : []),
              ...(view.undoneAt ? [[t.undoneAt, formatMinute(view.undoneAt)] as const] : []),
              [t.sha256, <span key="h" className="code">{view.sha256}</span>],
            ]}
          />
          <NextStep view={view} />
          <div className="import-acts no-print">
            <CommitButton view={view} />
            {view.refused > 0 && <Button icon={<DownloadOutlined />} loading={isBusy} onClick={() => void save(getImportErrors, { id: view.id })}>{t.errorsFile}</Button>}
            <Button onClick={onStartOver}>{view.state === "staged" ? t.other : t.anotherFile}</Button>
            <UndoButton view={view} />
          </div>
        </div>
      </Card>
      {view.refusals.length > 0 && <ImportErrors view={view} />}
    </>
  );
}

function NextStep({ view }: { readonly view: ImportView }) {
  const t = useWords(importWords);
  const go = useGo();
  const sent = useSentFor(commitImport, view.id);
  if (view.state === "undone") return <p>{t.undoneNext}</p>;
  if (view.state === "failed") return <p><strong>{t.failed}</strong>　{t.failedNext}</p>;
  if (view.state === "staged") return view.can.commit ? null : <p>{t.nothingNew}</p>;
  const links = {
    enterprises: [["/precursor/enterprises", t.seeEnterprises]],
    permits: [["/precursor/permits", t.seePermits], ["/precursor/findings", t.seeFindings]],
    norms: [],
    declarations: [["/precursor/findings", t.seeFindings], ["/precursor/declarations", t.seeDeclarations]],
  } as const satisfies { readonly [kind in ImportView["kind"]]: readonly (readonly [string, string])[] };
  return (
    <>
      <p><strong>{t.doneTitle(formatNumber(view.accepted))}</strong>　{t.doneNext}</p>
      <div className="import-acts">{links[view.kind].map(([to, label], at) => <Button key={to} type={at === 0 ? "primary" : "default"} onClick={() => go(to)}>{label}</Button>)}{sent && <GoLink className="ant-btn ant-btn-default" to={`/record/receipt/${sent.commandId}`}>{t.receiptOfRecord}</GoLink>}</div>
    </>
  );
}

function CommitButton({ view }: { readonly view: ImportView }) {
  const t = useWords(importWords);
  const commit = useCommand(commitImport, { toastProblem: false, keepsSent: true });
  if (!view.can.commit) return null;
  const rows = formatNumber(view.accepted);
  return (
    <>
      {commit.problem && <div style={{ flex: "1 0 100%" }}><ErrorSummary problem={commit.problem} /></div>}
      <Button type="primary" loading={commit.isRunning} onClick={() => void commit.run({ id: view.id })}>{view.refused > 0 ? t.commitSome(rows, formatNumber(view.refused)) : t.commit(rows)}</Button>
    </>
  );
}

function UndoButton({ view }: { readonly view: ImportView }) {
  const t = useWords(importWords);
  const [isAsking, ask] = useState(false);
  const undo = useCommand(undoImport, { toastProblem: false, onDone: () => ask(false) });
  if (!view.can.undo) return null;
  return (
    <>
      <Button danger onClick={() => ask(true)}>{t.undo}</Button>
      {view.committedAt && <span className="soft">{t.undoUntil(formatMinute(Date.parse(view.committedAt) + UNDO_MS))}</span>}
      <ReasonDialog open={isAsking} danger title={t.undoTitle} consequence={t.undoConsequence(formatNumber(view.accepted), view.fileName)} confirm={t.undo} isRunning={undo.isRunning} problem={undo.problem} onConfirm={(reason) => void undo.run({ id: view.id, reason })} onCancel={() => ask(false)} />
    </>
  );
}
