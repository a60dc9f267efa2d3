/** Roles a grant may name. What each may do is the table in `domain/roles.ts`. */
export const ROLES = [
  "system-admin",
  "security-admin",
  "audit-admin",
  "city-officer",
  "district-officer",
  "police-officer",
  "market-officer",
  "emergency-officer",
  "commerce-officer",
  "enterprise-clerk",
  "enterprise-viewer",
  "program",
] as const;
export type Role = (typeof ROLES)[number];

/** Everything a role may grant; contracts name these, and nothing else is ever granted. */
export const PERMISSIONS = [
  "territory.read",
  "precursor.catalogue.read",
  "precursor.read",
  "precursor.register",
  "precursor.import",
  "precursor.declare",
  "precursor.book.read",
  "precursor.finding.work",
  "duty.read",
  "duty.work",
  "record.read",
  "record.witness.manage",
  "record.audit.read",
  "access.session.own",
  "access.account.read",
  "access.account.manage",
  "access.account.reveal",
  "access.grant.propose",
  "access.grant.approve",
  "access.audit.read",
  "access.break-glass.open",
  "access.break-glass.review",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const roleWords: { readonly [R in Role]: { readonly zh: string; readonly en: string } } = {
  "system-admin": { zh: "系统管理员", en: "System administrator" },
  "security-admin": { zh: "安全管理员", en: "Security administrator" },
  "audit-admin": { zh: "审计管理员", en: "Audit administrator" },
  "city-officer": { zh: "市禁毒办工作人员", en: "City drug-control officer" },
  "district-officer": { zh: "区县禁毒办工作人员", en: "District drug-control officer" },
  "police-officer": { zh: "公安机关工作人员", en: "Public-security officer" },
  "market-officer": { zh: "市场监管部门工作人员", en: "Market-regulation officer" },
  "emergency-officer": { zh: "应急管理部门工作人员", en: "Emergency-management officer" },
  "commerce-officer": { zh: "商务部门工作人员", en: "Commerce officer" },
  "enterprise-clerk": { zh: "企业易制毒化学品管理员", en: "Enterprise precursor clerk" },
  "enterprise-viewer": { zh: "企业查看人员", en: "Enterprise viewer" },
  program: { zh: "程序接口", en: "Program" },
};
