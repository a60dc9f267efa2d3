import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutputOf } from "#kernel/contract.ts";
import { useTestHouse } from "#test/database.ts";
import { listPermits } from "../../contract/register.api.ts";
import { keyOf } from "../../domain/key.ts";
import { drawOf, drawTarget, permitBalance } from "../../domain/permit-draw.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { aCity, aDeclaration, aPermit, anEnterprise, KG, onDay, type City } from "../../testing/builders.ts";
import { inTwoUnits, loadCity, OTHER_UNIT } from "../../testing/loaded-city.ts";
import { cityOfficer, officer } from "../../testing/two-units.ts";
import { viewHandlers } from "./handlers.ts";

const house = useTestHouse(viewHandlers);
const buyer = anEnterprise(1);
const neighbour = anEnterprise(2, { unitCode: OTHER_UNIT, district: OTHER_UNIT });

describe("how many shipments a document served", () => {
  const shown = async (actor = officer) => ((await house.call(actor, listPermits.name, { limit: 200 })) as OutputOf<typeof listPermits>).rows.map(({ number, kind, shipments }) => ({ number, kind, shipments }));

  it("is all of them, parts of one shipment together, voided ones not, drawn in whatever unit", async () => {
    const receipt = (id: string, part = {}) => aDeclaration(buyer.uscc, id, "receive", { counterparty: neighbour.uscc, permit: "GM-1", massMg: KG, occurredAt: onDay(3), ...part });
    const many = Array.from({ length: 40 }, (_, i) => receipt(`r${i}`, { shipment: i % 2 === 0 ? `S${i}` : null }));
    const rows = [
      ...many,
      receipt("rest", { shipment: "S0", lot: "other" }),
      receipt("wrong", { shipment: "S90" }),
      aDeclaration(buyer.uscc, "cancel", "void", { ref: "wrong", massMg: 0, occurredAt: onDay(4) }),
      aDeclaration(neighbour.uscc, "cites", "dispatch", { unitCode: OTHER_UNIT, counterparty: buyer.uscc, permit: "GM-1", shipment: "S91", occurredAt: onDay(3) }),
      aDeclaration(neighbour.uscc, "borrows", "receive", { unitCode: OTHER_UNIT, counterparty: buyer.uscc, permit: "GM-1", shipment: "S92", occurredAt: onDay(3) }),
    ];
    await loadCity(house, { enterprises: [buyer, neighbour], permits: [aPermit(buyer.uscc)], catalogue: [], declarations: rows });
    expect(await shown()).toEqual([{ number: "GM-1", kind: "purchase", shipments: 41 }]);
  });

  it("is what the rules count from every row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const { city, rows } = await loadCity(house, carried(inTwoUnits(aCity(seed, { enterprises: 4, days: 60, rows: 200 }))));
        const counted = new Map((await shown(cityOfficer)).map(({ number, kind, shipments }) => [keyOf(kind, number), shipments]));
        const draws = presentAsOf(rows, Infinity).flatMap((row) => ({ target: drawTarget(row), draw: drawOf(row) }));
        for (const permit of city.permits) {
          const own = draws.filter(({ target }) => target?.kind === permit.kind && target.number === permit.number).map(({ draw }) => draw);
          expect(counted.get(keyOf(permit.kind, permit.number))).toBe(permitBalance(permit, own).shipments);
        }
      }),
      { numRuns: 3 },
    );
  }, 60_000);
});

/** Every document also stands for a way of transport and for production, and rows cite it for that. */
function carried(city: City): City {
  const kinds = city.permits.flatMap((permit) => [permit, { ...permit, kind: "transport" as const }, { ...permit, kind: "production" as const }]);
  const number = (i: number) => city.permits[i % city.permits.length]?.number ?? null;
  return { ...city, permits: kinds, declarations: city.declarations.map((row, i) => (row.kind === "dispatch" ? { ...row, transportPermit: number(i) } : row.kind === "produce" ? { ...row, permit: number(i) } : row)) };
}
