import { useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { closeSession, type SessionAccount } from "#access/contract";
import { listUnits } from "#territory/contract";
import { FirmNameContext, type UnitChoice } from "#ui/frame/names.ts";
import { followLive } from "#ui/live.ts";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { FirmName } from "./FirmName.tsx";
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
      <FirmNameContext value={FirmName}><RouterProvider router={router} /></FirmNameContext>
    </SignedInContext>
  );
}

function useUnits(account: SessionAccount): readonly UnitChoice[] {
  const { data } = useView(listUnits, {}, { enabled: account.scope !== "none" });
  return data?.units.map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } })) ?? [];
}
