import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { ReasonDialog } from "#ui/form/ReasonDialog.tsx";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useDownload } from "#ui/use-download.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { exportForWitness, retireWitness, type Witness } from "../contract/index.ts";
import { Facts, Mono } from "./Pieces.tsx";
import { WitnessReason, WitnessTag } from "./WitnessState.tsx";
import { witnessWords } from "./witness-words.ts";

/** As the contract asks for. */
const SHORTEST_REASON = 4;

type WitnessPanelProps = { readonly witness: Witness; readonly size: number; readonly mayManage: boolean; readonly onClose: () => void };

export function WitnessPanel({ witness, size, mayManage, onClose }: WitnessPanelProps) {
  const t = useWords(witnessWords);
  const { save, isBusy } = useDownload();
  const isActive = witness.retiredAt === null;
  const footer = (
    <>
      <Button type="primary" icon={<DownloadOutlined />} loading={isBusy} disabled={size === 0} onClick={() => void save(exportForWitness, { witness: witness.name })}>{t.exportFor}</Button>
      {mayManage && <Retire witness={witness} />}
    </>
  );
  return (
    <Workspace title={witness.party} onClose={onClose} {...(isActive ? { footer } : {})}>
      <div className="record-stack">
        <div><WitnessTag witness={witness} size={size} /><p className="soft"><WitnessReason witness={witness} size={size} /></p></div>
        <Facts
          facts={[
            [t.name, <span key="n" className="code">{witness.name}</span>],
            [t.seen, witness.lastSize === null ? null : t.entries(formatNumber(witness.lastSize))],
            [t.last, witness.lastAt ? formatMinute(witness.lastAt) : t.never],
            [t.since, formatMinute(witness.since)],
            ...(witness.retiredAt ? [[t.retiredAt, formatMinute(witness.retiredAt)] as const] : []),
            [t.vkey, <Mono key="v" text={witness.vkey} />],
          ]}
        />
        {isActive && <p className="soft">{t.exportHelp}</p>}
      </div>
    </Workspace>
  );
}

function Retire({ witness }: { readonly witness: Witness }) {
  const t = useWords(witnessWords);
  const [isAsking, ask] = useState(false);
  const retire = useCommand(retireWitness, { toastProblem: false, done: { zh: witnessWords.zh.retiredDone, en: witnessWords.en.retiredDone }, onDone: () => ask(false) });
  return (
    <>
      <Button danger onClick={() => ask(true)}>{t.retire}</Button>
      <ReasonDialog open={isAsking} danger title={t.retireTitle} consequence={t.retireConsequence(witness.name, witness.party)} confirm={t.retire} shortest={SHORTEST_REASON} isRunning={retire.isRunning} problem={retire.problem} onConfirm={(reason) => void retire.run({ name: witness.name, reason })} onCancel={() => (retire.reset(), ask(false))} />
    </>
  );
}
