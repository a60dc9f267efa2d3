import { describe, expect, test } from "vitest";
import { startOfDay } from "#kernel/calendar.ts";
import { dutyModule } from "#duty";
import type { DutyView } from "#duty/contract";
import { anActor, useTestHouse } from "../../../test/database.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit } from "../contract/permit.ts";
import { openAnnualReportDuties, openPermitDuties, openSaleReportDuties, settleSaleReportDuties } from "./deadline-duties.ts";

const SELLER = "91500102MA00000000";
const enterprise = (uscc: string, parts: Partial<Enterprise> = {}): Enterprise => ({ unitCode: "500102", uscc, name: "演示数据企业", district: "500102", town: null, address: null, lon: null, lat: null, crs: null, activities: ["operation"], since: startOfDay("2024-01-01"), status: "active", scaleKgPerYear: null, ...parts });
const permit: Permit = { unitCode: "500102", number: "演示-1", kind: "operation", form: "filing", holder: SELLER, counterparty: null, substanceId: "toluene", quantityMg: 1_000_000, quantityText: "1", unit: "kg", validFrom: startOfDay("2024-01-01"), validTo: startOfDay("2026-12-31"), uses: "multi", origin: null, destination: null, issuer: null };
const sale = { unitCode: "500102", seller: SELLER, buyer: "91500102MA00000001", substanceId: "toluene", substanceClass: 3 as const, shipment: "W1", occurredAt: Date.parse("2026-10-01T10:00:00+08:00") };

describe("statutory deadlines of precursors", () => {
  const house = useTestHouse(dutyModule.handlers);
  const officer = anActor({ permissions: ["duty.read", "duty.work"] });
  const inUnit = async (state = "open") => ((await house.call(officer, "duty.duty.list", { whose: "unit", state, limit: 500 })) as { rows: DutyView[] }).rows;

  test("become duties of the enterprise that owes them, each once", async () => {
    const open = () =>
      house.gate.act(officer, "test.open", async (context) => [
        await openPermitDuties(context, [permit]),
        await openAnnualReportDuties(context, [enterprise(SELLER), enterprise("91500102MA00000002", { status: "closed" }), enterprise("91500102MA00000003", { since: startOfDay("2026-02-01") })], 2025),
        await openSaleReportDuties(context, [{ ...sale, isTransfer: false }]),
      ]);
    expect(await open()).toEqual([1, 1, 1]);
    expect(await open()).toEqual([0, 0, 0]);
    expect((await inUnit()).map((duty) => [duty.key.split("/")[0], duty.state, duty.owner.enterprise])).toEqual([
      ["annual-report", "overdue", SELLER],
      ["sale-report-class-2-3", "overdue", SELLER],
      ["production-operation-renewal", "due-soon", SELLER],
    ]);
  });

  test("say which law they rest on and whether it was verified", async () => {
    const renewal = (await inUnit()).find((duty) => duty.key.startsWith("production-operation-renewal"));
    expect(renewal).toMatchObject({ legalBasis: { verified: false }, dueAt: "2026-12-31T15:59:59.999Z" });
  });

  test("of a sale are met when the seller's filing arrives, late when it is late", async () => {
    const settled = await house.gate.act(officer, "test.settle", (context) => settleSaleReportDuties(context, [{ ...sale, declaration: `${SELLER}/D7` }]));
    expect(settled).toBe(1);
    expect(await inUnit("done")).toMatchObject([{ subject: { kind: "shipment" }, outcome: { late: true } }]);
  });
});
