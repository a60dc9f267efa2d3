import { ArrowsAltOutlined, CloseOutlined, ShrinkOutlined } from "@ant-design/icons";
import { useEffect, useRef, type ReactNode } from "react";
import { preference } from "../preference.ts";
import { useWords } from "../words/words.ts";
import { frameWords } from "./frame-words.ts";
import { useSetUrlState, useUrlState } from "./url.ts";

const widthPreference = preference("qingyu.workspace", ["normal", "wide"], "normal");

/** What the right-hand workspace shows, kept in the address as `open`, so that a link opens the same. */
export function useWorkspace(): { readonly openId: string | undefined; show(id: string): void; close(): void } {
  const { open } = useUrlState();
  const setState = useSetUrlState();
  return { openId: open, show: (id) => setState({ open: id }, open ? "replace" : "push"), close: () => setState({ open: undefined }, "replace") };
}

/** A list that stays where it is, and beside it the workspace when something is open. */
export function Split({ list, workspace }: { readonly list: ReactNode; readonly workspace: ReactNode | null }) {
  return <div className="split" data-open={workspace ? "" : undefined}><div className="split-list">{list}</div>{workspace}</div>;
}

type WorkspaceProps = { readonly title: ReactNode; readonly onClose: () => void; readonly footer?: ReactNode; readonly children: ReactNode };

/** The panel itself. Opening does not take the focus, so that arrow keys go on in the list; Esc closes. */
export function Workspace({ title, onClose, footer, children }: WorkspaceProps) {
  const words = useWords(frameWords);
  const width = widthPreference.use();
  useEscape(onClose);
  return (
    <aside className="workspace" data-wide={width === "wide" ? "" : undefined} aria-label={typeof title === "string" ? title : undefined}>
      <div className="workspace-head">
        <h2 tabIndex={-1}>{title}</h2>
        <div className="workspace-tools">
          <button type="button" title={width === "wide" ? words.narrowPanel : words.widenPanel} aria-label={width === "wide" ? words.narrowPanel : words.widenPanel} onClick={() => widthPreference.set(width === "wide" ? "normal" : "wide")}>{width === "wide" ? <ShrinkOutlined /> : <ArrowsAltOutlined />}</button>
          <button type="button" title={words.closePanel} aria-label={words.closePanel} onClick={onClose}><CloseOutlined /></button>
        </div>
      </div>
      <div className="workspace-body">{children}</div>
      {footer && <div className="workspace-foot no-print">{footer}</div>}
    </aside>
  );
}

function useEscape(onClose: () => void) {
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A dialog or an open list above the panel takes Esc for itself.
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(".ant-modal-wrap:not([style*='display: none']), .palette")) latest.current();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
