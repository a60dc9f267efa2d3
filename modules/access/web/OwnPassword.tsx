import { useState } from "react";
import { Form } from "#ui/form/Form.tsx";
import { NO_PASSWORDS, PasswordChangeFields, passwordChangeOf } from "#ui/form/PasswordChangeFields.tsx";
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
    <Form key={changes} command={command} initial={NO_PASSWORDS} inputOf={passwordChangeOf} submit={t.change}>
      <p className="soft">{t.passwordHelp}</p>
      <PasswordChangeFields />
    </Form>
  );
}
