import type { UseCaseContext } from "#platform/module.ts";
import { accessRefusals } from "../contract/index.ts";
import { LOCKOUT } from "../domain/attempts.ts";
import { chargeKey, clearKey, giveBackKey, tidyAttempts } from "./attempt.sql.ts";
import { accessParts } from "./parts.ts";

export type ChargedAttempt = {
  /** Everything was right: the account's failures are forgotten, the address gets its one try back. */
  succeed(): Promise<void>;
  /** Nothing was wrong yet (a second factor is still to come): only this try is given back. */
  giveBack(): Promise<void>;
};

/** Charges one try to the account's name and to where it comes from. Refuses `access.session.locked { until }`. */
export async function chargeAttempt({ actor, now }: UseCaseContext, login: string): Promise<ChargedAttempt> {
  const { attempts, vault } = accessParts();
  const account = vault.blindIndex("access.attempt_registry", "account", login);
  const address = vault.blindIndex("access.attempt_registry", "address", actor.accountId);
  const lockedAddress = await chargeKey(attempts, address, LOCKOUT.address, now);
  if (lockedAddress) accessRefusals.refuse("access.session.locked", { until: lockedAddress.toISOString() });
  const lockedAccount = await chargeKey(attempts, account, LOCKOUT.account, now);
  if (lockedAccount) accessRefusals.refuse("access.session.locked", { until: lockedAccount.toISOString() });
  const giveAddressBack = () => giveBackKey(attempts, address, LOCKOUT.address);
  return {
    succeed: async () => void (await Promise.all([clearKey(attempts, account), giveAddressBack(), tidyAttempts(attempts, now)])),
    giveBack: async () => void (await Promise.all([giveBackKey(attempts, account, LOCKOUT.account), giveAddressBack()])),
  };
}
