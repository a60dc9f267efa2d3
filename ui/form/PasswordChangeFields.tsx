import { defineWords, useWords } from "../words/words.ts";
import { PasswordField } from "./fields.tsx";
import { useField } from "./Form.tsx";

type Entered = { readonly current: string; readonly next: string; readonly again: string };
export const NO_PASSWORDS: Entered = { current: "", next: "", again: "" };

/** Two different new passwords are sent as none, so that the server refuses them at the field. */
export const passwordChangeOf = ({ current, next, again }: Entered) => ({ current, next: next === again ? next : "" });

/** The password held and the new one twice, inside a `Form` of `NO_PASSWORDS` and `passwordChangeOf`. */
export function PasswordChangeFields() {
  const t = useWords(passwordWords);
  return (
    <>
      <PasswordField name="current" label={t.current} />
      <PasswordField name="next" label={t.next} help={t.nextHelp} autoComplete="new-password" />
      <PasswordField name="again" label={t.again} autoComplete="new-password" />
      <Differs />
    </>
  );
}

function Differs() {
  const t = useWords(passwordWords);
  const next = useField<string>("next").value;
  const again = useField<string>("again").value;
  return again && next !== again ? <p className="field-problem" role="alert">{t.differs}</p> : null;
}

const passwordWords = defineWords({
  zh: { current: "当前密码", next: "新密码", nextHelp: "至少 12 位；或至少 10 位且含大写、小写、数字、符号中的三类。不能包含账号名。", again: "再输一遍新密码", differs: "两次输入的新密码不一致。" },
  en: { current: "Current password", next: "New password", nextHelp: "At least 12 characters; or 10 with three of upper case, lower case, digits, signs. Not containing the account's name.", again: "New password again", differs: "The two new passwords differ." },
});
