import { Button } from "antd";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { useSetUrlState } from "#ui/frame/url.ts";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { formatMass, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { LOT_MOVEMENT_WORDS } from "./kind-words.ts";
import { DeclarationLink, Facts, Party, Section, splitDeclarationKey } from "./Pieces.tsx";
import { edgesAt, lotOf, partyOf, type Trace, type TraceEdge } from "./trace-graph.ts";
import { traceWords } from "./trace-words.ts";
import { useSubstances } from "./use-substances.ts";

type TracePanelProps = { readonly trace: Trace; readonly id: string; readonly onClose: () => void };

/** One lot of a trace, or one kind of movement out of the books, with the declarations it is made of. */
export function TracePanel({ trace, id, onClose }: TracePanelProps) {
  const t = useWords(traceWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  const setState = useSetUrlState();
  const node = trace.nodes.find((each) => each.id === id);
  const edges = edgesAt(trace, id);
  const [first] = edges;
  const title = node ? lotOf(node, say) : first ? say(LOT_MOVEMENT_WORDS[first.movement]) : t.none;
  const footer = node && node.depth !== 0 && node.lot !== "" && (
    <Button onClick={() => setState({ enterprise: node.enterprise, lot: node.lot, substance: node.substanceId, open: undefined })}>{t.continueHere}</Button>
  );
  return (
    <Workspace title={title} onClose={onClose} footer={footer}>
      <div className="stack">
        {node && (
          <Facts
            facts={[
              [t.enterprise, <Party key="e" uscc={node.enterprise} name={node.enterpriseName} />],
              [t.lot, <span key="l" className="code">{lotOf(node, say)}</span>],
              [t.substanceName, nameOf(node.substanceId)],
              [t.massAll, formatMass(node.massMg)],
              [t.attributed, formatMass(node.attributedMg)],
              [t.heldMass, formatMass(node.heldMg)],
            ]}
          />
        )}
        <Section title={t.movements} note={String(edges.length)}>
          {edges.length === 0 && <p className="soft">{t.none}</p>}
          <ul className="link-list">{edges.map((edge) => <Movement key={edge.id} edge={edge} trace={trace} />)}</ul>
        </Section>
        {node && <p><GoLink to={`/precursor/declarations?enterprise=${node.enterprise}&lot=${encodeURIComponent(node.lot)}`}>{t.declarations} · {lotOf(node, say)}</GoLink></p>}
      </div>
    </Workspace>
  );
}

function Movement({ edge, trace }: { readonly edge: TraceEdge; readonly trace: Trace }) {
  const t = useWords(traceWords);
  const say = useSay();
  const nameOfEnd = (id: string | null) => {
    const node = trace.nodes.find((each) => each.id === id);
    return node ? `${partyOf(node)} · ${lotOf(node, say)}` : t.outside;
  };
  const isDifferent = edge.massMg !== edge.arrivedMg;
  return (
    <li>
      <strong>{say(LOT_MOVEMENT_WORDS[edge.movement])}</strong>　{formatMass(edge.massMg)}{isDifferent && edge.to && edge.from && <>　→ {formatMass(edge.arrivedMg)}</>}　<span className="soft">{formatMinute(edge.at)}</span>
      <div className="soft">{nameOfEnd(edge.from)} → {nameOfEnd(edge.to)}</div>
      <div>{edge.declarations.map((key, at) => <span key={key}>{at > 0 && "、"}<DeclarationLink {...splitDeclarationKey(key)} /></span>)}</div>
    </li>
  );
}
