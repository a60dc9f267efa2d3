import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { anActor, asSuperuser, useTestHouse } from "#test/database.ts";
import { checkDerived } from "../../../../tools/bench/crash-checks.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { judgeAll } from "../../domain/judge-all.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { aCity, aDeclaration, anEnterprise, chance, KG, onDay, type City } from "../../testing/builders.ts";
import { emptyBooks, inTwoUnits, system } from "../../testing/loaded-city.ts";
import { registerForTest } from "../../testing/register.ts";
import { BooksInMind, stillHolds } from "./books-in-mind.ts";
import { postDeclarations } from "./post-declarations.ts";
import { retimeBooks } from "./retime-books.ts";
import { settleRegisters } from "./settle-registers.ts";
import { questionsOf, readBefore, type KnownStock } from "./standing.ts";

const catalogue = [...shippedCatalogue.versionsById.values()].flat();
const clerk = anActor();
const firm = anEnterprise(1);
const stockRow = (id: string, massMg: number, kind: "opening" | "consume" = "opening") => aDeclaration(firm.uscc, id, kind, { substanceId: "toluene", massMg, occurredAt: onDay(3), reportedAt: onDay(4) });

describe("what a program remembers of the books it posted to", () => {
  const house = useTestHouse();
  const register = (city: Pick<City, "enterprises" | "permits">) => house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, city));
  const numbered = (rows: readonly Declaration[]) => rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true }));

  /** Posts as the program with this memory would. @param fails after it worked everything out and before the commit */
  const post = (mind: BooksInMind, rows: readonly Declaration[], fails = false, actor = system) =>
    house.gate.act(actor, "test.post", async (context) => {
      await postDeclarations({ ...context, sourceId: context.newId(), mind }, numbered(rows));
      if (fails) throw new Error("the connection was lost");
    });
  const postOrFail = (mind: BooksInMind, rows: readonly Declaration[]) => expect(post(mind, rows, true)).rejects.toThrow("the connection was lost");

  const stockOf = async () => (await house.gate.act(system, "test.stock", ({ tx }) => tx<{ closeMg: number }[]>`select close_mg as "closeMg" from precursor.stock where enterprise = ${firm.uscc}`))[0]?.closeMg;
  const stocks = () => house.gate.act(system, "test.stocks", async ({ tx }) => (await tx`select unit_code, enterprise, substance_id, close_mg from precursor.stock order by 1, 2, 3`).map((row) => ({ ...row })));
  /** The same, told again from every fact. */
  const toldAnew = async () => {
    await house.gate.act(system, "test.retime", async ({ tx, now, newId }) => {
      await tx`update precursor.stock set is_mistimed = true`;
      await retimeBooks(tx, null, now, newId);
    });
    return stocks();
  };
  const unbalanced = async () => {
    const found: string[] = [];
    await asSuperuser(async (sql) => void (await sql.begin(async (tx) => found.push(...(await checkDerived(tx))))), house.database.ownerUrl.split("/").pop());
    return found;
  };

  beforeEach(() => emptyBooks(house));

  it("is what the database would say, whoever posts in turn, whatever is rolled back, and the books say what the facts say", async () => {
    let recalledStocks = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 8, max: 30 }), async (seed, parts) => {
        await emptyBooks(house);
        const city = inTwoUnits(aCity(seed, { enterprises: 6, days: 90, rows: 140 }));
        await register(city);
        const minds = [new BooksInMind(), new BooksInMind()] as const;
        const random = chance(seed + 1);
        const mind = () => minds[random() < 0.7 ? 0 : 1];
        const filed = [...city.declarations].sort((a, b) => Number(a.kind === "void") - Number(b.kind === "void") || a.reportedAt - b.reportedAt + (random() - 0.5) * 4e8);
        for (let part = 0; part < parts; part++) {
          const rows = filed.slice(Math.floor((part * filed.length) / parts), Math.floor(((part + 1) * filed.length) / parts));
          if (random() < 0.15) await postOrFail(mind(), rows);
          const poster = mind();
          await post(poster, rows);
          recalledStocks += await expectTrue(poster, rows);
        }
        expect(await stocks()).toEqual(await toldAnew());
        expect(await openFindings()).toEqual(judged(city));
      }),
      { numRuns: 12 },
    );
    expect(recalledStocks).toBeGreaterThan(100);
  }, 120_000);

  it("is of no use once another program has posted", async () => {
    await register({ enterprises: [firm], permits: [] });
    const [here, there] = [new BooksInMind(), new BooksInMind()];
    await post(here, [stockRow("A", 10 * KG)]);
    await post(there, [stockRow("B", 20 * KG)]);
    await post(here, [stockRow("C", 5 * KG, "consume")]);
    expect(await stockOf()).toBe(25 * KG);
  });

  it("is of no use when the posting it comes from was rolled back", async () => {
    await register({ enterprises: [firm], permits: [] });
    const mind = new BooksInMind();
    await post(mind, [stockRow("A", 10 * KG)]);
    await postOrFail(mind, [stockRow("B", 20 * KG)]);
    await post(mind, [stockRow("C", 5 * KG, "consume")]);
    expect(await stockOf()).toBe(5 * KG);
  });

  it("is of no use once the registers have changed", async () => {
    await register({ enterprises: [firm], permits: [] });
    const mind = new BooksInMind();
    await post(mind, [stockRow("A", 10 * KG)]);
    const holds = async () => {
      const found = await house.gate.act(system, "test.marks", ({ tx }) => tx<{ unitCode: string; mark: string }[]>`select unit_code as "unitCode", mark from precursor.book_lock`);
      return stillHolds(mind.recall([firm.unitCode], questionsOf([stockRow("B", KG)])), new Map(found.map(({ unitCode, mark }) => [unitCode, mark])));
    };
    expect(await holds()).toBe(true);
    await house.gate.act(system, "test.settle", (context) => settleRegisters({ ...context, sourceId: context.newId() }, { enterprises: [anEnterprise(2)], permits: [] }));
    expect(await holds()).toBe(false);
  });

  it("is not asked for while a posting is still working out what it leaves", async () => {
    await register({ enterprises: [firm], permits: [] });
    const mind = new BooksInMind();
    await post(mind, [stockRow("A", 10 * KG)]);
    const asked = questionsOf([stockRow("B", KG)]);
    const before = mind.recall([firm.unitCode], asked);
    const taken = mind.take([firm.unitCode], "019d0000-0000-7000-8000-0000000000aa", before);
    expect(mind.recall([firm.unitCode], asked).marks.size).toBe(0);
    taken.putBack();
    expect(mind.recall([firm.unitCode], asked).stocks.size).toBe(1);
  });

  it("takes filings of one moment by two programs and keeps every one", async () => {
    await register({ enterprises: [firm], permits: [] });
    const minds = [new BooksInMind(), new BooksInMind()] as const;
    await Promise.all(Array.from({ length: 24 }, (_, i) => post(minds[i % 2 === 0 ? 0 : 1], [stockRow(`R${i}`, KG)], false, clerk)));
    expect(await stockOf()).toBe(24 * KG);
    expect(await unbalanced()).toEqual([]);
  });

  const openFindings = () =>
    house.gate.act(system, "test.findings", async ({ tx }) => {
      const rows = await tx<{ key: string; massMg: number }[]>`select key, mass_mg as "massMg" from precursor.finding where ended_at is null and due_at <= now() and (until is null or until > now()) order by key collate "C"`;
      return rows.map((row) => ({ ...row }));
    });
  const judged = ({ enterprises, permits, declarations }: City) => judgeAll({ declarations, enterprises, permits, catalogue, at: Date.now() }).map(({ key, massMg }) => ({ key, massMg }));

  /** Reads again what is remembered of these rows' books. @returns how many stocks there were to compare */
  const expectTrue = (mind: BooksInMind, rows: readonly Declaration[]) =>
    house.gate.act(system, "test.read", async ({ tx }) => {
      const asked = questionsOf(rows.filter(({ kind }) => kind !== "void"));
      const recalled = mind.recall([...new Set(rows.map(({ unitCode }) => unitCode))], asked);
      const marks = await tx<{ unitCode: string; mark: string }[]>`select unit_code as "unitCode", mark from precursor.book_lock`;
      if (!stillHolds(recalled, new Map(marks.map(({ unitCode, mark: found }) => [unitCode, found])))) return 0;
      const read = await readBefore(tx, asked);
      for (const [key, stock] of recalled.stocks) {
        const fresh = read.stocks.get(key);
        const start = [stock.fromMonth, fresh?.fromMonth ?? ""].toSorted()[1] ?? "";
        expect(toldFrom(start, stock)).toEqual(toldFrom(start, fresh));
      }
      for (const enterprise of recalled.enterprises) expect(enterprise).toEqual(read.register.enterprise(enterprise.uscc));
      for (const { row } of read.transforms) expect(recalled.plainBooks).not.toContain(row.declarant);
      return recalled.stocks.size;
    });
});

/** A stock as a posting reads it: its sums, the months told from a month on, and the close before them. */
function toldFrom(start: string, stock: KnownStock | undefined) {
  const { months = [], ...sums } = stock?.found ?? {};
  const close = ({ closingMg, varianceMg2 }: { closingMg: number; varianceMg2: number }) => ({ closingMg, varianceMg2 });
  const before = months.findLast(({ month }) => month < start);
  return { ...sums, before: before && close(before.close), months: months.filter(({ month }) => month >= start).map(({ month, steps, close: end }) => ({ month, steps, close: close(end) })) };
}
