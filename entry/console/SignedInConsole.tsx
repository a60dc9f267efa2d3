import { useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { closeSession, type SessionAccount } from "#access/contract";
import { listUnits } from "#territory/contract";
import { FirmNameContext, type UnitChoice } from "#ui/frame/names.ts";
import { followLive } from "#ui/live.ts";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { useSay } from "#ui/words/language.ts";
import { FirmName } from "./FirmName.tsx";
import { makeRouter, SignedInContext } from "./router.tsx";
import { rooms } from "./rooms.ts";
import { leave } from "./session.ts";

export default function SignedInConsole({ account }: { readonly account: SessionAccount }) {
  const client = useQueryClient();
  const [router] = useState(() => makeRouter(rooms));
  const { units, ownName } = useUnits(account);
  const close = useCommand(closeSession, { onDone: () => leave(client) });
  useEffect(() => followLive(client), [client]);

  const shown = { ...account, unitName: ownName, enterpriseUscc: account.enterpriseUscc ?? undefined };
  return (
    <SignedInContext value={{ account: shown, units, onSignOut: () => void close.run({}) }}>
      <FirmNameContext value={FirmName}><RouterProvider router={router} /></FirmNameContext>
    </SignedInContext>
  );
}

/** The units by name, and what one's own is called in the language of the screen. */
function useUnits(account: SessionAccount): { readonly units: readonly UnitChoice[]; readonly ownName: string } {
  const say = useSay();
  const { data } = useView(listUnits, {});
  const named = ({ code, nameZh, nameEn }: { code: string; nameZh: string; nameEn: string }): UnitChoice => ({ code, name: { zh: nameZh, en: nameEn } });
  const units = data?.units.map(named) ?? [];
  const own = [...units, ...(data ? [named(data.city)] : [])].find(({ code }) => code === account.unitCode);
  return { units, ownName: own ? say(own.name) : account.unitName };
}
