import type { Words } from "#ui/call.ts";
import type { ACCOUNT_STATES, AccountKind, BreakGlassReason, Permission, PROPOSAL_STATES, ProposalKind } from "../contract/index.ts";

type AccountState = (typeof ACCOUNT_STATES)[number];
type ProposalState = (typeof PROPOSAL_STATES)[number];
type Tone = "quiet" | "info" | "success" | "warning" | "danger";

/** What each permission lets its holder do, for people who do not read code. */
export const PERMISSION_WORDS: { readonly [P in Permission]: Words } = {
  "territory.read": { zh: "查看行政区划及其沿革", en: "See administrative divisions and their history" },
  "precursor.catalogue.read": { zh: "查阅列管目录", en: "Consult the catalogue of listed chemicals" },
  "precursor.read": { zh: "查看辖区企业与物料平衡", en: "See enterprises and the balance of the area" },
  "precursor.register": { zh: "登记企业与许可、备案", en: "Register enterprises, permits and filings" },
  "precursor.import": { zh: "导入文件", en: "Import files" },
  "precursor.declare": { zh: "申报与更正", en: "File and correct declarations" },
  "precursor.book.read": { zh: "查看账簿与疑点", en: "Read books and findings" },
  "precursor.finding.work": { zh: "分派、说明、关闭疑点", en: "Assign, explain and close findings" },
  "duty.read": { zh: "查看待办事项与期限", en: "See duties and their deadlines" },
  "duty.work": { zh: "办理待办事项", en: "Work on duties" },
  "record.read": { zh: "查阅留痕、取回执、核验", en: "Read the record, take receipts, verify" },
  "record.witness.manage": { zh: "登记见证方、导入见证签名", en: "Register witnesses, import their signatures" },
  "record.audit.read": { zh: "查看谁看过谁的档案", en: "See who looked at protected records" },
  "access.session.own": { zh: "管理自己的登录、密码与动态口令", en: "Manage one's own sessions, password and second factor" },
  "access.account.read": { zh: "查看账号（个人信息遮盖）", en: "See accounts, personal fields masked" },
  "access.account.manage": { zh: "结束他人会话、收回程序令牌", en: "End sessions of others, revoke program tokens" },
  "access.account.reveal": { zh: "说明理由后查看账号的个人信息", en: "Reveal personal fields of accounts, giving a reason" },
  "access.grant.propose": { zh: "提出账号与授权申请", en: "Propose changes of accounts and grants" },
  "access.grant.approve": { zh: "批准或驳回他人的申请", en: "Approve or refuse proposals of others" },
  "access.audit.read": { zh: "查看授权申请及其办理", en: "See proposals and how they were decided" },
  "access.break-glass.open": { zh: "开启紧急访问", en: "Open emergency access" },
  "access.break-glass.review": { zh: "审查紧急访问", en: "Review emergency accesses" },
};

/** Permissions come as text: one this console does not know yet is shown as it is. */
export function permissionWords(name: string): Words {
  return Object.entries(PERMISSION_WORDS).find(([known]) => known === name)?.[1] ?? { zh: name, en: name };
}

export const KIND_WORDS: { readonly [K in AccountKind]: Words } = {
  official: { zh: "工作人员", en: "Official" },
  enterprise: { zh: "企业人员", en: "Enterprise staff" },
  program: { zh: "程序", en: "Program" },
};

export const STATE_WORDS: { readonly [S in AccountState]: Words } = {
  proposed: { zh: "待批准", en: "Awaiting approval" },
  active: { zh: "使用中", en: "Active" },
  disabled: { zh: "已停用", en: "Disabled" },
  refused: { zh: "未获批准", en: "Refused" },
};

export const PROPOSAL_KIND_WORDS: { readonly [K in ProposalKind]: Words } = {
  "create-account": { zh: "新建账号", en: "New account" },
  "disable-account": { zh: "停用账号", en: "Disable account" },
  "enable-account": { zh: "恢复账号", en: "Enable account" },
  "reset-password": { zh: "重置密码", en: "Reset password" },
  "grant-role": { zh: "授予角色", en: "Grant a role" },
  "revoke-role": { zh: "收回角色", en: "Revoke a role" },
  "issue-token": { zh: "签发程序令牌", en: "Issue a program token" },
  "link-subject": { zh: "关联统一身份", en: "Link an identity" },
};

export const PROPOSAL_STATE_WORDS: { readonly [S in ProposalState]: Words } = {
  pending: { zh: "待办", en: "Pending" },
  approved: { zh: "已批准", en: "Approved" },
  refused: { zh: "已驳回", en: "Refused" },
  expired: { zh: "已过期", en: "Expired" },
};

export const PROPOSAL_STATE_TONES: { readonly [S in ProposalState]: Tone } = { pending: "warning", approved: "success", refused: "quiet", expired: "quiet" };

export const BREAK_GLASS_WORDS: { readonly [R in BreakGlassReason]: Words } = {
  "danger-to-life": { zh: "危及生命", en: "Danger to life" },
  "public-safety": { zh: "危及公共安全", en: "Danger to public safety" },
  "urgent-case": { zh: "案件紧急", en: "Urgent case" },
  "system-failure": { zh: "系统故障", en: "System failure" },
};

export const choicesOf = <K extends string>(words: { readonly [key in K]: Words }): { value: K; label: Words }[] =>
  // The keys of the object are those of its type: the tables above are closed.
  (Object.entries(words) as [K, Words][]).map(([value, label]) => ({ value, label }));
