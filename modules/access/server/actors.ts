import type { Actor } from "#kernel/actor.ts";
import { BUSINESS_PERMISSIONS, permissionsOf, scopeOf } from "../domain/roles.ts";
import type { AccountRow } from "./account.sql.ts";
import { accessParts } from "./parts.ts";
import { openPersonal } from "./personal.ts";

/** Nobody: sees no unit. Told apart by a keyed hash of the address, never by the address. */
export function anonymousActor(address: string): Actor {
  const origin = accessParts().vault.blindIndex("access.actor", "address", address).toString("hex").slice(0, 24);
  return { kind: "anonymous", accountId: `anonymous:${origin}`, name: "未登录", unitCode: "000000", scope: "none", department: "system", roles: [], permissions: new Set() };
}

/** Whoever runs `bin/qingyu` on the machine itself; stands on the record as such. */
export const operatorActor = (cityCode: string): Actor => programItself("operator", "operator:local", "本机操作员", cityCode);

/** Jobs. */
export const systemActor = (cityCode: string): Actor => programItself("system", "system", "系统", cityCode);

const programItself = (kind: "operator" | "system", accountId: string, name: string, unitCode: string): Actor => ({ kind, accountId, name, unitCode, scope: "city", department: "system", roles: [], permissions: new Set(BUSINESS_PERMISSIONS) });

/** Until a one-time password is changed, the account may do nothing but change it. */
export function actorOf(account: AccountRow, by: { readonly sessionId?: string; readonly tokenPermissions?: readonly string[] }): Actor {
  const granted = permissionsOf(account.roles);
  const permissions: ReadonlySet<string> = account.mustChangePassword ? new Set(["access.session.own"]) : by.tokenPermissions ? new Set([...granted].filter((name) => by.tokenPermissions?.includes(name))) : granted;
  return {
    kind: account.kind,
    accountId: account.id,
    name: openPersonal(account, "name") ?? account.login,
    unitCode: account.unitCode,
    scope: scopeOf(account.kind, account.unitCode, accessParts().cityCode),
    department: account.department,
    roles: account.roles,
    permissions,
    ...(account.enterpriseUscc === null ? {} : { enterpriseUscc: account.enterpriseUscc }),
    ...(by.sessionId === undefined ? {} : { sessionId: by.sessionId }),
  };
}
