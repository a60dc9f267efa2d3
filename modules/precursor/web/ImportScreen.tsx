import { Steps } from "antd";
import { useEffect, useState } from "react";
import { Card } from "#ui/frame/Card.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { useView } from "#ui/use-view.ts";
import { useWords } from "#ui/words/words.ts";
import { getImport, type ImportView } from "../contract/import.api.ts";
import { ImportHistory } from "./ImportHistory.tsx";
import { ImportProgress } from "./ImportProgress.tsx";
import { ImportResult } from "./ImportResult.tsx";
import { ImportStart } from "./ImportStart.tsx";
import { importWords } from "./import-words.ts";

const BUSY: ReadonlySet<ImportView["state"]> = new Set(["staging", "committing", "undoing"]);
const POLL_MS = 1_500;

/** From a file to the books in four steps. The import's id is in the address: a reload comes back to the same step. */
export default function ImportScreen() {
  const t = useWords(importWords);
  const id = useUrlState()["import"];
  const setState = useSetUrlState();
  const { data, error, refetch } = useWatchedImport(id);
  const isElsewhere = data !== undefined && data.id !== id;
  const shown = id && !isElsewhere ? data : undefined;
  const startOver = () => setState({ import: undefined });
  return (
    <Page title={t.title} lead={t.lead}>
      <Card>
        <Steps size="small" responsive={false} titlePlacement="vertical" current={stepOf(id, shown)} status={shown?.state === "failed" ? "error" : undefined} items={[t.stepChoose, t.stepCheck, t.stepImport, t.stepDone].map((title) => ({ title }))} />
      </Card>
      {!id ? (
        <ImportStart onStaged={(next) => setState({ import: next })} />
      ) : error && !shown ? (
        <Card><ProblemNotice problem={error} onRetry={() => void refetch()} /></Card>
      ) : !shown || BUSY.has(shown.state) ? (
        <ImportProgress view={shown} />
      ) : (
        <ImportResult view={shown} onStartOver={startOver} />
      )}
      <ImportHistory openId={id} onOpen={(next) => setState({ import: next })} />
    </Page>
  );
}

function stepOf(id: string | undefined, view: ImportView | undefined): number {
  if (!id) return 0;
  if (!view || view.state === "staging" || view.state === "staged" || view.state === "failed") return 1;
  return view.state === "committing" ? 2 : 3;
}

/** The import, asked for again while the server works on it; live messages come sooner. */
function useWatchedImport(id: string | undefined) {
  const [isBusy, setBusy] = useState(false);
  const view = useView(getImport, { id: id ?? "" }, { enabled: id !== undefined, ...(isBusy ? { refetchEveryMs: POLL_MS } : {}) });
  const state = view.data?.state;
  useEffect(() => setBusy(state !== undefined && BUSY.has(state)), [state]);
  return view;
}
