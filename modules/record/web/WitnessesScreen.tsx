import { DownloadOutlined, ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Page } from "#ui/frame/Page.tsx";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { useDownload } from "#ui/use-download.ts";
import { useView } from "#ui/use-view.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { exportForWitness, getLogHealth, type Witness } from "../contract/index.ts";
import { witnessState } from "./age.ts";
import { ImportCosignatures } from "./ImportCosignatures.tsx";
import { useNow } from "./Pieces.tsx";
import { RegisterWitness } from "./RegisterWitness.tsx";
import { staticList } from "./static-list.ts";
import { WitnessPanel } from "./WitnessPanel.tsx";
import { WitnessTag } from "./WitnessState.tsx";
import { witnessWords } from "./witness-words.ts";

type Asking = "register" | "import" | null;

/** Who outside keeps our checkpoints and signs them, and how far each has seen. */
export default function WitnessesScreen() {
  const t = useWords(witnessWords);
  const now = useNow(60_000);
  const { data, error, refetch } = useView(getLogHealth, {});
  const workspace = useWorkspace();
  const [asking, ask] = useState<Asking>(null);
  const { save, isBusy } = useDownload();
  const mayManage = data?.can.includes("manage-witnesses") === true;
  const size = data?.size ?? 0;
  const open = data?.witnesses.find(({ name }) => name === workspace.openId);
  const register = <Button type="primary" icon={<PlusOutlined />} onClick={() => ask("register")}>{t.register}</Button>;
  const actions = (
    <>
      <Button icon={<DownloadOutlined />} loading={isBusy} disabled={size === 0} title={t.exportBareHelp} onClick={() => void save(exportForWitness, {})}>{t.export}</Button>
      {mayManage && <Button icon={<ImportOutlined />} onClick={() => ask("import")}>{t.import}</Button>}
      {mayManage && register}
    </>
  );
  return (
    <Page title={t.title} lead={t.lead} actions={data && actions}>
      <Split
        list={<DataTable name="record.witnesses" list={staticList(data?.witnesses, error, () => void refetch())} rowKey={(row) => row.name} columns={columnsOf(t, size, now)} onOpen={(row) => workspace.show(row.name)} openKey={workspace.openId} empty={{ title: t.none, next: mayManage ? t.noneNext : t.noneNextRead, ...(mayManage ? { actions: register } : {}) }} />}
        workspace={open ? <WitnessPanel key={open.name} witness={open} size={size} mayManage={mayManage} onClose={workspace.close} /> : null}
      />
      {asking === "register" && <RegisterWitness onClose={() => ask(null)} onDone={({ name }) => (ask(null), workspace.show(name))} />}
      {asking === "import" && <ImportCosignatures onClose={() => ask(null)} />}
    </Page>
  );
}

const columnsOf = (t: typeof witnessWords.zh, size: number, now: number): readonly Column<Witness>[] => [
  { key: "party", title: { zh: "单位", en: "Party" }, text: (row) => row.party, width: 180, sticky: true },
  { key: "state", title: { zh: "情况", en: "State" }, text: (row) => t[witnessState(row, size, now)], cell: (row) => <WitnessTag witness={row} size={size} />, width: 150 },
  { key: "seen", title: { zh: "已见证", en: "Witnessed" }, text: (row) => (row.lastSize === null ? "" : formatNumber(row.lastSize)), align: "number", width: 110 },
  { key: "lag", title: { zh: "落后条数", en: "Behind by" }, text: (row) => (row.retiredAt === null ? formatNumber(Math.max(0, size - (row.lastSize ?? 0))) : ""), align: "number", width: 110 },
  { key: "last", title: { zh: "最近签字", en: "Last signed" }, text: (row) => (row.lastAt ? formatMinute(row.lastAt) : t.never), width: 150 },
  { key: "name", title: { zh: "名称", en: "Name" }, text: (row) => row.name, cell: (row) => <span className="code">{row.name}</span>, width: 220 },
  { key: "since", title: { zh: "登记时间", en: "Registered" }, text: (row) => formatMinute(row.since), width: 150, spare: true },
  { key: "vkey", title: { zh: "核验公钥", en: "Verifier key" }, text: (row) => row.vkey, width: 380, spare: true },
];
