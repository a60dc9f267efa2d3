import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type FormEvent, type ReactNode, type RefObject } from "react";
import { beginOidc, finishOidc, getSignInWays, openSession, roleWords } from "#access/contract";
import { CallRefused } from "#ui/call.ts";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { enter } from "./session.ts";
import { SignInPage } from "./SignInPage.tsx";
import { signInWords } from "./sign-in-words.ts";

/** Account and password, then the second factor when the account has one; or the city's identity provider. */
export default function SignIn() {
  const words = useWords(signInWords);
  const client = useQueryClient();
  const { data: ways } = useView(getSignInWays, {});
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const open = useCommand(openSession, { toastProblem: false, onDone: (output) => enter(client, output.account) });
  const sent = useRef("");
  const asksCode = useAskedAccount(open.problem, sent) === account;
  const finishing = useOidcCallback();

  const nameAccount = (next: string) => {
    setAccount(next);
    setCode("");
    if (!open.isRunning) open.reset(); // what was said of another account
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!account || !password || open.isRunning) return;
    sent.current = account;
    void open.run({ account, password, ...(code ? { totp: code.replace(/\s/g, "") } : {}) });
  };
  return (
    <SignInPage demo={ways?.demo != null} aside={ways?.demo ? <DemoAccounts ways={ways.demo} onChoose={(login, secret) => (nameAccount(login), setPassword(secret))} /> : null}>
      <form onSubmit={send} className="sign-in-form" noValidate>
        <h1>{words.title}</h1>
        <Problem problem={open.problem ?? finishing} isAskingCode={asksCode && code === ""} />
        <Labelled id="account" label={words.account}><Input id="account" size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={account} onChange={(event) => nameAccount(event.target.value)} /></Labelled>
        <Labelled id="password" label={words.password}><Input.Password id="password" size="large" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} /></Labelled>
        {asksCode && <CodeField code={code} onChange={setCode} />}
        <Button type="primary" htmlType="submit" size="large" block loading={open.isRunning} disabled={!account || !password || (asksCode && !code)}>{words.signIn}</Button>
        {ways?.oidc && <OidcButton label={ways.oidc} />}
      </form>
    </SignInPage>
  );
}

/** Once the server has asked an account for its second factor, the field stays for that account. */
function useAskedAccount(problem: unknown, sent: RefObject<string>): string | null {
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (problem instanceof CallRefused && problem.code.startsWith("access.session.second-factor")) setAsked(sent.current);
  }, [problem, sent]);
  return asked;
}

function Labelled({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) {
  return <div className="sign-in-field"><label htmlFor={id}>{label}</label>{children}</div>;
}

function CodeField({ code, onChange }: { readonly code: string; readonly onChange: (code: string) => void }) {
  const words = useWords(signInWords);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="sign-in-field">
      <label htmlFor="code">{words.code}</label>
      <Input id="code" ref={field} size="large" autoComplete="one-time-code" inputMode="numeric" maxLength={40} value={code} onChange={(event) => onChange(event.target.value)} aria-describedby="code-help" />
      <p id="code-help" className="soft">{words.codeHelp}</p>
    </div>
  );
}

function Problem({ problem, isAskingCode }: { readonly problem: Error | null; readonly isAskingCode: boolean }) {
  const words = useWords(signInWords);
  const say = useSay();
  if (!problem || !("words" in problem)) return null;
  if (isAskingCode && problem instanceof CallRefused && problem.code === "access.session.second-factor-needed") return <p className="sign-in-note" role="status">{words.codeAsked}</p>;
  const until = problem instanceof CallRefused && problem.code === "access.session.locked" ? problem.data["until"] : undefined;
  return <p className="sign-in-problem" role="alert">{typeof until === "string" ? words.lockedUntil(formatMinute(until)) : say(problem.words as { zh: string; en: string })}</p>;
}

type DemoWays = { readonly password: string; readonly accounts: readonly { readonly login: string; readonly name: string; readonly role: keyof typeof roleWords; readonly unitName: string }[] };

function DemoAccounts({ ways, onChoose }: { readonly ways: DemoWays; readonly onChoose: (login: string, password: string) => void }) {
  const words = useWords(signInWords);
  const say = useSay();
  return (
    <section className="demo-accounts">
      <h2>{words.demoTitle}</h2>
      <p>{words.demoExplain}</p>
      <ul>
        {ways.accounts.map(({ login, role, unitName }) => (
          <li key={login}><button type="button" onClick={() => onChoose(login, ways.password)}><strong>{say(roleWords[role])}</strong><span>{unitName} · <span className="code">{login}</span></span></button></li>
        ))}
      </ul>
    </section>
  );
}

function OidcButton({ label }: { readonly label: { readonly zh: string; readonly en: string } }) {
  const say = useSay();
  const begin = useCommand(beginOidc, { onDone: ({ redirectTo }) => location.assign(redirectTo) });
  return <Button size="large" block loading={begin.isRunning} onClick={() => void begin.run({})}>{say(label)}</Button>;
}

/** The identity provider sends the browser back to `/sign-in/callback?code=…&state=…`. */
function useOidcCallback() {
  const client = useQueryClient();
  const begun = useRef(false);
  const finish = useCommand(finishOidc, {
    toastProblem: false,
    onDone: (output) => {
      history.replaceState(null, "", "/");
      enter(client, output.account);
    },
  });
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    const [code, state, iss] = [query.get("code"), query.get("state"), query.get("iss")];
    if (begun.current || location.pathname !== "/sign-in/callback" || !code || !state) return;
    begun.current = true;
    void finish.run({ code, state, ...(iss ? { iss } : {}) });
  }, [finish]);
  return finish.problem;
}
