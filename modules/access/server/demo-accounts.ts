import type { Department } from "#kernel/actor.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { accessRefusals, roleWords, type AccountKind, type getSignInWays, type Role } from "../contract/index.ts";
import { findLogin, houseKind, listDemoRows } from "./account.sql.ts";
import { addReadyAccount, type AccountParts } from "./new-account.ts";
import { accessParts } from "./parts.ts";
import { hashPassword } from "./password-hash.ts";
import { loginHash, openPersonal } from "./personal.ts";

/** Printed at start, in a demonstration only; accounts with it are marked 演示数据 and never stand beside accounts that are none. */
export const DEMO_PASSWORD = "Yanshi-2026-Qy";

export type DemoPlaces = {
  readonly cityCode: string;
  /** District with the full set of accounts (涪陵). */
  readonly district: { readonly code: string; readonly short: string; readonly latin: string };
  /** A second district, to show that its officer sees nothing of the first. */
  readonly otherDistrict: { readonly code: string; readonly short: string; readonly latin: string };
  /** Whose books the enterprise accounts keep. */
  readonly enterprise?: { readonly unitCode: string; readonly uscc: string; readonly short: string } | undefined;
};

/**
 * One account per role, named by office and never by a person. What is already there stays. Gives those added. Refuses `access.house.real`:
 * a password everybody can read must not open a house that is in use.
 */
export async function seedDemoAccounts({ tx, now, newId }: UseCaseContext, places: DemoPlaces): Promise<readonly { login: string; role: Role }[]> {
  if ((await houseKind(tx)) === "real") accessRefusals.refuse("access.house.real");
  const added: { login: string; role: Role }[] = [];
  for (const account of demoAccounts(places)) {
    if (await findLogin(tx, loginHash(account.login))) continue;
    const passwordHash = account.accountKind === "program" ? null : await hashPassword(DEMO_PASSWORD);
    await addReadyAccount(tx, account, { id: newId(), passwordHash, mustChangePassword: false, demo: true, now });
    added.push({ login: account.login, role: account.role });
  }
  return added;
}

function demoAccounts({ cityCode, district, otherDistrict, enterprise }: DemoPlaces): (AccountParts & { role: Role })[] {
  // In the order a visitor will want to try them.
  const one = (login: string, name: string, role: Role, unit: string, department: Department, accountKind: AccountKind = "official", enterpriseUscc?: string) => ({ login, name: `演示·${name}`, role, roles: [role], unit, department, accountKind, enterpriseUscc });
  const inDistrict = (suffix: string, office: string, role: Role, department: Department) => one(`${district.latin}-${suffix}`, `${district.short}${office}`, role, district.code, department);
  return [
    inDistrict("jinduban", "禁毒办", "district-officer", "drug-control"),
    one("shi-jinduban", "市禁毒办", "city-officer", cityCode, "drug-control"),
    one(`${otherDistrict.latin}-jinduban`, `${otherDistrict.short}禁毒办`, "district-officer", otherDistrict.code, "drug-control"),
    inDistrict("gongan", "公安", "police-officer", "public-security"),
    inDistrict("shichang", "市场监管", "market-officer", "market-regulation"),
    inDistrict("yingji", "应急管理", "emergency-officer", "emergency-management"),
    inDistrict("shangwu", "商务", "commerce-officer", "commerce"),
    ...(enterprise
      ? [
          one("qiye-guanli", `${enterprise.short}管理员`, "enterprise-clerk", enterprise.unitCode, "enterprise", "enterprise", enterprise.uscc),
          one("qiye-chakan", `${enterprise.short}查看`, "enterprise-viewer", enterprise.unitCode, "enterprise", "enterprise", enterprise.uscc),
        ]
      : []),
    one("xitong", "系统管理员", "system-admin", cityCode, "system"),
    one("anquan", "安全管理员", "security-admin", cityCode, "system"),
    one("shenji", "审计管理员", "audit-admin", cityCode, "system"),
    one(`${district.latin}-chengxu`, `${district.short}程序接口`, "program", district.code, "drug-control", "program"),
  ];
}

export const signInWaysUseCase: UseCase<ParsedInputOf<typeof getSignInWays>, OutputOf<typeof getSignInWays>> = async ({ tx, withinCity }) => {
  const { demo, oidc, unitName } = accessParts();
  const rows = demo ? await withinCity(() => listDemoRows(tx)) : [];
  const accounts = rows.flatMap((row) => row.roles.slice(0, 1).map((role) => ({ login: row.login, name: openPersonal(row, "name") ?? roleWords[role].zh, role, unitName: unitName(row.unitCode) })));
  return { local: true, oidc: oidc?.words ?? null, demo: demo ? { password: DEMO_PASSWORD, accounts } : null };
};
