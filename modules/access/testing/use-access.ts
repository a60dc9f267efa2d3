import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import { holidayCalendar } from "#kernel/calendar.ts";
import { makeVault } from "#platform/vault/make-vault.ts";
import { useTestHouse, type TestHouse } from "../../../test/database.ts";
import type { AccountKind, Role } from "../contract/index.ts";
import { accessModule, anonymousActor, cookieAfter, publicOutput, startAccess, systemActor, type Access, type OidcSettings } from "../public.ts";
import { addReadyAccount } from "../server/new-account.ts";
import { hashPassword } from "../server/password-hash.ts";
import { ROLE_TABLE } from "../domain/roles.ts";

export const CITY = "500000";
export const FULING = "500102";
export const BEIBEI = "500109";
export const PASSWORD = "Ceshi-mima-7x!";

export type AccessHouse = TestHouse & {
  access: Access;
  /** Adds an active account of this role and gives its id. */
  account(login: string, role: Role, unit?: string, parts?: { mustChangePassword?: boolean; uscc?: string; phone?: string; name?: string }): Promise<string>;
  /** Signs in over the gate as nobody from this address; gives the session token the HTTP door would put into the cookie. */
  signIn(login: string, password?: string, totp?: string, address?: string): Promise<string>;
  /** The actor a request with this token has. */
  as(token: string): Promise<Actor>;
  /** Signs in and gives the actor. */
  actor(login: string): Promise<Actor>;
  /** As `call`, with what the HTTP door puts in. */
  tell(actor: Actor, endpointName: string, input: unknown): Promise<{ onceOnly: { [key: string]: unknown } | null; [key: string]: unknown }>;
};

export function useAccess(settings: { readonly demo?: boolean; readonly cipher?: "aes" | "sm"; readonly oidc?: () => OidcSettings; readonly onDoubt?: (accountId: string) => void } = {}): AccessHouse {
  const house = useTestHouse(accessModule.handlers) as AccessHouse; // the rest is filled in below, before any test runs
  beforeAll(async () => {
    house.access = startAccess({ database: house.database, vault: makeVault(randomBytes(64), settings.cipher ?? "aes"), cityCode: CITY, unitName: (code) => `单位${code}`, isUnit: (code) => [CITY, FULING, BEIBEI].includes(code), calendar: holidayCalendar([]), demo: settings.demo ?? false, oidc: settings.oidc?.(), clock: () => house.now, ...(settings.onDoubt ? { onDoubt: settings.onDoubt } : {}) });
    house.account = async (login, role, unit = FULING, { mustChangePassword = false, uscc, phone, name = "演示·某某" } = {}) => {
      const { kinds, departments } = ROLE_TABLE[role];
      const accountKind: AccountKind = kinds[0] ?? "official";
      const department = departments[0] ?? "system";
      const id = house.gate.newId();
      const passwordHash = await hashPassword(PASSWORD);
      await house.gate.act(systemActor(CITY), "test.account", ({ tx, now }) => addReadyAccount(tx, { login, name, phone, accountKind, department, enterpriseUscc: uscc, unit, roles: [role] }, { id, passwordHash, mustChangePassword, demo: false, now }));
      return id;
    };
    house.signIn = async (login, password = PASSWORD, totp, address = "10.0.0.1") => {
      const output = await house.call(anonymousActor(address), "access.session.open", { account: login, password, ...(totp === undefined ? {} : { totp }) });
      const cookie = cookieAfter("access.session.open", output);
      if (!cookie || cookie === "clear") throw new Error("no cookie was set");
      return cookie.set;
    };
    house.as = (token) => house.access.identify({ sessionToken: token, programToken: undefined, address: "10.0.0.1" });
    house.actor = async (login) => house.as(await house.signIn(login));
    house.tell = async (actor, name, input) => publicOutput(name, await house.call(actor, name, input)) as { onceOnly: null };
  });
  afterAll(() => house.access?.close());
  return house;
}

export const later = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
