import { AlertOutlined, AuditOutlined, KeyOutlined, TeamOutlined, UserOutlined } from "@ant-design/icons";
import { call } from "#ui/call.ts";
import type { Room } from "#ui/frame/room.ts";
import { listAccounts } from "../contract/index.ts";

const HITS = 6;

/** Opening and reviewing emergency access are two permissions that nobody holds together, so its page is entered two ways. */
const breakGlassPage = { path: "/access/break-glass", label: { zh: "紧急访问", en: "Emergency access" }, icon: AlertOutlined, group: "administration", order: 40, keywords: ["jjfw", "jinji", "break glass"] } as const;
const reviewPage = { path: "/access/break-glass/review", label: { zh: "紧急访问审查", en: "Emergency accesses" }, icon: AlertOutlined, group: "administration", order: 41, keywords: ["jjfwsc", "shencha", "review"] } as const;

export const room: Room = {
  key: "access",
  navigation: [
    { path: "/access/accounts", label: { zh: "账号与授权", en: "Accounts" }, icon: TeamOutlined, group: "administration", permission: "access.account.read", order: 10, keywords: ["zh", "zhysq", "zhanghao", "jiaose", "users"] },
    { path: "/access/proposals", label: { zh: "授权申请", en: "Proposals" }, icon: AuditOutlined, group: "administration", permission: "access.audit.read", order: 20, keywords: ["sqsq", "shenqing", "pizhun", "approve"] },
    { path: "/access/tokens", label: { zh: "程序令牌", en: "Program tokens" }, icon: KeyOutlined, group: "administration", permission: "access.account.read", order: 30, keywords: ["cxlp", "lingpai", "token", "api"] },
    { ...breakGlassPage, permission: "access.break-glass.open" },
    { ...reviewPage, permission: "access.break-glass.review" },
    { path: "/account", label: { zh: "我的账号", en: "My account" }, icon: UserOutlined, group: "administration", permission: "access.session.own", order: 80, keywords: ["wdzh", "mima", "huihua", "password", "totp", "二次验证"] },
  ],
  routes: [
    { path: "/account", permission: "access.session.own", label: { zh: "我的账号", en: "My account" }, load: () => import("./MyAccountScreen.tsx") },
    { path: "/access/accounts", permission: "access.account.read", label: { zh: "账号与授权", en: "Accounts" }, load: () => import("./AccountsScreen.tsx") },
    { path: "/access/proposals", permission: "access.audit.read", label: { zh: "授权申请", en: "Proposals" }, load: () => import("./ProposalsScreen.tsx") },
    { path: "/access/tokens", permission: "access.account.read", label: { zh: "程序令牌", en: "Program tokens" }, load: () => import("./TokensScreen.tsx") },
    { path: "/access/break-glass", permission: "access.break-glass.open", label: { zh: "紧急访问", en: "Emergency access" }, load: () => import("./BreakGlassScreen.tsx") },
    { path: "/access/break-glass/review", permission: "access.break-glass.review", label: { zh: "紧急访问审查", en: "Emergency accesses" }, load: () => import("./BreakGlassReviewScreen.tsx") },
  ],
  commands: [
    { key: "access.password", label: { zh: "修改我的密码", en: "Change my password" }, permission: "access.session.own", keywords: ["xgmm", "password"], to: "/account" },
    { key: "access.proposals.pending", label: { zh: "待批准的授权申请", en: "Proposals waiting for a decision" }, permission: "access.grant.approve", keywords: ["dpz", "pending"], to: "/access/proposals?state=pending" },
    { key: "access.account.new", label: { zh: "申请新建账号", en: "Propose a new account" }, permission: "access.grant.propose", keywords: ["xjzh", "new account"], to: "/access/accounts?propose=create-account" },
  ],
  searches: [
    {
      key: "access.account",
      label: { zh: "账号", en: "Accounts" },
      permission: "access.account.read",
      search: async (login, signal) => (await call(listAccounts, { login, limit: HITS }, { signal })).rows.map(({ id, unitCode, login: name, nameMasked, unitName }) => ({ key: id, label: `${name} ${nameMasked}`, detail: unitName, to: `/access/accounts?open=${unitCode}.${id}` })),
    },
  ],
};
