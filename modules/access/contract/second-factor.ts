import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";
import { secretText } from "./session.ts";

/** `onceOnly` comes with the first answer and is never stored: null when the command is replayed. */
export const enrolSecondFactor = endpoint({
  name: "access.second-factor.enrol",
  method: "POST",
  path: "/session/second-factor",
  permission: "access.session.own",
  summary: { zh: "开始启用动态口令", en: "Begin to use a second factor" },
  input: z.object({ password: secretText }),
  output: z.object({ onceId: z.string(), onceOnly: z.object({ otpauthUri: z.string(), secret: z.string() }).nullable() }),
  refusals: ["access.password.current-wrong", "access.session.locked", "access.second-factor.already"],
});

export const confirmSecondFactor = endpoint({
  name: "access.second-factor.confirm",
  method: "POST",
  path: "/session/second-factor/confirm",
  permission: "access.session.own",
  summary: { zh: "确认启用动态口令", en: "Confirm the second factor" },
  input: z.object({ code: secretText }),
  output: z.object({ onceId: z.string(), onceOnly: z.object({ recoveryCodes: z.array(z.string()) }).nullable() }),
  refusals: ["access.second-factor.not-begun", "access.second-factor.already", "access.session.second-factor-wrong", "access.session.locked"],
  refreshes: ["access.session.current"],
});

export const disableSecondFactor = endpoint({
  name: "access.second-factor.disable",
  method: "POST",
  path: "/session/second-factor/disable",
  permission: "access.session.own",
  summary: { zh: "停用动态口令", en: "Stop using the second factor" },
  input: z.object({ password: secretText, code: secretText }),
  output: z.object({ disabled: z.boolean() }),
  refusals: ["access.password.current-wrong", "access.session.locked", "access.session.second-factor-wrong", "access.second-factor.not-begun"],
  refreshes: ["access.session.current"],
});
