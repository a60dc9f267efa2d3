import { LinkOutlined } from "@ant-design/icons";
import { App, Button, Spin } from "antd";
import { useMemo } from "react";
import type { InputOf } from "#kernel/contract.ts";
import { Card, Figures } from "#ui/frame/Card.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { GraphView } from "#ui/graph/index.ts";
import { useView } from "#ui/use-view.ts";
import { formatMass, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getTrace } from "../contract/balance.api.ts";
import { useAskedScope } from "./ScopePickers.tsx";
import { traceGraph, TRACE_KINDS, type Trace } from "./trace-graph.ts";
import { TraceAsk, useAskedTrace } from "./TraceAsk.tsx";
import { TraceMovements } from "./TraceMovements.tsx";
import { TracePanel } from "./TracePanel.tsx";
import { traceWords } from "./trace-words.ts";
import { useSubstances } from "./use-substances.ts";

/** Where a lot came from and went, as a graph, a table and the declarations behind every step. */
export default function TraceScreen() {
  const t = useWords(traceWords);
  const asked = useAskedTrace();
  const scope = useAskedScope();
  const view = useView(getTrace, asked ?? { enterprise: scope.enterprise ?? "", lot: "" }, { enabled: asked !== null });
  return (
    <Page title={t.title} lead={t.lead} actions={asked && <ShareLink />}>
      <TraceAsk key={JSON.stringify(asked)} />
      {!asked ? (
        <Card><Notice title={t.startTitle} next={t.startNext} /></Card>
      ) : view.error ? (
        <Card><ProblemNotice problem={view.error} onRetry={() => void view.refetch()} /></Card>
      ) : view.data && !view.isPlaceholderData ? (
        <Shown trace={view.data} asked={asked} />
      ) : (
        <Card><Spin /></Card>
      )}
    </Page>
  );
}

function Shown({ trace, asked }: { readonly trace: Trace; readonly asked: InputOf<typeof getTrace> }) {
  const t = useWords(traceWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  const workspace = useWorkspace();
  const { lot } = useUrlState();
  const graph = useMemo(() => traceGraph(trace, { say, substance: nameOf }), [trace, say, nameOf]);
  const origin = trace.nodes.find((node) => node.depth === 0);
  const enterprises = new Set(trace.nodes.map((node) => node.enterprise)).size;
  const heldMg = trace.nodes.filter((node) => node.depth >= 0).reduce((sum, node) => sum + node.heldMg, 0);
  const list = (
    <>
      <Figures
        figures={[
          { label: t.origin, value: formatMass(origin?.massMg ?? 0), note: origin && nameOf(origin.substanceId) },
          { label: t.held, value: formatMass(heldMg) },
          { label: t.enterprises, value: formatNumber(enterprises) },
          { label: t.lotsCount, value: formatNumber(trace.nodes.length), note: t.movementsCount(formatNumber(trace.edges.length)) },
        ]}
      />
      {trace.truncated && <p className="inline-note" role="note"><span>{t.truncated}</span></p>}
      <Card title={t.graph} flush>
        {trace.edges.length === 0 ? <Notice title={t.alone} /> : <GraphView graph={graph} kinds={TRACE_KINDS} name={`trace-${lot ?? ""}`} height={620} onOpen={workspace.show} openId={workspace.openId} />}
      </Card>
      <TraceMovements trace={trace} asked={asked} onOpen={workspace.show} openId={workspace.openId} />
    </>
  );
  return <Split list={list} workspace={workspace.openId ? <TracePanel key={workspace.openId} trace={trace} id={workspace.openId} onClose={workspace.close} /> : null} />;
}

function ShareLink() {
  const t = useWords(traceWords);
  const { message } = App.useApp();
  const copy = async () => {
    // Plain http has no clipboard: there the address bar is the way.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(location.href);
    void message.success(t.copied);
  };
  return navigator.clipboard ? <Button icon={<LinkOutlined />} onClick={() => void copy()}>{t.share}</Button> : null;
}
