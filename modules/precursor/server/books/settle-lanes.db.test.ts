import fc from "fast-check";
import { expect, describe, it } from "vitest";
import { useTestHouse } from "#test/database.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { judgeAll, matchAll } from "../../domain/judge-all.ts";
import { shippedCatalogue } from "../../domain/shipped-catalogue.ts";
import { aDeclaration, anEnterprise, chance, KG, onDay } from "../../testing/builders.ts";
import { emptyBooks, OTHER_UNIT, system } from "../../testing/loaded-city.ts";
import { registerForTest } from "../../testing/register.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { postDeclarations } from "./post-declarations.ts";

const catalogue = [...shippedCatalogue.versionsById.values()].flat();
const seller = anEnterprise(1);
const buyer = anEnterprise(2, { unitCode: OTHER_UNIT, district: OTHER_UNIT });

/** One lane with few waybills and lots and whole masses, so that lots are mixed up and made good again and again; some rows are voided. */
function aLane(seed: number): Declaration[] {
  const random = chance(seed);
  const rows = Array.from({ length: 24 }, (_, i) => {
    const isSale = random() < 0.45;
    const part = { shipment: `S${Math.floor(random() * 2)}`, lot: `L${Math.floor(random() * 3)}`, massMg: (1 + Math.floor(random() * 2)) * 10 * KG, sigmaPpm: 0, occurredAt: onDay(Math.floor(random() * 5)) };
    return isSale ? aDeclaration(seller.uscc, `D${i}`, "dispatch", { ...part, counterparty: buyer.uscc }) : aDeclaration(buyer.uscc, `R${i}`, "receive", { ...part, unitCode: buyer.unitCode, counterparty: seller.uscc });
  });
  const voids = rows.filter(() => random() < 0.2).map((row) => aDeclaration(row.declarant, `V${row.declarationId}`, "void", { unitCode: row.unitCode, ref: row.declarationId, massMg: 0, occurredAt: row.occurredAt }));
  return [...rows, ...voids];
}

describe("shipments of a lane, settled row by row", () => {
  const house = useTestHouse();
  const post = (row: Declaration) => house.gate.act(system, "test.post", (context) => postDeclarations({ ...context, sourceId: context.newId() }, [{ row, line: 2, reportedGiven: true }]));
  const live = () =>
    house.gate.act(system, "test.live", async ({ tx }) => {
      const findings = await tx<{ key: string; massMg: number; declarations: string[] }[]>`select key, mass_mg as "massMg", declarations from precursor.finding where ended_at is null and due_at <= now() and (until is null or until > now()) order by key collate "C"`;
      const shipments = await tx<{ key: string; how: string | null; pairedWith: string[] | null }[]>`select key, how, paired_with as "pairedWith" from precursor.shipment where sent_mg + received_mg > 0 order by key collate "C"`;
      return { findings: findings.map((row) => ({ ...row })), shipments: shipments.map(({ key, how, pairedWith }) => ({ key, how, with: pairedWith?.toSorted() ?? [] })) };
    });

  const fromScratch = (rows: readonly Declaration[]) => {
    const findings = judgeAll({ declarations: rows, enterprises: [seller, buyer], permits: [], catalogue, at: Date.now() }).map(({ key, massMg, declarations }) => ({ key, massMg, declarations: [...declarations] }));
    const matches = matchAll(presentAsOf(rows, Infinity));
    const alone = matches.flatMap((match) => [...match.unansweredDispatches, ...match.unansweredReceipts]).map(({ key }) => ({ key, how: null as string | null, with: [] as string[] }));
    const paired = matches.flatMap((match) => match.pairings).flatMap(({ how, sent, received }) => {
      const keys = [...new Set([...sent, ...received].map(({ key }) => key))];
      return keys.map((key) => ({ key, how: how as string | null, with: keys.filter((other) => other !== key).toSorted() }));
    });
    return { findings, shipments: [...alone, ...paired].sort((a, b) => (a.key < b.key ? -1 : 1)), isMixed: matches.some((match) => match.pairings.some(({ how, sent, received }) => how === "lot-differs" && sent.some((group) => received.includes(group)))) };
  };

  it("are after every row matched as all rows at once would be, also where lots of one waybill make each other good", async () => {
    let mixed = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        await emptyBooks(house);
        await house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, { enterprises: [seller, buyer], permits: [] }));
        const rows = aLane(seed);
        for (let i = 0; i < rows.length; i++) {
          const row = rows[i];
          if (row === undefined) continue;
          await post(row);
          const { isMixed, ...expected } = fromScratch(rows.slice(0, i + 1));
          expect(await live()).toEqual(expected);
          if (isMixed) mixed++;
        }
      }),
      { numRuns: 5, seed: 20260101 },
    );
    expect(mixed).toBeGreaterThan(5);
  }, 120_000);
});
