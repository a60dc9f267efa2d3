import { describe, expect, test } from "vitest";
import { anActor, useTestHouse } from "../../../test/database.ts";
import type { Town, Unit } from "../contract/index.ts";
import { loadTerritory, territoryModule } from "../public.ts";

describe("the territory", () => {
  const house = useTestHouse(territoryModule.handlers);
  const anyone = anActor();
  const counts = () => house.database.owner`
    select (select count(*)::int from territory.unit) as units, (select count(*)::int from territory.town) as towns,
      (select count(*)::int from territory.unit_link) as links, (select count(*)::int from territory.town_transfer) as transfers,
      (select md5(string_agg(u::text, '|' order by code)) from territory.unit u) as content`;

  test("is loaded from the city's data folder, and loading it again changes nothing", async () => {
    await house.database.owner.begin((tx) => loadTerritory(tx));
    const [first] = await counts();
    expect(first).toMatchObject({ units: 39, towns: 1031, links: 4, transfers: 47 });
    await house.database.owner.begin((tx) => loadTerritory(tx));
    expect((await counts())[0]).toEqual(first);
  });

  test("is read by the application and never written by it", async () => {
    const [unit] = await house.database.app`select name_zh, provisional_code, verified_at from territory.unit where code = '500157'`;
    expect(unit).toEqual({ name_zh: "两江新区", provisional_code: true, verified_at: null });
    await expect(house.database.app`update territory.unit set name_zh = 'x'`).rejects.toMatchObject({ code: "42501" });
  });

  test("answers for any day, today when none is named", async () => {
    const units = async (input: object) => (await house.call(anyone, "territory.unit.list", input)) as { on: string; units: Unit[] };
    expect((await units({})).on).toBe("2026-11-23");
    expect((await units({})).units).toHaveLength(37);
    expect((await units({ on: "2025-11-05" })).units).toHaveLength(38);
    const { towns } = (await house.call(anyone, "territory.town.list", { unit: "500102" })) as { towns: Town[] };
    expect(towns).toHaveLength(27);
    await expect(house.call(anyone, "territory.town.list", { unit: "500112" })).rejects.toMatchObject({ code: "territory.unit.unknown" });
    expect(await house.call(anyone, "territory.crosswalk.get", {})).toMatchObject({ links: expect.any(Array) });
  });

  test("is for those who signed in", async () => {
    await expect(house.call(anActor({ kind: "anonymous" }), "territory.unit.list", {})).rejects.toMatchObject({ code: "gate.signed-out" });
  });
});
