import { Progress } from "antd";
import { Card } from "#ui/frame/Card.tsx";
import { formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import type { ImportView } from "../contract/import.api.ts";
import { importWords } from "./import-words.ts";
import "./import.css";

/** The server is at work: how far it is. Without a view yet, only that it has begun. */
export function ImportProgress({ view }: { readonly view: ImportView | undefined }) {
  const t = useWords(importWords);
  const isWriting = view?.state === "committing";
  const checked = view ? view.accepted + view.unchanged + view.refused : 0;
  const [done, total] = view === undefined ? [0, 0] : isWriting ? [view.done, view.accepted] : view.state === "undoing" ? [view.accepted - view.done, view.accepted] : [checked, view.rowsTotal];
  const lead = isWriting ? t.committing : view?.state === "undoing" ? t.undoing : t.stagingLead;
  return (
    <Card title={view?.fileName ?? t.stepCheck}>
      <div className="import-progress" role="status">
        <p>{lead}</p>
        <Progress percent={total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0} status="active" />
        {total > 0 && <p className="soft number" style={{ textAlign: "left" }}>{t.rows(formatNumber(done), formatNumber(total))}</p>}
      </div>
    </Card>
  );
}
