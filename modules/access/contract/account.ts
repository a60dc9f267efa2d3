import { z } from "zod";
import { DEPARTMENTS } from "#kernel/actor.ts";
import { endpoint, isoInstant, pageInput, pageOf, unitCode } from "#kernel/contract.ts";
import { READ_PURPOSES } from "#kernel/read-purpose.ts";
import { ROLES } from "./role.ts";
import { SHORTEST_REASON, writtenText } from "./text.ts";

export const ACCOUNT_KINDS = ["official", "enterprise", "program"] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** `proposed`: waits for the second administrator. `refused`: never came to life. */
export const ACCOUNT_STATES = ["proposed", "active", "disabled", "refused"] as const;

/** Personal fields are masked: 张*, 138****1234, 5001**********1234. */
export const Account = z.object({
  id: z.uuid(),
  unitCode,
  unitName: z.string(),
  login: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  department: z.enum(DEPARTMENTS),
  enterpriseUscc: z.string().nullable(),
  state: z.enum(ACCOUNT_STATES),
  nameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  identityMasked: z.string().nullable(),
  roles: z.array(z.enum(ROLES)),
  secondFactor: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: isoInstant,
  lastSeenAt: isoInstant.nullable(),
  demo: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const listAccounts = endpoint({
  name: "access.account.list",
  method: "GET",
  path: "/accounts",
  permission: "access.account.read",
  summary: { zh: "账号列表", en: "Accounts" },
  input: z.object({ ...pageInput, unit: unitCode.optional(), state: z.enum(ACCOUNT_STATES).optional(), login: writtenText(0, 100).toLowerCase().optional().describe("begins with"), phone: z.string().regex(/^[+\d]{5,20}$/).optional().describe("whole number, found by keyed hash") }),
  output: pageOf(Account),
});

export const getAccount = endpoint({
  name: "access.account.get",
  method: "GET",
  path: "/accounts/:unit/:id",
  permission: "access.account.read",
  summary: { zh: "账号", en: "One account" },
  input: z.object({ unit: unitCode, id: z.uuid() }),
  output: Account,
  refusals: ["access.account.unknown"],
});

export const REVEALABLE = ["name", "phone", "identity"] as const;

/** A command, because looking is an act: its purpose stands on the record, its reason in `access.reveal`. The screen hides the answer after 60 s. */
export const revealAccount = endpoint({
  name: "access.account.reveal",
  method: "POST",
  path: "/accounts/:unit/:id/reveal",
  permission: "access.account.reveal",
  summary: { zh: "查看账号个人信息原文", en: "Reveal personal fields of an account" },
  input: z.object({ unit: unitCode, id: z.uuid(), fields: z.array(z.enum(REVEALABLE)).min(1).max(3), purpose: z.enum(READ_PURPOSES), reason: writtenText(SHORTEST_REASON, 500) }),
  output: z.object({
    revealId: z.uuid(),
    onceId: z.string(),
    onceOnly: z.object({ name: z.string().nullish(), phone: z.string().nullish(), identity: z.string().nullish() }).nullable(),
  }),
  refusals: ["access.account.unknown"],
});

export const killAccountSessions = endpoint({
  name: "access.account.sessions.kill",
  method: "POST",
  path: "/accounts/:unit/:id/sessions/kill",
  permission: "access.account.manage",
  summary: { zh: "结束某账号的全部会话", en: "End every session of an account" },
  input: z.object({ unit: unitCode, id: z.uuid(), reason: writtenText(SHORTEST_REASON, 500) }),
  output: z.object({ killed: z.number().int() }),
  refusals: ["access.account.unknown"],
});
