import { useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { closeSession, type SessionAccount } from "#access/contract";
import { listUnits } from "#territory/contract";
import type { UnitChoice } from "#ui/frame/Frame.tsx";
import { followLive } from "#ui/live.ts";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { makeRouter, SignedInContext } from "./router.tsx";
import { rooms } from "./rooms.ts";
import { leave } from "./session.ts";

export default function SignedInConsole({ account }: { readonly account: SessionAccount }) {
  const client = useQueryClient();
  const [router] = useState(() => makeRouter(rooms));
  const units = useUnits(account);
  const close = useCommand(closeSession, { onDone: () => leave(client) });
  useEffect(() => followLive(client), [client]);

  const shown = { ...account, enterpriseUscc: account.enterpriseUscc ?? undefined };
  return (
    <SignedInContext value={{ account: shown, units, onSignOut: () => void close.run({}) }}>
      <RouterProvider router={router} />
    </SignedInContext>
  );
}

function useUnits(account: SessionAccount): readonly UnitChoice[] {
  const { data } = useView(listUnits, {}, { enabled: account.scope === "city" });
  return data?.units.map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } })) ?? [];
}
