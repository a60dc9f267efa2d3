import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Permit } from "../../contract/permit.ts";
import { judgeAll } from "../../domain/judge-all.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { aCity, chance, type City } from "../../testing/builders.ts";
import { registerForTest } from "../../testing/register.ts";
import { anActor, useTestHouse } from "#test/database.ts";
import { postDeclarations } from "./post-declarations.ts";
import { settleRegisters } from "./settle-registers.ts";

const catalogue = [...shippedCatalogue.versionsById.values()].flat();
const system = anActor({ kind: "system", scope: "city", unitCode: "500000", accountId: "system" });
const UNITS = ["500102", "500103", "520102"];

/** The same city, its enterprises in several units and one of them in another province. */
function spreadCity(seed: number): City {
  const city = aCity(seed, { enterprises: 6, days: 120, rows: 140 });
  const unitOf = new Map(city.enterprises.map((each, i) => [each.uscc, UNITS[i % UNITS.length] ?? "500102"]));
  const home = (uscc: string) => unitOf.get(uscc) ?? "500102";
  return {
    ...city,
    enterprises: city.enterprises.map((each) => ({ ...each, unitCode: home(each.uscc), district: home(each.uscc) })),
    permits: city.permits.map((each) => ({ ...each, unitCode: home(each.holder) })),
    declarations: city.declarations.map((each) => ({ ...each, unitCode: home(each.declarant) })),
  };
}

describe("registering parties and documents", () => {
  const house = useTestHouse();

  const empty = () => house.database.owner.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '500000', true)`;
    await tx`truncate precursor.book_lock, precursor.enterprise_registry, precursor.permit_registry, precursor.enterprise, precursor.permit, precursor.declaration, precursor.declaration_void, precursor.shipment, precursor.permit_use, precursor.purchase_year, precursor.stock, precursor.stock_month, precursor.contribution, precursor.adjustment, precursor.flow_month, precursor.flow_day, precursor.finding`;
  });
  const register = (part: { enterprises: Enterprise[]; permits: Permit[] }) =>
    house.gate.act(system, "test.register", async (context) => {
      await registerForTest(context.tx, part);
      await settleRegisters({ ...context, sourceId: context.newId() }, part);
    });
  const post = (rows: City["declarations"]) =>
    house.gate.act(system, "test.post", (context) => postDeclarations({ ...context, sourceId: context.newId() }, rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true }))));
  const live = () =>
    house.gate.act(system, "test.findings", async ({ tx }) => {
      const rows = await tx<{ key: string; massMg: number; declarations: string[] }[]>`
        select key, mass_mg as "massMg", declarations from precursor.finding where ended_at is null and due_at <= now() and (until is null or until > now()) order by key collate "C"`;
      return rows.map((row) => ({ ...row }));
    });
  const oracle = (city: City, rows: City["declarations"]) =>
    judgeAll({ declarations: rows, enterprises: city.enterprises, permits: city.permits, catalogue, at: Date.now() }).map((finding) => ({ key: finding.key, massMg: finding.massMg, declarations: [...finding.declarations] }));

  it("leaves, whether it is done before or after the declarations, exactly the findings that judging everything from scratch finds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        await empty();
        const city = spreadCity(seed);
        const random = chance(seed);
        const late = new Set(city.enterprises.filter(() => random() < 0.5).map((each) => each.uscc));
        // A party without registration has no book; its own rows come once it is registered.
        const early = city.declarations.filter((row) => !late.has(row.declarant));
        const rest = city.declarations.filter((row) => late.has(row.declarant));
        const documents = city.permits.filter((permit) => !late.has(permit.holder) && random() < 0.5);
        await register({ enterprises: city.enterprises.filter((each) => !late.has(each.uscc)), permits: documents });
        const half = early.findIndex((row, i) => i > early.length / 2 && row.kind !== "void");
        await post(early.slice(0, half));
        await register({ enterprises: city.enterprises.filter((each) => late.has(each.uscc)), permits: [] });
        await post([...early.slice(half), ...rest]);
        await register({ enterprises: [], permits: city.permits.filter((permit) => !documents.includes(permit)) });
        expect(await live()).toEqual(oracle(city, city.declarations));
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);
});
