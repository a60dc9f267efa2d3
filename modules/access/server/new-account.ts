import type { Department } from "#kernel/actor.ts";
import type { Tx } from "#platform/db.ts";
import { accessRefusals, type AccountKind, type Role } from "../contract/index.ts";
import { checkAccountShape, checkRoleFits } from "../domain/roles.ts";
import { insertAccount, insertRoles, reserveLogin, type AccountState } from "./account.sql.ts";
import { loginHash, sealPersonal, type Personal } from "./personal.ts";

export type AccountParts = Personal & {
  readonly unit: string;
  readonly login: string;
  readonly accountKind: AccountKind;
  readonly department: Department;
  readonly enterpriseUscc?: string | undefined;
  readonly roles: readonly Role[];
};

/** Kind, department and roles go together. Refuses access.account.shape, access.role.unsuitable, held, disjoint. */
export function checkAccountParts({ accountKind, department, enterpriseUscc, roles }: AccountParts): void {
  checkAccountShape({ kind: accountKind, department, enterpriseUscc });
  roles.forEach((role, i) => checkRoleFits({ kind: accountKind, department }, roles.slice(0, i), role));
}

type How = { readonly id: string; readonly state: AccountState; readonly passwordHash: string | null; readonly mustChangePassword: boolean; readonly demo: boolean; readonly now: Date };

/** Writes the account with its name reserved for the whole city and its personal fields sealed. Refuses `access.account.login-taken`. */
export async function addAccount(tx: Tx, parts: AccountParts, { id, state, passwordHash, mustChangePassword, demo, now }: How): Promise<void> {
  if (!(await reserveLogin(tx, loginHash(parts.login), parts.unit, id))) accessRefusals.refuse("access.account.login-taken");
  const sealed = sealPersonal(id, { name: parts.name, phone: parts.phone, identity: parts.identity });
  await insertAccount(tx, { unitCode: parts.unit, id, kind: parts.accountKind, login: parts.login, department: parts.department, enterpriseUscc: parts.enterpriseUscc ?? null, state, passwordHash, mustChangePassword, demo, createdAt: now, ...sealed });
}

/** An account that is there at once, without a proposal: the first administrators and demonstration data only. */
export async function addReadyAccount(tx: Tx, parts: AccountParts, how: Omit<How, "state">): Promise<void> {
  checkAccountParts(parts);
  await addAccount(tx, parts, { ...how, state: "active" });
  await insertRoles(tx, parts.unit, how.id, parts.roles, how.now, null);
}
