import { SecretField } from "#ui/form/SecretField.tsx";
import { useAccount } from "#ui/frame/account.ts";
import { useCommand } from "#ui/use-command.ts";
import { useWords } from "#ui/words/words.ts";
import { revealAccount, type Account, type REVEALABLE } from "../contract/index.ts";
import { Facts } from "./Pieces.tsx";
import { accountsWords } from "./words.ts";

type Field = (typeof REVEALABLE)[number];

/** One field at a time: whoever needs the telephone number need not see the identity number. */
export function PersonalFields({ account }: { readonly account: Account }) {
  const t = useWords(accountsWords);
  const canReveal = useAccount().permissions.includes("access.account.reveal") && account.state !== "refused";
  const command = useCommand(revealAccount);
  const field = (name: Field, label: string, masked: string | null) =>
    masked === null ? <span className="soft">{t.notGiven}</span> : (
      <SecretField label={label} masked={masked} canReveal={canReveal} reveal={async (reason, purpose) => (await command.run({ unit: account.unitCode, id: account.id, fields: [name], purpose, reason }))?.onceOnly?.[name] ?? undefined} />
    );
  return (
    <>
      <Facts facts={[[t.name, field("name", t.name, account.nameMasked)], [t.phone, field("phone", t.phone, account.phoneMasked)], [t.identity, field("identity", t.identity, account.identityMasked)]]} />
      <p className="soft" style={{ marginTop: 6 }}>{t.personalHelp}</p>
    </>
  );
}
