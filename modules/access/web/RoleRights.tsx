import { useSay } from "#ui/words/language.ts";
import { roleWords, type Role } from "../contract/index.ts";
import { ROLE_TABLE } from "../domain/roles.ts";
import { permissionWords } from "./vocabulary.ts";
import { Section } from "./Pieces.tsx";

/** Each role and what it allows, in words, from the same table the server asks. */
export function RoleRights({ roles }: { readonly roles: readonly Role[] }) {
  const say = useSay();
  return roles.map((role) => (
    <Section key={role} title={say(roleWords[role])}>
      <ul className="rights">{ROLE_TABLE[role].permissions.map((name) => <li key={name}>{say(permissionWords(name))}</li>)}</ul>
    </Section>
  ));
}
