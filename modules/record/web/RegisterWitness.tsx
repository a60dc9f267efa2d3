import { Modal } from "antd";
import { LongTextField, TextField } from "#ui/form/fields.tsx";
import { Form } from "#ui/form/Form.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useWords } from "#ui/words/words.ts";
import { registerWitness, type Witness } from "../contract/index.ts";
import { witnessWords } from "./witness-words.ts";

type RegisterWitnessProps = { readonly onClose: () => void; readonly onDone: (witness: Witness) => void };

/** Name and type stand in the key itself; the party is what people call it. */
export function RegisterWitness({ onClose, onDone }: RegisterWitnessProps) {
  const t = useWords(witnessWords);
  const command = useCommand(registerWitness, { toastProblem: false, done: { zh: witnessWords.zh.registered, en: witnessWords.en.registered }, onDone });
  return (
    <Modal open title={t.registerTitle} footer={null} onCancel={onClose} destroyOnHidden>
      <div className="record-stack">
        <p className="record-note">{t.registerHelp}</p>
        <Form command={command} initial={{ party: "", vkey: "" }} inputOf={({ party, vkey }) => ({ party, vkey: vkey.trim() })} submit={t.register} onCancel={onClose}>
          <TextField name="party" label={t.party} help={t.partyHelp} maxLength={100} />
          <LongTextField name="vkey" label={t.vkey} help={t.vkeyHelp} rows={3} maxLength={500} />
        </Form>
      </div>
    </Modal>
  );
}
