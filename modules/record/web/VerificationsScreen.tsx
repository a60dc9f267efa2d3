import { Page } from "#ui/frame/Page.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Split, useWorkspace, Workspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList, useView } from "#ui/use-view.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { getVerification, listVerifications, type Verification } from "../contract/index.ts";
import { Facts, Mono } from "./Pieces.tsx";
import { useVerification } from "./use-verification.ts";
import { secondsOf, VerificationView } from "./VerificationView.tsx";
import { verificationTone } from "./vocabulary.ts";
import { verificationWords } from "./verification-words.ts";

/** Every verification there was, and what each found. */
export default function VerificationsScreen() {
  const t = useWords(verificationWords);
  const workspace = useWorkspace();
  const list = useList(listVerifications, {});
  return (
    <Page title={t.title} lead={t.lead}>
      <Split
        list={<DataTable name="record.verifications" list={list} rowKey={(row) => row.id} columns={columnsOf(t)} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} empty={{ title: t.none, next: t.noneNext, actions: <GoLink to="/record">{t.toStart}</GoLink> }} />}
        workspace={workspace.openId ? <VerificationPanel key={workspace.openId} id={workspace.openId} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

function VerificationPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords(verificationWords);
  const { data, error, refetch } = useView(getVerification, { id });
  const shown = useVerification(data ?? null);
  return (
    <Workspace title={shown ? formatMinute(shown.startedAt) : t.card} onClose={onClose}>
      {shown ? (
        <div className="record-stack">
          <VerificationView verification={shown} />
          {shown.verdict && (
            <Facts
              facts={[
                [t.size, formatNumber(shown.verdict.size)],
                [t.root, <Mono key="r" text={shown.verdict.root} />],
                [t.sinceShort, shown.verdict.since === null ? null : formatNumber(shown.verdict.since)],
                [t.duration, secondsOf(shown) === undefined ? null : t.seconds(secondsOf(shown) ?? "")],
              ]}
            />
          )}
        </div>
      ) : (
        error && <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
    </Workspace>
  );
}

const resultOf = (t: typeof verificationWords.zh, { state, verdict }: Verification): string => (state === "running" ? t.underWay : !verdict ? t.notDone : verdict.sound ? t.sound : t.unsound);

const columnsOf = (t: typeof verificationWords.zh): readonly Column<Verification>[] => [
  { key: "started", title: { zh: "开始时间", en: "Begun" }, text: (row) => formatMinute(row.startedAt), width: 150, sticky: true },
  { key: "result", title: { zh: "结论", en: "Verdict" }, text: (row) => resultOf(t, row), cell: (row) => <StatusTag tone={verificationTone(row)}>{resultOf(t, row)}</StatusTag>, width: 110 },
  { key: "checked", title: { zh: "核验条目", en: "Entries" }, text: (row) => (row.verdict ? formatNumber(row.verdict.checked) : ""), align: "number", width: 110 },
  { key: "since", title: { zh: "旧检查点", en: "Older checkpoint" }, text: (row) => (row.verdict?.since ? formatNumber(row.verdict.since) : ""), align: "number", width: 130 },
  { key: "took", title: { zh: "用时", en: "Took" }, text: (row) => (secondsOf(row) === undefined ? "" : t.seconds(secondsOf(row) ?? "")), align: "number", width: 96 },
  { key: "by", title: { zh: "核验人", en: "By" }, text: (row) => row.startedBy, width: 160 },
];
