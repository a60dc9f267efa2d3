import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import { Refusal } from "#kernel/refusal.ts";
import { accessModule, anonymousActor } from "../public.ts";
import { CITY, FULING, useAccess } from "../testing/use-access.ts";

const house = useAccess();
let actors: Actor[] = [];

beforeAll(async () => {
  for (const role of ["system-admin", "security-admin", "audit-admin"] as const) await house.account(`e-${role}`, role, CITY);
  await house.account("e-officer", "district-officer");
  actors = [await house.actor("e-system-admin"), await house.actor("e-security-admin"), await house.actor("e-audit-admin"), await house.actor("e-officer"), anonymousActor("10.0.0.1")];
});

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom("\u0000", "\ud800", "500102", "2026-11-23", "create-account", "grant-role", "district-officer", "91500102MA5U000000", "00000000-0000-7000-8000-000000000001", "有理由的说明\u0000", "有理由的说明"));
const leaf = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const names = ["account", "password", "unit", "id", "reason", "fields", "after", "limit", "login", "phone", "state", "code", "kind", "words", "caseNo", "justified", "current", "next", "iss", "role"] as const;
const anyInput = fc.oneof(
  leaf,
  fc.dictionary(fc.constantFrom(...names), fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }))),
  fc.record({ unit: fc.constantFrom(FULING, CITY), id: fc.uuid(), account: fc.oneof(fc.uuid(), text), reason: text, words: text, caseNo: text, justified: fc.boolean(), fields: fc.constant(["name"]), login: text, after: text, limit: fc.constant("5") }),
  fc.record({ proposal: fc.record({ kind: fc.constantFrom("create-account", "grant-role", "issue-token", "link-subject"), unit: fc.constantFrom(FULING, "999999"), account: fc.uuid(), login: text, name: text, accountKind: fc.constant("official"), department: fc.constant("drug-control"), roles: fc.constant(["district-officer"]), role: fc.constant("district-officer"), label: text, subject: text, permissions: fc.constant(["precursor.read"]), days: fc.integer(), reason: text }) }),
);

test("whatever comes in at any door of access is done or refused; nothing breaks", async () => {
  const doors = accessModule.handlers.filter(({ endpoint }) => endpoint.name !== "access.session.close");
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...doors), fc.nat(4), anyInput, async (handler, who, input) => {
      const actor = actors[who] ?? anonymousActor("10.0.0.1");
      const outcome = await house.gate.run(handler, { actor, input, commandId: house.gate.newId() }).then(() => "done", (error: unknown) => error);
      expect(outcome === "done" || outcome instanceof Refusal ? "" : outcome).toBe("");
    }),
    { numRuns: 2000 },
  );
});
