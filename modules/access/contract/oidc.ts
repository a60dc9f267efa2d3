import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";
import { secretText, SignedIn } from "./session.ts";

/**
 * The browser keeps `state` for this tab and goes to `redirectTo`; the provider sends it back to the console's `/sign-in/callback`,
 * which finishes only when the state it got is the state it kept (otherwise somebody may be signing it in as somebody else).
 */
export const beginOidc = endpoint({
  name: "access.oidc.begin",
  method: "POST",
  path: "/session/oidc",
  permission: "public",
  summary: { zh: "统一身份认证登录", en: "Begin signing in through the identity provider" },
  input: z.object({}),
  output: z.object({ redirectTo: z.string(), state: z.string() }),
  refusals: ["access.oidc.not-configured", "access.oidc.unreachable"],
});

export const finishOidc = endpoint({
  name: "access.oidc.finish",
  method: "POST",
  path: "/session/oidc/finish",
  permission: "public",
  summary: { zh: "完成统一身份认证登录", en: "Finish signing in through the identity provider" },
  input: z.object({ code: secretText, state: z.string().min(8).max(500), iss: z.string().max(500).optional() }),
  output: SignedIn,
  refusals: ["access.oidc.not-configured", "access.oidc.failed", "access.oidc.no-account"],
  refreshes: ["access.session.current"],
});
