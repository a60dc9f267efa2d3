import type { UseCaseContext } from "#platform/module.ts";
import { ADMINISTRATORS, type Administrator } from "../domain/roles.ts";
import { roleWords } from "../contract/index.ts";
import { countActiveHolders } from "./account.sql.ts";
import { addReadyAccount } from "./new-account.ts";
import { hashPassword } from "./password-hash.ts";
import { newOneTimePassword } from "./token.ts";

export type FirstAdministrator = { readonly role: Administrator; readonly login: string; readonly oneTimePassword: string };

/**
 * First start of an empty house: three administrators, each with a password that is told once and must be changed at first sign-in.
 * Does nothing (and gives an empty list) where any administrator exists. Run it as `systemActor`, inside the gate.
 */
export async function bootstrapAdministrators({ tx, now, newId }: UseCaseContext, cityCode: string): Promise<FirstAdministrator[]> {
  for (const role of ADMINISTRATORS) if ((await countActiveHolders(tx, role)) > 0) return [];
  const made: FirstAdministrator[] = [];
  for (const role of ADMINISTRATORS) {
    const oneTimePassword = newOneTimePassword();
    await addReadyAccount(
      tx,
      { unit: cityCode, login: role, accountKind: "official", department: "system", roles: [role], name: roleWords[role].zh },
      { id: newId(), passwordHash: await hashPassword(oneTimePassword), mustChangePassword: true, demo: false, now },
    );
    made.push({ role, login: role, oneTimePassword });
  }
  return made;
}
