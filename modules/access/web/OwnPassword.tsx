import { useState } from "react";
import { PasswordField } from "#ui/form/fields.tsx";
import { Form, useField } from "#ui/form/Form.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useWords } from "#ui/words/words.ts";
import { changePassword } from "../contract/index.ts";
import { myAccountWords } from "./my-account-words.ts";

export function OwnPassword() {
  const t = useWords(myAccountWords);
  // A new form after each change: what was typed must not stay on the screen.
  const [changes, countChange] = useState(0);
  const command = useCommand(changePassword, { toastProblem: false, done: { zh: myAccountWords.zh.changed, en: myAccountWords.en.changed }, onDone: () => countChange(changes + 1) });
  return (
    <Form key={changes} command={command} initial={{ current: "", next: "", again: "" }} inputOf={({ current, next, again }) => ({ current, next: next === again ? next : "" })} submit={t.change}>
      <p className="soft">{t.passwordHelp}</p>
      <PasswordField name="current" label={t.currentPassword} />
      <PasswordField name="next" label={t.nextPassword} help={t.nextHelp} autoComplete="new-password" />
      <PasswordField name="again" label={t.again} autoComplete="new-password" />
      <Differs />
    </Form>
  );
}

/** Two different new passwords are sent as none, so the server refuses them at the field; this says why. */
function Differs() {
  const t = useWords(myAccountWords);
  const next = useField<string>("next").value;
  const again = useField<string>("again").value;
  return again && next !== again ? <p className="field-problem" role="alert">{t.differs}</p> : null;
}
