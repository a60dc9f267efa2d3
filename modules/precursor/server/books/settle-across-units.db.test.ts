import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestHouse } from "#test/database.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { judgeAll } from "../../domain/judge-all.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { aCity, aDeclaration, aPermit, aUscc, anEnterprise, chance, KG, onDay, type City } from "../../testing/builders.ts";
import { emptyBooks, inTwoUnits, OTHER_UNIT, system } from "../../testing/loaded-city.ts";
import { holdBeforeCommit, untilOneWaits } from "../../testing/postings-at-once.ts";
import { registerForTest } from "../../testing/register.ts";
import { postDeclarations } from "./post-declarations.ts";

const catalogue = [...shippedCatalogue.versionsById.values()].flat();
const here = anEnterprise(1);
const there = anEnterprise(2, { unitCode: OTHER_UNIT, district: OTHER_UNIT });
const holder = anEnterprise(3, { unitCode: "500103", district: "500103" });
const lent = aPermit(holder.uscc, { unitCode: holder.unitCode, number: "GM-3", quantityMg: 25 * KG });
const stranger = aUscc(9);
const voidOf = (row: Declaration) => aDeclaration(row.declarant, `void-${row.declarationId}`, "void", { unitCode: row.unitCode, ref: row.declarationId, massMg: 0, occurredAt: row.occurredAt, reportedAt: row.reportedAt });

/** The same city before a third of its parties came onto the register: they keep no book, and others name them. */
function partlyRegistered(city: City): City {
  const registered = city.enterprises.filter((_, i) => i % 3 !== 2);
  const has = new Set(registered.map(({ uscc }) => uscc));
  return { ...city, enterprises: registered, permits: city.permits.filter(({ holder }) => has.has(holder)), declarations: city.declarations.filter(({ declarant }) => has.has(declarant)) };
}

/** Every second row cites one of a few documents that are lent around. */
function withBorrowedDocuments(city: City, random: () => number): City {
  const cited = (row: Declaration) => (row.permit === null || random() < 0.5 ? row.permit : (city.permits[Math.floor(random() * 4)]?.number ?? null));
  return { ...city, declarations: city.declarations.map((row) => ({ ...row, permit: cited(row) })) };
}

describe("a trouble of which the books of several units speak", () => {
  const house = useTestHouse();
  beforeEach(() => emptyBooks(house));

  const register = (city: Pick<City, "enterprises" | "permits">) => house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, city));
  const post = (...rows: Declaration[]) =>
    house.gate.act(system, "test.post", (context) => postDeclarations({ ...context, sourceId: context.newId() }, rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true }))));
  /** A posting that has worked everything out and is committed when told so. */
  const postAndHold = (row: Declaration) =>
    holdBeforeCommit((hold) =>
      house.gate.act(system, "test.post", async (context) => {
        await postDeclarations({ ...context, sourceId: context.newId() }, [{ row, line: 2, reportedGiven: true }]);
        await hold();
      }),
    );
  const live = () =>
    house.gate.act(system, "test.findings", async ({ tx }) => {
      const rows = await tx<{ key: string; unitCode: string; massMg: number; declarations: string[] }[]>`
        select key, unit_code as "unitCode", mass_mg as "massMg", declarations from precursor.finding where ended_at is null and due_at <= now() and (until is null or until > now()) order by key collate "C", unit_code`;
      return rows.map((row) => ({ ...row }));
    });
  const oracle = (city: Pick<City, "enterprises" | "permits">, rows: readonly Declaration[]) =>
    judgeAll({ ...city, declarations: rows, catalogue, at: Date.now() }).map(({ key, unitCode, massMg, declarations }) => ({ key, unitCode, massMg, declarations: [...declarations] }));

  describe("of trade with a party that nobody registered", () => {
    const city = { enterprises: [here, there], permits: [] };
    const bought = aDeclaration(here.uscc, "a", "receive", { counterparty: stranger, massMg: 10 * KG, shipment: "S1", lot: "L1", occurredAt: onDay(1) });
    const boughtThere = aDeclaration(there.uscc, "c", "receive", { unitCode: OTHER_UNIT, counterparty: stranger, massMg: 20 * KG, shipment: "S2", lot: "L1", occurredAt: onDay(2) });
    const strangers = async () => (await live()).filter(({ key }) => key.startsWith("unlicensed-party")).map(({ unitCode, massMg }) => ({ unitCode, massMg }));

    it("stays open in one district when the other district's trade is voided", async () => {
      await register(city);
      await post(bought, boughtThere);
      await post(voidOf(bought));
      expect(await strangers()).toEqual([{ unitCode: OTHER_UNIT, massMg: 20 * KG }]);
      expect(await live()).toEqual(oracle(city, [bought, boughtThere, voidOf(bought)]));
    });

    it("is the same whether the districts file together or one after the other, under one name for each", async () => {
      await register(city);
      await post(bought);
      await post(boughtThere);
      expect(await strangers()).toEqual([{ unitCode: "500102", massMg: 10 * KG }, { unitCode: OTHER_UNIT, massMg: 20 * KG }]);
      expect(await live()).toEqual(oracle(city, [bought, boughtThere]));
      const ids = await house.gate.act(system, "test.ids", ({ tx }) => tx<{ id: string }[]>`select id from precursor.finding where ended_at is null`);
      expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
    });
  });

  describe("of a document held in a third unit", () => {
    const city = { enterprises: [here, there, holder], permits: [lent] };
    const buying = (owner: typeof here, id: string, massMg: number) => aDeclaration(owner.uscc, id, "receive", { unitCode: owner.unitCode, counterparty: stranger, massMg, shipment: id, permit: lent.number, occurredAt: onDay(1) });
    const overdrawn = async () => (await live()).filter(({ key }) => key.startsWith("permit-overdrawn")).map(({ unitCode, massMg }) => ({ unitCode, massMg }));

    it("ends when the row that overdrew it is voided", async () => {
      await register(city);
      const row = buying(here, "a", 30 * KG);
      await post(row);
      expect(await overdrawn()).toEqual([{ unitCode: holder.unitCode, massMg: 5 * KG }]);
      await post(voidOf(row));
      expect(await live()).toEqual(oracle(city, [row, voidOf(row)]));
    });

    it("counts every draw when two districts draw at the same moment", async () => {
      await register(city);
      const [first, second] = [buying(here, "a", 20 * KG), buying(there, "c", 20 * KG)];
      const { done, commit } = await postAndHold(first);
      const other = post(second);
      await untilOneWaits(house);
      commit();
      await Promise.all([done, other]);
      expect(await live()).toEqual(oracle(city, [first, second]));
      const uses = await house.gate.act(system, "test.uses", ({ tx }) => tx<{ drawnMg: number }[]>`select drawn_mg as "drawnMg" from precursor.permit_use`);
      expect(uses.map(({ drawnMg }) => drawnMg)).toEqual([40 * KG]);
    });

    it("takes back one draw while another district draws", async () => {
      await register(city);
      const [first, second, third] = [buying(here, "a", 20 * KG), buying(there, "c", 20 * KG), buying(there, "d", 20 * KG)];
      await post(first, second);
      const { done, commit } = await postAndHold(voidOf(first));
      const other = post(third);
      await untilOneWaits(house);
      commit();
      await Promise.all([done, other]);
      expect(await live()).toEqual(oracle(city, [first, second, third, voidOf(first)]));
    });
  });

  it("is judged as if everything had been known at once, in whatever order the districts file and void", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 30, max: 90 }), async (seed, parts) => {
        await emptyBooks(house);
        const random = chance(seed + 1);
        const city = withBorrowedDocuments(partlyRegistered(inTwoUnits(aCity(seed, { enterprises: 7, days: 90, rows: 100 }))), random);
        await register(city);
        const filed = city.declarations.map((row) => ({ row, order: Number(row.kind === "void") + random() })).sort((a, b) => a.order - b.order).map(({ row }) => row);
        for (let part = 0; part < parts; part++) await post(...filed.slice(Math.floor((part * filed.length) / parts), Math.floor(((part + 1) * filed.length) / parts)));
        expect(await live()).toEqual(oracle(city, city.declarations));
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
