import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { accessRefusals, type openSession, type Secret, type SignedIn } from "../contract/index.ts";
import type { ParsedInputOf } from "#kernel/contract.ts";
import { findAccount, findLogin, type AccountRow } from "./account.sql.ts";
import { beginSession } from "./begin-session.ts";
import { withinUnit } from "./fence.ts";
import { chargeAttempt, type ChargedAttempt } from "./guard-attempt.ts";
import { isPassword } from "./password-hash.ts";
import { loginHash } from "./personal.ts";
import { passSecondFactor } from "./second-factor.ts";

/** Unknown account, wrong password, disabled account: one answer, in the same time. */
export const openSessionUseCase: UseCase<ParsedInputOf<typeof openSession>, SignedIn> = async (context, { account: login, password, totp }) => {
  const attempt = await chargeAttempt(context, login);
  const account = await findByLogin(context, login);
  const isRight = await isPassword(account?.passwordHash, password);
  if (!account || !isRight || account.state !== "active" || account.kind === "program") return accessRefusals.refuse("access.session.wrong");
  if (account.hasSecondFactor) await requireSecondFactor(context, account, totp, attempt);
  await attempt.succeed();
  return beginSession(context, account);
};

async function findByLogin(context: UseCaseContext, login: string): Promise<AccountRow | undefined> {
  const found = await findLogin(context.tx, loginHash(login));
  return found && withinUnit(context, found.unitCode, () => findAccount(context.tx, found.unitCode, found.accountId));
}

async function requireSecondFactor(context: UseCaseContext, account: AccountRow, code: Secret | undefined, attempt: ChargedAttempt): Promise<void> {
  if (!code) {
    await attempt.giveBack();
    return accessRefusals.refuse("access.session.second-factor-needed");
  }
  const passed = await withinUnit(context, account.unitCode, () => passSecondFactor(context, account, code));
  if (!passed) accessRefusals.refuse("access.session.second-factor-wrong");
}
