import { createContext, useContext } from "react";
import type { Words } from "../call.ts";

/** Who is signed in, as every screen may know it. */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly department: string;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  /** `city` may look at every unit below the city. */
  readonly scope: "city" | "unit" | "none";
  readonly enterpriseUscc?: string | undefined;
  readonly demo: boolean;
};

export const AccountContext = createContext<Account | null>(null);

/** @throws outside a signed-in frame */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error("no account: this component belongs inside the console frame");
  return account;
}

/** For navigation and the palette only. Buttons on rows come from the `can` the server sends with them. */
export function mayEnter(account: Account, permission: string): boolean {
  return permission === "public" || permission === "signed-in" || account.permissions.includes(permission);
}

/** Administrators see no business data: units to choose from and moments to ask about mean nothing to them. */
export function readsBusiness(account: Account): boolean {
  return account.permissions.some((permission) => permission.startsWith("precursor.") || permission.startsWith("duty."));
}

const DEPARTMENT_WORDS: Record<string, Words> = {
  "drug-control": { zh: "禁毒办", en: "Drug control" },
  "public-security": { zh: "公安", en: "Public security" },
  "market-regulation": { zh: "市场监管", en: "Market regulation" },
  "emergency-management": { zh: "应急管理", en: "Emergency management" },
  commerce: { zh: "商务", en: "Commerce" },
  enterprise: { zh: "企业", en: "Enterprise" },
  system: { zh: "系统", en: "System" },
};

export function departmentWords(department: string): Words {
  return DEPARTMENT_WORDS[department] ?? { zh: department, en: department };
}
