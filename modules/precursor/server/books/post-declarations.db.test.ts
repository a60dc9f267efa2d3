import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Declaration } from "../../contract/declaration.ts";
import { judgeAll } from "../../domain/judge-all.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { aCity, aDeclaration, chance, onDay, type City } from "../../testing/builders.ts";
import { registerForTest } from "../../testing/register.ts";
import { anActor, useTestHouse } from "#test/database.ts";
import { postDeclarations, type Posted } from "./post-declarations.ts";

const catalogue = [...shippedCatalogue.versionsById.values()].flat();
const system = anActor({ kind: "system", scope: "city", unitCode: "500000", accountId: "system" });

describe("posting declarations", () => {
  const house = useTestHouse();

  const post = (rows: readonly Declaration[]): Promise<Posted> =>
    house.gate.act(system, "test.post", (context) => postDeclarations({ ...context, sourceId: context.newId() }, rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true }))));

  const live = () =>
    house.gate.act(system, "test.findings", async ({ tx }) => {
      const rows = await tx<{ key: string; massMg: number; declarations: string[] }[]>`
        select key, mass_mg as "massMg", declarations from precursor.finding where ended_at is null and due_at <= now() and (until is null or until > now()) order by key collate "C"`;
      return rows.map((row) => ({ ...row }));
    });

  const oracle = (city: City, rows: readonly Declaration[]) =>
    judgeAll({ declarations: rows, enterprises: city.enterprises, permits: city.permits, catalogue, at: Date.now() }).map((finding) => ({ key: finding.key, massMg: finding.massMg, declarations: [...finding.declarations] }));

  const empty = () => house.database.owner.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '500000', true)`;
    await tx`truncate precursor.book_lock, precursor.enterprise_registry, precursor.permit_registry, precursor.enterprise, precursor.permit, precursor.declaration, precursor.declaration_void, precursor.shipment, precursor.permit_use, precursor.purchase_year, precursor.stock, precursor.stock_month, precursor.contribution, precursor.adjustment, precursor.flow_month, precursor.flow_day, precursor.finding`;
  });

  it("finds, however the rows are ordered and cut into postings, exactly what judging everything from scratch finds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 7 }), async (seed, parts) => {
        await empty();
        const city = aCity(seed, { enterprises: 6, days: 120, rows: 160 });
        await house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, city));
        const random = chance(seed + 1);
        const rows = city.declarations.filter((row) => row.kind !== "void").map((row) => ({ row, order: random() })).sort((a, b) => a.order - b.order).map(({ row }) => row);
        const voids = city.declarations.filter((row) => row.kind === "void");
        for (let part = 0; part < parts; part++) await post(rows.filter((_, i) => i % parts === part));
        for (const row of voids) await post([row]);
        expect(await live()).toEqual(oracle(city, city.declarations));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("takes back one row of a book with hundreds of counts, each of which differs otherwise then", async () => {
    await empty();
    const city = aCity(1, { enterprises: 1, days: 1, rows: 0 });
    const uscc = city.enterprises[0]?.uscc ?? "";
    await house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, city));
    const opening = aDeclaration(uscc, "first", "opening", { massMg: 1e9, occurredAt: onDay(0) });
    const days = Array.from({ length: 500 }, (_, i) => [aDeclaration(uscc, `made${i}`, "produce", { massMg: 1e6, occurredAt: onDay(i - 600, 9) }), aDeclaration(uscc, `count${i}`, "stocktake", { massMg: 1e6 + i, occurredAt: onDay(i - 600, 20) })]).flat();
    const cancel = aDeclaration(uscc, "cancel", "void", { ref: "made0", massMg: 0, occurredAt: onDay(1) });
    await post([opening, ...days]);
    expect((await post([cancel])).outcomes).toEqual([{ line: 2, state: "accepted" }]);
    expect(await live()).toEqual(oracle(city, [opening, ...days, cancel]));
  });
});
