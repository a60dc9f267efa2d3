import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import { accessRefusals, type confirmSecondFactor, type disableSecondFactor, type enrolSecondFactor } from "../contract/index.ts";
import { chargeAttempt } from "./guard-attempt.ts";
import { onceOnly } from "./once-only.ts";
import { confirmPassword, getOwnAccount } from "./own-account.ts";
import { acceptCode, newSecondFactor, passSecondFactor, recoveryHash } from "./second-factor.ts";
import { confirmSecondFactorRow, deleteSecondFactor, findSecondFactor, insertRecoveryCodes, insertSecondFactor } from "./second-factor.sql.ts";
import { newRecoveryCode } from "./token.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;
const RECOVERY_CODES = 8;

/** Beginning again replaces a secret that was never confirmed. */
export const enrolSecondFactorUseCase: Of<typeof enrolSecondFactor> = async (context, { password }) => {
  const account = await confirmPassword(context, password);
  if (account.hasSecondFactor) accessRefusals.refuse("access.second-factor.already");
  await deleteSecondFactor(context.tx, account.unitCode, account.id);
  const { wrappedKey, sealedSecret, secret, otpauthUri } = newSecondFactor(account.id, account.login);
  await insertSecondFactor(context.tx, account.unitCode, account.id, wrappedKey, sealedSecret);
  return { onceId: onceOnly.put({ otpauthUri, secret }), onceOnly: null };
};

/** Recovery codes are stored as keyed hashes only; each opens once. */
export const confirmSecondFactorUseCase: Of<typeof confirmSecondFactor> = async (context, { code }) => {
  const { tx, now } = context;
  const account = await getOwnAccount(context);
  const factor = await findSecondFactor(tx, account.unitCode, account.id);
  if (!factor) return accessRefusals.refuse("access.second-factor.not-begun");
  if (factor.confirmedAt) return accessRefusals.refuse("access.second-factor.already");
  const attempt = await chargeAttempt(context, account.login);
  if (!(await acceptCode(context, account, factor, code))) return accessRefusals.refuse("access.session.second-factor-wrong");
  await attempt.succeed();
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await confirmSecondFactorRow(tx, account.unitCode, account.id, now);
  await insertRecoveryCodes(tx, account.unitCode, account.id, recoveryCodes.map((text) => recoveryHash(account.id, text)));
  return { onceId: onceOnly.put({ recoveryCodes }), onceOnly: null };
};

export const disableSecondFactorUseCase: Of<typeof disableSecondFactor> = async (context, { password, code }) => {
  const account = await confirmPassword(context, password);
  if (!account.hasSecondFactor) accessRefusals.refuse("access.second-factor.not-begun");
  const attempt = await chargeAttempt(context, account.login);
  if (!(await passSecondFactor(context, account, code))) accessRefusals.refuse("access.session.second-factor-wrong");
  await attempt.succeed();
  await deleteSecondFactor(context.tx, account.unitCode, account.id);
  return { disabled: true };
};
