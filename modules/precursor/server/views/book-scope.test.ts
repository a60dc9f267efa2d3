import { describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import { scopeFor } from "./book-scope.ts";

const actor = (parts: Partial<Actor>): Actor => ({ kind: "official", accountId: "1", name: "演示", unitCode: "500102", scope: "unit", department: "drug-control", roles: [], permissions: new Set(), ...parts });
const officer = actor({});
const city = actor({ scope: "city", unitCode: "500000" });
const staff = actor({ kind: "enterprise", department: "enterprise", enterpriseUscc: "OWN" });

describe("who may see which books", () => {
  it("shows an officer the own unit, whatever is left out, and no other", () => {
    expect(scopeFor(officer)).toEqual({ unit: "500102", enterprise: null });
    expect(scopeFor(officer, { unit: "500102", enterprise: "ANY" })).toEqual({ unit: "500102", enterprise: "ANY" });
    expect(scopeFor(officer, { unit: "500109" })).toBeNull();
    expect(scopeFor(officer, { unit: "500000" })).toBeNull();
  });

  it("shows the city's officers every unit, or the one they ask for", () => {
    expect(scopeFor(city)).toEqual({ unit: null, enterprise: null });
    expect(scopeFor(city, { unit: "500000" })).toEqual({ unit: null, enterprise: null });
    expect(scopeFor(city, { unit: "500109" })).toEqual({ unit: "500109", enterprise: null });
  });

  it("shows staff of an enterprise its own book, though they name another", () => {
    expect(scopeFor(staff)).toEqual({ unit: "500102", enterprise: "OWN" });
    expect(scopeFor(staff, { enterprise: "OWN" })).toEqual({ unit: "500102", enterprise: "OWN" });
    expect(scopeFor(staff, { enterprise: "OTHER" })).toBeNull();
    expect(scopeFor(staff, { unit: "500109" })).toBeNull();
    expect(scopeFor(actor({ ...staff, scope: "city", unitCode: "500000" }), { unit: "500109" })).toBeNull();
  });

  it("shows nothing to an account that stands outside every unit, or is of an enterprise without saying of which", () => {
    expect(scopeFor(actor({ scope: "none" }))).toBeNull();
    expect(scopeFor(actor({ kind: "enterprise", department: "enterprise" }))).toBeNull();
    expect(scopeFor(actor({ kind: "program", department: "enterprise" }))).toBeNull();
  });
});
