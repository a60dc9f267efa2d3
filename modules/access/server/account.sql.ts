import type { Department } from "#kernel/actor.ts";
import type { Tx } from "#platform/db.ts";
import type { AccountKind, Role } from "../contract/index.ts";

export type AccountState = "proposed" | "active" | "disabled" | "refused";
export type AccountRow = {
  unitCode: string;
  id: string;
  kind: AccountKind;
  login: string;
  department: Department;
  enterpriseUscc: string | null;
  state: AccountState;
  passwordHash: string | null;
  mustChangePassword: boolean;
  wrappedKey: Buffer;
  sealedName: Buffer;
  sealedPhone: Buffer | null;
  sealedIdentity: Buffer | null;
  demo: boolean;
  createdAt: Date;
  roles: Role[];
  hasSecondFactor: boolean;
  lastSeenAt: Date | null;
};

const columns = (tx: Tx) => tx`
  a.unit_code as "unitCode", a.id, a.kind, a.login, a.department, a.enterprise_uscc as "enterpriseUscc", a.state, a.password_hash as "passwordHash",
  a.must_change_password as "mustChangePassword", a.wrapped_key as "wrappedKey", a.sealed_name as "sealedName", a.sealed_phone as "sealedPhone",
  a.sealed_identity as "sealedIdentity", a.demo, a.created_at as "createdAt",
  array(select g.role from access.role_grant g where g.unit_code = a.unit_code and g.account_id = a.id order by g.role) as roles,
  exists (select 1 from access.second_factor f where f.unit_code = a.unit_code and f.account_id = a.id and f.confirmed_at is not null) as "hasSecondFactor",
  (select max(s.last_seen_at) from access.session s where s.unit_code = a.unit_code and s.account_id = a.id) as "lastSeenAt"`;

export type Registered = { unitCode: string; accountId: string };
export async function findLogin(tx: Tx, loginHash: Buffer): Promise<Registered | undefined> {
  const [row] = await tx<Registered[]>`select unit_code as "unitCode", account_id as "accountId" from access.login_registry where login_hash = ${loginHash}`;
  return row;
}

/** False when the name is taken anywhere in the city. */
export async function reserveLogin(tx: Tx, loginHash: Buffer, unitCode: string, accountId: string): Promise<boolean> {
  const rows = await tx`
    insert into access.login_registry (login_hash, unit_code, account_id) values (${loginHash}, ${unitCode}, ${accountId})
    on conflict (login_hash) do nothing returning account_id`;
  return rows.length === 1;
}
export const freeLogin = (tx: Tx, loginHash: Buffer) => tx`delete from access.login_registry where login_hash = ${loginHash}`;

export async function findAccount(tx: Tx, unitCode: string, id: string): Promise<AccountRow | undefined> {
  const [row] = await tx<AccountRow[]>`select ${columns(tx)} from access.account a where a.unit_code = ${unitCode} and a.id = ${id}`;
  return row;
}

/** Lock first, read after: the roles read here are those after the wait. */
export async function findAccountForUpdate(tx: Tx, unitCode: string, id: string): Promise<AccountRow | undefined> {
  await tx`select 1 from access.account where unit_code = ${unitCode} and id = ${id} for update`;
  return findAccount(tx, unitCode, id);
}

export type AccountFilter = { unit?: string | undefined; state?: string | undefined; login?: string | undefined; phoneIndex?: Buffer | undefined; afterUnit: string; afterId: string; limit: number };
export const listAccountRows = (tx: Tx, filter: AccountFilter) => tx<AccountRow[]>`
  select ${columns(tx)} from access.account a
  where (${filter.unit ?? null}::text is null or a.unit_code = ${filter.unit ?? null})
    and (${filter.state ?? null}::text is null or a.state = ${filter.state ?? null})
    and (${filter.login ?? null}::text is null or starts_with(a.login, ${filter.login ?? null}))
    and (${filter.phoneIndex ?? null}::bytea is null or a.phone_index = ${filter.phoneIndex ?? null})
    and (a.unit_code, a.id) > (${filter.afterUnit}, ${filter.afterId}::uuid)
  order by a.unit_code, a.id limit ${filter.limit}`;

/** Enough of each account to say its name; those that never came to be have none. */
export const listNameRows = (tx: Tx, accounts: readonly { readonly unitCode: string; readonly id: string }[]) => tx<Pick<AccountRow, "id" | "wrappedKey" | "sealedName">[]>`
  select a.id, a.wrapped_key as "wrappedKey", a.sealed_name as "sealedName"
  from access.account a join (select distinct u.unit_code, u.id from unnest(${accounts.map(({ unitCode }) => unitCode)}::text[], ${accounts.map(({ id }) => id)}::uuid[]) as u (unit_code, id)) asked on a.unit_code = asked.unit_code and a.id = asked.id
  where a.state <> 'refused'`;

/** What the accounts that are there make of the house. */
export async function houseKind(tx: Tx): Promise<"empty" | "demonstration" | "real"> {
  const [row] = await tx<{ held: boolean; demo: boolean }[]>`select exists (select 1 from access.account) as held, exists (select 1 from access.account where demo) as demo`;
  return row?.demo ? "demonstration" : row?.held ? "real" : "empty";
}

export const listDemoRows = (tx: Tx) => tx<AccountRow[]>`select ${columns(tx)} from access.account a where a.demo and a.state = 'active' and a.kind <> 'program' order by a.id limit 50`;

export type NewAccountRow = Pick<AccountRow, "unitCode" | "id" | "kind" | "login" | "department" | "enterpriseUscc" | "state" | "passwordHash" | "mustChangePassword" | "wrappedKey" | "sealedName" | "sealedPhone" | "sealedIdentity" | "demo" | "createdAt"> & { phoneIndex: Buffer | null; identityIndex: Buffer | null };
export const insertAccount = (tx: Tx, row: NewAccountRow) => tx`
  insert into access.account (unit_code, id, kind, login, department, enterprise_uscc, state, password_hash, must_change_password, wrapped_key,
    sealed_name, sealed_phone, sealed_identity, phone_index, identity_index, demo, created_at)
  values (${row.unitCode}, ${row.id}, ${row.kind}, ${row.login}, ${row.department}, ${row.enterpriseUscc}, ${row.state}, ${row.passwordHash}, ${row.mustChangePassword}, ${row.wrappedKey},
    ${row.sealedName}, ${row.sealedPhone}, ${row.sealedIdentity}, ${row.phoneIndex}, ${row.identityIndex}, ${row.demo}, ${row.createdAt})`;

export const setAccountState = (tx: Tx, unitCode: string, id: string, state: AccountState) => tx`update access.account set state = ${state} where unit_code = ${unitCode} and id = ${id}`;
export const setPassword = (tx: Tx, unitCode: string, id: string, passwordHash: string, mustChange: boolean, at: Date) => tx`
  update access.account set password_hash = ${passwordHash}, must_change_password = ${mustChange}, password_changed_at = ${at} where unit_code = ${unitCode} and id = ${id}`;
/** Crypto-shreds the personal fields of an account that never came to be. */
export const destroyKey = (tx: Tx, unitCode: string, id: string, destroyed: Buffer) => tx`
  update access.account set wrapped_key = ${destroyed}, phone_index = null, identity_index = null where unit_code = ${unitCode} and id = ${id}`;

export const insertRoles = (tx: Tx, unitCode: string, accountId: string, roles: readonly Role[], at: Date, proposalId: string | null) => tx`
  insert into access.role_grant (unit_code, account_id, role, granted_at, proposal_id)
  select ${unitCode}, ${accountId}, r.role, ${at}, ${proposalId} from unnest(${roles as Role[]}::text[]) as r (role)`;
export const deleteRole = (tx: Tx, unitCode: string, accountId: string, role: Role) => tx`delete from access.role_grant where unit_code = ${unitCode} and account_id = ${accountId} and role = ${role}`;

/** Locks the grants counted, so that two decisions at once cannot each leave the other's administrator as the last. */
export async function countActiveHolders(tx: Tx, role: Role): Promise<number> {
  const rows = await tx`
    select g.account_id from access.role_grant g join access.account a on a.unit_code = g.unit_code and a.id = g.account_id
    where g.role = ${role} and a.state = 'active' order by g.unit_code, g.account_id for update of a`;
  return rows.length;
}

export type RevealRow = { unitCode: string; id: string; accountId: string; fields: string[]; reason: string; revealedBy: string; at: Date };
export const insertReveal = (tx: Tx, row: RevealRow) => tx`
  insert into access.reveal (unit_code, id, account_id, fields, reason, revealed_by, at)
  values (${row.unitCode}, ${row.id}, ${row.accountId}, ${row.fields}::text[], ${row.reason}, ${row.revealedBy}, ${row.at})`;

export const findSubject = (tx: Tx, subjectHash: Buffer) => tx<Registered[]>`select unit_code as "unitCode", account_id as "accountId" from access.subject_registry where subject_hash = ${subjectHash}`;
/** False when the subject already belongs to an account. */
export async function linkSubjectRow(tx: Tx, subjectHash: Buffer, unitCode: string, accountId: string): Promise<boolean> {
  const rows = await tx`insert into access.subject_registry (subject_hash, unit_code, account_id) values (${subjectHash}, ${unitCode}, ${accountId}) on conflict (subject_hash) do nothing returning account_id`;
  return rows.length === 1;
}
