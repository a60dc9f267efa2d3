import type { Department } from "#kernel/actor.ts";
import { accessRefusals, PERMISSIONS, type AccountKind, type Permission, type Role } from "../contract/index.ts";

type RoleRule = { readonly kinds: readonly AccountKind[]; readonly departments: readonly Department[]; readonly permissions: readonly Permission[] };

const OWN: readonly Permission[] = ["access.session.own"];
const REFERENCE: readonly Permission[] = ["territory.read", "precursor.catalogue.read"];
const DUTY: readonly Permission[] = ["duty.read", "duty.work"];
const SUPERVISE: readonly Permission[] = [...OWN, ...REFERENCE, "precursor.read", "precursor.book.read", "precursor.finding.work", ...DUTY, "record.read"];
const DRUG_CONTROL: readonly Permission[] = [...SUPERVISE, "precursor.register", "precursor.import", "precursor.declare", "access.break-glass.open"];

/**
 * The whole of what roles may do. A permission says what may be done; whose is said by the fence: the actor's unit, and for enterprise
 * staff the one enterprise (`precursor.book.read` and `duty.*` mean their own there). The permission matrix test is made from it.
 * The three administrators see no business data (GB/T 22239-2019, 8.1.5: system, audit and security management apart).
 */
export const ROLE_TABLE: { readonly [R in Role]: RoleRule } = {
  "system-admin": { kinds: ["official"], departments: ["system"], permissions: [...OWN, "access.account.read", "access.account.manage", "access.grant.propose", "access.grant.approve", "access.audit.read"] },
  "security-admin": { kinds: ["official"], departments: ["system"], permissions: [...OWN, "access.account.read", "access.account.reveal", "access.grant.propose", "access.grant.approve", "access.audit.read"] },
  "audit-admin": { kinds: ["official"], departments: ["system"], permissions: [...OWN, "access.account.read", "access.grant.approve", "access.audit.read", "access.break-glass.review", "record.read", "record.witness.manage", "record.audit.read"] },
  "city-officer": { kinds: ["official"], departments: ["drug-control"], permissions: DRUG_CONTROL },
  "district-officer": { kinds: ["official"], departments: ["drug-control"], permissions: DRUG_CONTROL },
  "police-officer": { kinds: ["official"], departments: ["public-security"], permissions: [...SUPERVISE, "precursor.register", "access.break-glass.open"] },
  "market-officer": { kinds: ["official"], departments: ["market-regulation"], permissions: SUPERVISE },
  "emergency-officer": { kinds: ["official"], departments: ["emergency-management"], permissions: [...SUPERVISE, "precursor.register"] },
  "commerce-officer": { kinds: ["official"], departments: ["commerce"], permissions: SUPERVISE },
  "enterprise-clerk": { kinds: ["enterprise", "program"], departments: ["enterprise"], permissions: [...OWN, ...REFERENCE, "precursor.book.read", "precursor.declare", ...DUTY] },
  "enterprise-viewer": { kinds: ["enterprise", "program"], departments: ["enterprise"], permissions: [...OWN, ...REFERENCE, "precursor.book.read", "duty.read"] },
  program: { kinds: ["program"], departments: ["drug-control", "public-security", "market-regulation", "emergency-management", "commerce"], permissions: [...REFERENCE, "precursor.read", "precursor.book.read", "precursor.import", "precursor.declare", "duty.read", "record.read"] },
};

export const ADMINISTRATORS = ["system-admin", "security-admin", "audit-admin"] as const satisfies readonly Role[];
export type Administrator = (typeof ADMINISTRATORS)[number];
export const isAdministrator = (role: Role): role is Administrator => (ADMINISTRATORS as readonly Role[]).includes(role);

/** Work with the matter itself: what the local operator and jobs may do, and no administrator. */
export const BUSINESS_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter((name) => !name.startsWith("access."));

export function permissionsOf(roles: readonly Role[]): Set<Permission> {
  return new Set(roles.flatMap((role) => ROLE_TABLE[role].permissions));
}

/** Officials of the city itself see its units; everybody else sees the one unit. */
export function scopeOf(kind: AccountKind, unitCode: string, cityCode: string): "city" | "unit" {
  return kind !== "enterprise" && unitCode === cityCode ? "city" : "unit";
}

type Holder = { readonly kind: AccountKind; readonly department: Department };

/** Refuses `access.role.unsuitable`, `access.role.held` and `access.role.disjoint`: 三员分立, one of the three and nothing else. */
export function checkRoleFits(holder: Holder, held: readonly Role[], role: Role): void {
  const rule = ROLE_TABLE[role];
  if (!rule.kinds.includes(holder.kind) || !rule.departments.includes(holder.department)) accessRefusals.refuse("access.role.unsuitable", { role });
  if (held.includes(role)) accessRefusals.refuse("access.role.held", { role });
  const other = held[0];
  if (other && (isAdministrator(role) || held.some(isAdministrator))) accessRefusals.refuse("access.role.disjoint", { role, held: other });
}

/** Kind, department and enterprise code must tell the same story. */
export function checkAccountShape(account: Holder & { readonly enterpriseUscc?: string | undefined }): void {
  const isOfEnterprise = account.department === "enterprise";
  if (isOfEnterprise !== (account.enterpriseUscc !== undefined)) accessRefusals.refuse("access.account.shape");
  if (account.kind === "enterprise" && !isOfEnterprise) accessRefusals.refuse("access.account.shape");
  if (account.kind === "official" && isOfEnterprise) accessRefusals.refuse("access.account.shape");
}
