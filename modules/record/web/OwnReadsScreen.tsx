import { Card } from "#ui/frame/Card.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { DataTable } from "#ui/table/DataTable.tsx";
import { useList } from "#ui/use-view.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listOwnReads } from "../contract/index.ts";
import { ownColumns, readKey } from "./read-columns.ts";
import { ReadPanel } from "./ReadPanel.tsx";
import { readWords } from "./read-words.ts";
import "./record.css";

/** For everybody: who looked at my own record, why, and what they were shown. */
export default function OwnReadsScreen() {
  const t = useWords(readWords);
  const say = useSay();
  const listed = useListed();
  const workspace = useWorkspace();
  const list = useList(listOwnReads, {});
  const open = list.rows.find((row) => readKey(row) === workspace.openId);
  return (
    <Page title={t.ownTitle} lead={t.ownLead}>
      <Split
        list={
          <>
            <DataTable name="record.own-reads" list={list} rowKey={readKey} columns={ownColumns({ t, say, listed })} onOpen={(row) => workspace.show(readKey(row))} openKey={workspace.openId} empty={{ title: t.ownNone, next: t.ownNoneNext }} />
            <Card title={t.objectTitle}><p>{t.object}</p></Card>
          </>
        }
        workspace={open ? <ReadPanel key={readKey(open)} read={open} isAudit={false} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}
