import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { changePassword, closeSession, type SessionAccount } from "#access/contract";
import { Form } from "#ui/form/Form.tsx";
import { NO_PASSWORDS, PasswordChangeFields, passwordChangeOf } from "#ui/form/PasswordChangeFields.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useWords } from "#ui/words/words.ts";
import { enter, leave } from "./session.ts";
import { SignInPage } from "./SignInPage.tsx";
import { signInWords } from "./sign-in-words.ts";

/** Nothing else is permitted to an account until its given password is its own. */
export default function ChangePassword({ account }: { readonly account: SessionAccount }) {
  const words = useWords(signInWords);
  const client = useQueryClient();
  const change = useCommand(changePassword, { toastProblem: false, onDone: () => enter(client, { ...account, mustChangePassword: false }) });
  const close = useCommand(closeSession, { onDone: () => leave(client) });
  return (
    <SignInPage demo={account.demo}>
      <h1>{words.changeTitle}</h1>
      <p className="soft" style={{ margin: "4px 0 16px" }}>{words.changeLead}</p>
      <Form command={change} initial={NO_PASSWORDS} inputOf={passwordChangeOf} submit={words.change}>
        <PasswordChangeFields />
      </Form>
      <Button type="link" style={{ padding: 0, marginTop: 12 }} onClick={() => void close.run({})}>{words.signOut}</Button>
    </SignInPage>
  );
}
