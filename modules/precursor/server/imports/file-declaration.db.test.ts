import { beforeAll, describe, expect, it } from "vitest";
import { anEnterprise, aUscc } from "../../testing/builders.ts";
import { registerForTest } from "../../testing/register.ts";
import { anActor, useTestHouse } from "#test/database.ts";
import { fileHandlers } from "./handlers.ts";

const seller = anEnterprise(1);
const elsewhere = anEnterprise(3, { unitCode: "500103", district: "500103", uscc: aUscc(3, "500103") });
const PERMISSIONS = ["precursor.declare"];
const officer = anActor({ permissions: PERMISSIONS });
const clerk = anActor({ kind: "enterprise", department: "enterprise", enterpriseUscc: seller.uscc, permissions: PERMISSIONS, accountId: "00000000-0000-7000-8000-000000000003" });
const other = anActor({ kind: "enterprise", department: "enterprise", enterpriseUscc: aUscc(9), permissions: PERMISSIONS, accountId: "00000000-0000-7000-8000-000000000004" });
const filing = (id: string, part: object = {}) => ({ declaration_id: id, declarant: seller.uscc, kind: "opening", substance: "甲苯", lot: "L1", quantity: "10", unit: "kg", occurred_at: "2026-01-02", note: "演示数据", ...part });

describe("filing one declaration", () => {
  const house = useTestHouse(fileHandlers);
  const file = (actor: typeof officer, input: object, commandId?: string) => house.call(actor, "precursor.declaration.file", input, commandId);
  beforeAll(() => house.gate.act(anActor({ scope: "city", unitCode: "500000" }), "test.register", ({ tx }) => registerForTest(tx, { enterprises: [seller, elsewhere], permits: [] })));

  it("books it, answers the same filing again as unchanged, and refuses other content under its id", async () => {
    expect(await file(officer, filing("F-1"))).toEqual({ declarant: seller.uscc, declarationId: "F-1", massMg: 10_000_000, state: "accepted", voided: false, findings: [] });
    expect(await file(clerk, filing("F-1"))).toMatchObject({ state: "unchanged" });
    await expect(file(officer, filing("F-1", { quantity: "11" }))).rejects.toMatchObject({ code: "precursor.declaration.conflict" });
  });

  it("says of a filing that comes again after it was voided that it is not on the books, and that its id is used up", async () => {
    await file(officer, filing("F-V"));
    await file(officer, filing("F-W", { kind: "void", ref: "F-V" }));
    expect(await file(officer, filing("F-V"))).toMatchObject({ state: "unchanged", voided: true });
    await expect(file(officer, filing("F-V", { quantity: "11" }))).rejects.toMatchObject({ code: "precursor.declaration.voided" });
  });

  it("names the findings it raised", async () => {
    const answer = (await file(officer, filing("F-2", { kind: "dispatch", quantity: "90", counterparty: aUscc(7), shipment: "YD-1" }))) as { findings: string[] };
    expect(answer.findings.length).toBeGreaterThan(0);
  });

  it("tells everything that is wrong with it, by field", async () => {
    await expect(file(officer, filing("F-3", { quantity: "x", substance: "没有" }))).rejects.toMatchObject({
      code: "precursor.declaration.invalid",
      data: { count: 2, problems: [{ path: "substance", code: "precursor.row.substance-unknown", words: { zh: expect.any(String), en: expect.any(String) } }, { path: "quantity" }] },
    });
    await expect(file(officer, filing("F-4", { kind: "void", ref: "none" }))).rejects.toMatchObject({ code: "precursor.void.ref-unknown" });
  });

  it("is open to an enterprise's own staff for its own book only, and to officials within their unit", async () => {
    expect(await file(clerk, filing("F-5"))).toMatchObject({ state: "accepted" });
    await expect(file(other, filing("F-6"))).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(file(clerk, filing("F-7", { declarant: elsewhere.uscc }))).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(file(officer, filing("F-8", { declarant: elsewhere.uscc }))).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(file(anActor(), filing("F-9"))).rejects.toMatchObject({ code: "gate.not-permitted" });
  });

  it("takes many at once, and one that is refused costs only itself", async () => {
    const answers = await Promise.allSettled([file(officer, filing("M-1")), file(officer, filing("M-2", { quantity: "-1" })), file(officer, filing("M-1")), file(officer, filing("M-1", { quantity: "3" })), file(officer, filing("M-3"))]);
    expect(answers.map((answer) => (answer.status === "fulfilled" ? (answer.value as { state: string }).state : (answer.reason as { code: string }).code))).toEqual([
      "accepted", "precursor.declaration.invalid", "unchanged", "precursor.declaration.conflict", "accepted",
    ]);
    const commandId = house.gate.newId();
    const first = await file(officer, filing("R-1"), commandId);
    expect(await file(officer, filing("R-1"), commandId)).toEqual(first);
  });
});
