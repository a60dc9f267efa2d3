import { z } from "zod";
import { endpoint, isoInstant, unitCode } from "#kernel/contract.ts";
import { DEPARTMENTS } from "#kernel/actor.ts";
import { ROLES } from "./role.ts";
import { Secret } from "./secret.ts";

export const accountName = z.string().trim().toLowerCase().min(1).max(100);
export const secretText = z.string().min(1).max(200).transform((text) => new Secret(text));

/** The account that is signed in, as its own screens show it: its own name is not masked, but for the answer to a sign-in, which is stored. */
export const SessionAccount = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  kind: z.enum(["official", "enterprise", "program", "operator", "system", "anonymous"]),
  unitCode,
  unitName: z.string(),
  department: z.enum(DEPARTMENTS),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(z.string()),
  scope: z.enum(["city", "unit", "none"]),
  enterpriseUscc: z.string().nullable(),
  /** True: nothing but `access.session.password.change` is permitted until it is done. */
  mustChangePassword: z.boolean(),
  secondFactor: z.boolean(),
  /** The account is invented; everything it sees says 演示数据. */
  demo: z.boolean(),
});
export type SessionAccount = z.infer<typeof SessionAccount>;

/** `onceId` names what the HTTP door hands over with the first answer only (here: the cookie). It is not a secret. */
export const SignedIn = z.object({ account: SessionAccount, onceId: z.string() });
export type SignedIn = z.infer<typeof SignedIn>;

export const DemoAccount = z.object({ login: z.string(), name: z.string(), role: z.enum(ROLES), unitName: z.string() });
export type DemoAccount = z.infer<typeof DemoAccount>;

/** What the sign-in page needs before anybody is signed in. */
export const getSignInWays = endpoint({
  name: "access.session.ways",
  method: "GET",
  path: "/session/ways",
  permission: "public",
  summary: { zh: "登录方式", en: "Ways to sign in" },
  input: z.object({}),
  output: z.object({
    local: z.literal(true),
    oidc: z.object({ zh: z.string(), en: z.string() }).nullable(),
    demo: z.object({ password: z.string(), accounts: z.array(DemoAccount) }).nullable(),
  }),
});

export const openSession = endpoint({
  name: "access.session.open",
  method: "POST",
  path: "/session",
  permission: "public",
  summary: { zh: "登录", en: "Sign in" },
  input: z.object({
    account: accountName,
    password: secretText,
    /** Six digits of the second factor, or one recovery code. */
    totp: secretText.optional(),
  }),
  output: SignedIn,
  refusals: ["access.session.wrong", "access.session.locked", "access.session.second-factor-needed", "access.session.second-factor-wrong"],
  refreshes: ["access.session.current"],
});

export const getCurrentSession = endpoint({
  name: "access.session.current",
  method: "GET",
  path: "/session",
  permission: "signed-in",
  summary: { zh: "当前账号", en: "The account signed in" },
  input: z.object({}),
  output: z.object({ account: SessionAccount }),
});

export const closeSession = endpoint({
  name: "access.session.close",
  method: "POST",
  path: "/session/close",
  permission: "signed-in",
  summary: { zh: "退出登录", en: "Sign out" },
  input: z.object({}),
  output: z.object({ closed: z.boolean() }),
  refreshes: ["access.session.current"],
});

export const SessionRow = z.object({ id: z.uuid(), openedAt: isoInstant, lastSeenAt: isoInstant, endsAt: isoInstant, current: z.boolean() });
export type SessionRow = z.infer<typeof SessionRow>;

export const listSessions = endpoint({
  name: "access.session.list",
  method: "GET",
  path: "/sessions",
  permission: "access.session.own",
  summary: { zh: "我的登录会话", en: "My sessions" },
  input: z.object({}),
  output: z.object({ rows: z.array(SessionRow) }),
});

export const killSession = endpoint({
  name: "access.session.kill",
  method: "POST",
  path: "/sessions/:id/kill",
  permission: "access.session.own",
  summary: { zh: "结束我的某个会话", en: "End one of my sessions" },
  input: z.object({ id: z.uuid() }),
  output: z.object({ killed: z.number().int() }),
  refusals: ["access.session.unknown"],
  refreshes: ["access.session.list"],
});

export const changePassword = endpoint({
  name: "access.session.password.change",
  method: "POST",
  path: "/session/password",
  permission: "access.session.own",
  summary: { zh: "修改密码", en: "Change my password" },
  input: z.object({ current: secretText, next: secretText }),
  /** Every other session of the account is ended. */
  output: z.object({ killed: z.number().int() }),
  refusals: ["access.password.current-wrong", "access.session.locked", "access.password.too-short", "access.password.too-plain", "access.password.common", "access.password.same", "access.password.has-login"],
  refreshes: ["access.session.current", "access.session.list"],
});
