import type { Tx } from "#platform/db.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { ADMINISTRATORS, type Administrator } from "../domain/roles.ts";
import { accessRefusals, roleWords } from "../contract/index.ts";
import { countActiveHolders, findAccount, findLogin, houseKind, setPassword, type AccountRow } from "./account.sql.ts";
import { addReadyAccount } from "./new-account.ts";
import { hashPassword } from "./password-hash.ts";
import { loginHash } from "./personal.ts";
import { newOneTimePassword } from "./token.ts";

export type FirstAdministrator = { readonly role: Administrator; readonly login: string; readonly oneTimePassword: string };

/**
 * First start of an empty house: three administrators, each with a password that must be changed at first sign-in. A start that ended before
 * the passwords were read loses nothing: until one of the three has come in, each start makes them anew. After that the list is empty.
 * Run it as `systemActor`, inside the gate. Refuses `access.house.demonstration`.
 */
export async function bootstrapAdministrators({ tx, now, newId }: UseCaseContext, cityCode: string): Promise<FirstAdministrator[]> {
  if ((await houseKind(tx)) === "demonstration") accessRefusals.refuse("access.house.demonstration");
  const standing = await unusedAdministrators(tx);
  if (standing === "used") return [];
  const made: FirstAdministrator[] = [];
  for (const role of ADMINISTRATORS) {
    const oneTimePassword = newOneTimePassword();
    const passwordHash = await hashPassword(oneTimePassword);
    const account = standing.get(role);
    if (account) await setPassword(tx, account.unitCode, account.id, passwordHash, true, now);
    else await addReadyAccount(tx, { unit: cityCode, login: role, accountKind: "official", department: "system", roles: [role], name: roleWords[role].zh }, { id: newId(), passwordHash, mustChangePassword: true, demo: false, now });
    made.push({ role, login: role, oneTimePassword });
  }
  return made;
}

/** The first three, as long as nobody came in as one of them; empty where there are none yet. */
async function unusedAdministrators(tx: Tx): Promise<ReadonlyMap<Administrator, AccountRow> | "used"> {
  const unused = new Map<Administrator, AccountRow>();
  let holders = 0;
  for (const role of ADMINISTRATORS) {
    holders += await countActiveHolders(tx, role);
    const found = await findLogin(tx, loginHash(role));
    const account = found && (await findAccount(tx, found.unitCode, found.accountId));
    if (account?.mustChangePassword && account.lastSeenAt === null) unused.set(role, account);
  }
  return holders === 0 || (holders === ADMINISTRATORS.length && unused.size === ADMINISTRATORS.length) ? unused : "used";
}
