import { CallRefused } from "#ui/call.ts";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { later } from "#ui/later.tsx";
import { Splash } from "./Splash.tsx";
import { useSession } from "./session.ts";

// Nobody needs the console before signing in, nor the sign-in page while signed in.
const SignIn = later(() => import("./SignIn.tsx"), Splash);
const SignedInConsole = later(() => import("./SignedInConsole.tsx"), Splash);
const ChangePassword = later(() => import("./ChangePassword.tsx"), Splash);

/** Sign-in page, forced password change, or the console. The address is kept, so signing in leads to where one wanted to go. */
export function Console() {
  const session = useSession();
  const account = session.data?.account;
  if (account) return account.mustChangePassword ? <ChangePassword account={account} /> : <SignedInConsole key={account.id} account={account} />;
  if (session.isPending) return <Splash />;
  if (session.error instanceof CallRefused && session.error.status === 401) return <SignIn />;
  return session.error ? <ProblemNotice problem={session.error} onRetry={() => void session.refetch()} /> : <Splash />;
}
