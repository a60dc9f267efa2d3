import type { UseCaseContext } from "#platform/module.ts";
import { accessRefusals, type Secret } from "../contract/index.ts";
import { findAccount, findAccountForUpdate, type AccountRow } from "./account.sql.ts";
import { chargeAttempt } from "./guard-attempt.ts";
import { isPassword } from "./password-hash.ts";

/** The account that acts. Programs, operator and jobs have no account of a person. */
export async function getOwnAccount({ tx, actor }: UseCaseContext): Promise<AccountRow> {
  const isStored = actor.kind === "official" || actor.kind === "enterprise" || actor.kind === "program";
  const account = isStored ? await findAccount(tx, actor.unitCode, actor.accountId) : undefined;
  return account ?? accessRefusals.refuse("access.account.unknown");
}

/** Asks for the password again before something that would let a stranger at an open screen stay. Counted like signing in. */
export async function confirmPassword(context: UseCaseContext, given: Secret): Promise<AccountRow> {
  const { tx, actor } = context;
  const account = await findAccountForUpdate(tx, actor.unitCode, actor.accountId);
  if (!account) return accessRefusals.refuse("access.account.unknown");
  const attempt = await chargeAttempt(context, account.login);
  if (!(await isPassword(account.passwordHash, given))) return accessRefusals.refuse("access.password.current-wrong");
  await attempt.succeed();
  return account;
}
