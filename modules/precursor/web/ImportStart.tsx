import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { useRef, useState, type DragEvent } from "react";
import { CallRefused, CallUnanswered, type CallProblem } from "#ui/call.ts";
import { ErrorSummary } from "#ui/form/ErrorSummary.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { upload } from "#ui/upload.ts";
import { useCommand } from "#ui/use-command.ts";
import { useDownload } from "#ui/use-download.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getTemplate, ImportKind, stageImport } from "../contract/import.api.ts";
import { importWords } from "./import-words.ts";
import "./import.css";
import { IMPORT_KIND_WORDS } from "./kind-words.ts";

/** Choose the kind, take its template, give the file. @param onStaged receives the new import's id */
export function ImportStart({ onStaged }: { readonly onStaged: (id: string) => void }) {
  const t = useWords(importWords);
  const say = useSay();
  const setState = useSetUrlState();
  const { kind: asked } = useUrlState();
  const kind = ImportKind.options.find((each) => each === asked) ?? "declarations";
  const { save, isBusy } = useDownload();
  const help = { enterprises: t.kindHelpEnterprises, permits: t.kindHelpPermits, norms: t.kindHelpNorms, declarations: t.kindHelpDeclarations };
  return (
    <Card>
      <div className="import-start">
        <fieldset className="import-kinds">
          <legend>{t.kind}</legend>
          {ImportKind.options.map((each) => (
            <label key={each} data-chosen={each === kind ? "" : undefined}>
              <input type="radio" name="import-kind" checked={each === kind} onChange={() => setState({ kind: each }, "replace")} />
              <span><strong>{say(IMPORT_KIND_WORDS[each])}</strong><small>{help[each]}</small></span>
            </label>
          ))}
        </fieldset>
        <div className="import-file">
          <FileDrop key={kind} kind={kind} onStaged={onStaged} />
          <p className="soft"><Button size="small" icon={<DownloadOutlined />} loading={isBusy} onClick={() => void save(getTemplate, { kind })}>{t.template}</Button>　{t.templateHelp}</p>
        </div>
      </div>
    </Card>
  );
}

type Sending = { readonly name: string; readonly part: number; readonly stop: () => void };

function FileDrop({ kind, onStaged }: { readonly kind: ImportKind; readonly onStaged: (id: string) => void }) {
  const t = useWords(importWords);
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const stage = useCommand(stageImport, { toastProblem: false, onDone: ({ id }) => onStaged(id) });

  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    const control = new AbortController();
    const show = (part: number) => setSending({ name: file.name, part, stop: () => control.abort() });
    setProblem(null);
    stage.reset();
    show(0);
    try {
      const stored = await upload(file, { onProgress: show, signal: control.signal });
      show(1);
      await stage.run({ kind, fileId: stored.id });
    } catch (cause) {
      if (!(cause instanceof CallRefused || cause instanceof CallUnanswered)) throw cause;
      if (!control.signal.aborted) setProblem(cause);
    } finally {
      setSending(null);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  const shownProblem = problem ?? stage.problem;
  return (
    <>
      {shownProblem && <ErrorSummary problem={shownProblem} />}
      <div className="file-drop" data-over={isOver ? "" : undefined} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={onDrop}>
        <input ref={chooser} type="file" accept=".xlsx,.csv,.txt" hidden onChange={(event) => (void send(event.target.files?.[0]), (event.target.value = ""))} />
        {sending ? (
          <div className="file-sending" role="status">
            <p>{sending.part < 1 ? t.uploading(Math.floor(sending.part * 100), sending.name) : t.checking(sending.name)}</p>
            <Progress percent={Math.floor(sending.part * 100)} status={sending.part < 1 ? "normal" : "active"} showInfo={false} />
            {sending.part < 1 && <Button size="small" onClick={sending.stop}>{t.stop}</Button>}
          </div>
        ) : (
          <button type="button" onClick={() => chooser.current?.click()}><InboxOutlined /><strong>{t.drop}</strong><small>{t.dropHelp}</small></button>
        )}
      </div>
    </>
  );
}
