import type { REVEALABLE, Account } from "../contract/index.ts";
import { maskIdentity, maskName, maskPhone } from "../domain/mask.ts";
import type { AccountRow } from "./account.sql.ts";
import { accessParts } from "./parts.ts";

export const TABLE = "access.account";
export type PersonalField = (typeof REVEALABLE)[number];
export type Personal = { readonly name: string; readonly phone?: string | undefined; readonly identity?: string | undefined };

/** The sealed columns of a new account, under a key of its own. */
export function sealPersonal(id: string, { name, phone, identity }: Personal) {
  const { vault } = accessParts();
  const wrappedKey = vault.newRecordKey({ table: TABLE, id });
  const seal = (column: PersonalField, text: string) => vault.seal(wrappedKey, { table: TABLE, id, column }, text);
  return {
    wrappedKey,
    sealedName: seal("name", name),
    sealedPhone: phone === undefined ? null : seal("phone", phone),
    sealedIdentity: identity === undefined ? null : seal("identity", identity),
    phoneIndex: phone === undefined ? null : phoneIndex(phone),
    identityIndex: identity === undefined ? null : vault.blindIndex(TABLE, "identity", identity),
  };
}

export const phoneIndex = (phone: string): Buffer => accessParts().vault.blindIndex(TABLE, "phone", phone);
export const loginHash = (login: string): Buffer => accessParts().vault.blindIndex("access.login_registry", "login", login);

export function openPersonal(row: AccountRow, column: PersonalField): string | null {
  const sealed = { name: row.sealedName, phone: row.sealedPhone, identity: row.sealedIdentity }[column];
  return sealed === null ? null : accessParts().vault.open(row.wrappedKey, { table: TABLE, id: row.id, column }, sealed);
}

/** What others see of an account: everything personal masked, and nothing where the key was destroyed. */
export function maskedAccount(row: AccountRow): Account {
  const masked = (column: PersonalField, mask: (text: string) => string) => {
    const text = row.state === "refused" ? null : openPersonal(row, column);
    return text === null ? null : mask(text);
  };
  return {
    id: row.id,
    unitCode: row.unitCode,
    unitName: accessParts().unitName(row.unitCode),
    login: row.login,
    kind: row.kind,
    department: row.department,
    enterpriseUscc: row.enterpriseUscc,
    state: row.state,
    nameMasked: masked("name", maskName) ?? "***",
    phoneMasked: masked("phone", maskPhone),
    identityMasked: masked("identity", maskIdentity),
    roles: row.roles,
    secondFactor: row.hasSecondFactor,
    mustChangePassword: row.mustChangePassword,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    demo: row.demo,
  };
}
