import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getCurrentSession, type SessionAccount } from "#access/contract";
import { onSignedOut } from "#ui/call.ts";
import { useView } from "#ui/use-view.ts";

const SESSION_KEY = [getCurrentSession.name, {}] as const;

/** Who is signed in. A call answered 401 asks again, and everything known to the lost session is forgotten. */
export function useSession() {
  const client = useQueryClient();
  useEffect(() => {
    onSignedOut(() => {
      // Only once: the question itself is answered 401 too when nobody is signed in.
      if (client.getQueryData(SESSION_KEY) === undefined) return;
      forgetAnswers(client);
      void client.resetQueries({ queryKey: SESSION_KEY });
    });
  }, [client]);
  return useView(getCurrentSession, {});
}

/** Begins showing the console to this account, without a trace of the one before. The answer to a sign-in has the name masked: the whole one is asked for. */
export function enter(client: QueryClient, account: SessionAccount): void {
  forgetAnswers(client);
  client.setQueryData(SESSION_KEY, { account });
  void client.invalidateQueries({ queryKey: SESSION_KEY });
}

export function leave(client: QueryClient): void {
  forgetAnswers(client);
  void client.resetQueries({ queryKey: SESSION_KEY });
}

function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  client.getMutationCache().clear();
}
