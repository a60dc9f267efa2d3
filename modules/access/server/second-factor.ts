import { Secret as OtpSecret, TOTP } from "otpauth";
import type { UseCaseContext } from "#platform/module.ts";
import type { Secret } from "../contract/index.ts";
import { accessParts } from "./parts.ts";
import { acceptStep, findSecondFactor, useRecoveryCode, type SecondFactorRow } from "./second-factor.sql.ts";

const TABLE = "access.second_factor";
const PERIOD_S = 30;
/** One step to either side, for clocks that are off by up to half a minute. */
const WINDOW_STEPS = 1;

/** RFC 6238 with SHA-1, six digits, 30 s: what every authenticator app knows. */
const totpOf = (secret: OtpSecret, login: string) => new TOTP({ issuer: "清渝 Qingyu", label: login, algorithm: "SHA1", digits: 6, period: PERIOD_S, secret });

export function newSecondFactor(accountId: string, login: string) {
  const { vault } = accessParts();
  const secret = new OtpSecret({ size: 20 });
  const wrappedKey = vault.newRecordKey({ table: TABLE, id: accountId });
  const sealedSecret = vault.seal(wrappedKey, { table: TABLE, id: accountId, column: "secret" }, secret.base32);
  return { wrappedKey, sealedSecret, secret: secret.base32, otpauthUri: totpOf(secret, login).toString() };
}

type Holder = { readonly unitCode: string; readonly id: string; readonly login: string };

/** True for a code that is right now and was not used before. Within the account's fence. */
export async function acceptCode({ tx, now }: UseCaseContext, holder: Holder, factor: SecondFactorRow, code: Secret): Promise<boolean> {
  const said = code.reveal().replace(/\s/g, "");
  if (!/^\d{6}$/.test(said)) return false;
  const secret = accessParts().vault.open(factor.wrappedKey, { table: TABLE, id: holder.id, column: "secret" }, factor.sealedSecret);
  const delta = totpOf(OtpSecret.fromBase32(secret), holder.login).validate({ token: said, timestamp: now.getTime(), window: WINDOW_STEPS });
  if (delta === null) return false;
  return acceptStep(tx, holder.unitCode, holder.id, Math.floor(now.getTime() / 1000 / PERIOD_S) + delta);
}

/** True for a right code or an unused recovery code. */
export async function passSecondFactor(context: UseCaseContext, holder: Holder, code: Secret): Promise<boolean> {
  const factor = await findSecondFactor(context.tx, holder.unitCode, holder.id);
  if (!factor) return false;
  if (await acceptCode(context, holder, factor, code)) return true;
  return useRecoveryCode(context.tx, holder.unitCode, holder.id, recoveryHash(holder.id, code.reveal().trim()), context.now);
}

export const recoveryHash = (accountId: string, code: string): Buffer => accessParts().vault.blindIndex("access.recovery_code", accountId, code);
