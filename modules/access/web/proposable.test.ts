import { describe, expect, test } from "vitest";
import type { Account } from "../contract/index.ts";
import { grantable, proposableFor } from "./proposable.ts";

const account: Account = { id: "01930000-0000-7000-8000-000000000001", unitCode: "500102", unitName: "涪陵区", login: "fuling-demo", kind: "official", department: "drug-control", enterpriseUscc: null, state: "active", nameMasked: "演*", phoneMasked: null, identityMasked: null, roles: ["district-officer"], secondFactor: false, mustChangePassword: false, createdAt: "2026-11-01T00:00:00Z", lastSeenAt: null, demo: true };
const system = { id: "a", roles: ["system-admin"] };
const security = { id: "b", roles: ["security-admin"] };
const audit = { id: "c", roles: ["audit-admin"] };

describe("what an administrator is offered to propose", () => {
  test("the system administrator disables, the security administrator grants, the audit administrator proposes nothing", () => {
    expect(proposableFor(system, account)).toEqual(["disable-account"]);
    expect(proposableFor(security, account)).toEqual(["reset-password", "grant-role", "revoke-role", "link-subject"]);
    expect(proposableFor(audit, account)).toEqual([]);
  });

  test("nobody is offered a change of their own account", () => {
    expect(proposableFor({ ...system, id: account.id }, account)).toEqual([]);
  });

  test("a disabled account can only be enabled again", () => {
    expect(proposableFor(system, { ...account, state: "disabled" })).toEqual(["enable-account"]);
    expect(proposableFor(security, { ...account, state: "disabled" })).toEqual([]);
  });

  test("a program is offered a token and no password", () => {
    expect(proposableFor(security, { ...account, kind: "program", roles: ["program"] })).toEqual(["revoke-role", "issue-token"]);
  });

  test("an administrator is offered no second role", () => {
    expect(grantable({ ...account, department: "system", roles: ["system-admin"] })).toEqual([]);
  });
});
