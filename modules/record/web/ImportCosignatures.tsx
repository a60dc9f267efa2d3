import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useCommand } from "#ui/use-command.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { addCosignatures } from "../contract/index.ts";
import { TextFile } from "./Pieces.tsx";
import { witnessWords } from "./witness-words.ts";

/** What a witness returned, as file or text; the server verifies every signature before it keeps one. */
export function ImportCosignatures({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(witnessWords);
  const say = useSay();
  const [note, setNote] = useState("");
  const [fileName, setFileName] = useState<string>();
  const command = useCommand(addCosignatures, { toastProblem: false });
  const kept = command.output?.kept;
  const change = (text: string, name?: string) => {
    setNote(text);
    setFileName(name);
    command.reset();
  };
  const footer = kept ? <Button type="primary" onClick={onClose}>{t.close}</Button> : <><Button onClick={onClose}>{t.cancel}</Button><Button type="primary" disabled={note.trim() === ""} loading={command.isRunning} onClick={() => void command.run({ note: `${note.trim()}\n` })}>{t.importGo}</Button></>;
  return (
    <Modal open title={t.importTitle} onCancel={onClose} footer={footer} width={640} destroyOnHidden>
      <div className="record-stack record-paste">
        {command.problem && <div className="record-problem" role="alert">{say(command.problem.words)}</div>}
        {kept ? (
          <div role="status">
            <p><strong>{kept.length > 0 ? t.kept(kept.length) : t.keptNone}</strong></p>
            <ul className="record-points">{kept.map(({ name, size, at }) => <li key={name}>{t.keptOne(name, formatNumber(size), formatMinute(at))}</li>)}</ul>
          </div>
        ) : (
          <>
            <p className="soft">{t.importHelp}</p>
            <div className="record-buttons"><TextFile label={t.choose} tooLong={t.tooLong} onText={change} />{fileName && <span className="soft">{t.chosen(fileName)}</span>}</div>
            <Input.TextArea aria-label={t.note} placeholder={t.note} rows={9} maxLength={65_536} spellCheck={false} value={note} onChange={(event) => change(event.target.value)} />
          </>
        )}
      </div>
    </Modal>
  );
}
