import { describe, expect, it } from "vitest";
import { KG, anEnterprise, onDay } from "../../testing/builders.ts";
import { buyer, outsider, receipt, row, sale, seller, shown, voidOf } from "../../testing/judging.ts";
import { MAX_FINDING_DECLARATIONS } from "../../contract/finding.ts";

describe("unlicensed-party", () => {
  it("is raised once for a buyer who is not on the register, and healed when it is registered", () => {
    const sales = [sale(), sale({ declarationId: "again", shipment: "S2", occurredAt: onDay(12) })];
    const found = shown("unlicensed-party", sales, { enterprises: [seller] });
    expect(found).toMatchObject([{ enterprise: seller.uscc, counterparty: buyer.uscc, massMg: 2_000 * KG, inputs: { reason: "not-on-register", party: buyer.uscc, declarations: 2 } }]);
    expect(shown("unlicensed-party", sales)).toEqual([]);
  });

  it("counts the goods once when both books name the party", () => {
    const suspended = { ...buyer, status: "suspended" as const };
    expect(shown("unlicensed-party", [sale(), receipt()], { enterprises: [seller, suspended] })).toMatchObject([{ enterprise: buyer.uscc, massMg: 1_000 * KG, inputs: { reason: "suspended" } }]);
  });

  it("says of each thing the party did how often and how much", () => {
    const suspended = { ...buyer, status: "suspended" as const };
    const found = shown("unlicensed-party", [sale(), receipt(), row(buyer, "use", "consume", { occurredAt: onDay(12), massMg: 300 * KG })], { enterprises: [seller, suspended] });
    expect(found.map(({ massMg, inputs, words }) => [inputs["role"], inputs["declarations"], massMg, words.en.match(/yet .* in all/)?.[0]])).toEqual([
      ["buy", 2, 1_000 * KG, "yet 2 declaration(s) have it buy 1 t of Toluene in all"],
      ["consume", 1, 300 * KG, "yet 1 declaration(s) have it use 300 kg of Toluene in all"],
    ]);
  });

  it("tells each unit of its own trade with a party that nobody registered", () => {
    const elsewhere = anEnterprise(8, { unitCode: "500109" });
    const sales = [sale({ counterparty: buyer.uscc }), row(elsewhere, "s", "dispatch", { unitCode: "500109", counterparty: buyer.uscc, massMg: 20 * KG })];
    const found = shown("unlicensed-party", sales, { enterprises: [seller, elsewhere] });
    expect(found.map(({ unitCode, massMg }) => ({ unitCode, massMg }))).toEqual([{ unitCode: "500102", massMg: 1_000 * KG }, { unitCode: "500109", massMg: 20 * KG }]);
  });

  it("is raised before the day of registration and without the activity", () => {
    expect(shown("unlicensed-party", [sale()], { enterprises: [{ ...seller, since: onDay(11) }, buyer] })).toMatchObject([{ inputs: { reason: "before-since" } }]);
    expect(shown("unlicensed-party", [sale()], { enterprises: [{ ...seller, since: onDay(10, 23) }, buyer] })).toEqual([]);
    expect(shown("unlicensed-party", [row(buyer, "p", "produce")])).toMatchObject([{ inputs: { reason: "no-activity-produce" } }]);
    expect(shown("unlicensed-party", [row(buyer, "c", "consume")])).toEqual([]);
  });

  it("does not ask a foreign party for a registration here", () => {
    const trader = anEnterprise(9);
    expect(shown("unlicensed-party", [row(trader, "i", "import", { counterparty: "DE:Example" })], { enterprises: [trader] })).toEqual([]);
  });

  it("lists a bounded number of declarations and counts them all", () => {
    const sales = Array.from({ length: 150 }, (_, index) => sale({ declarationId: `s${index}`, shipment: `S${index}` }));
    const [finding] = shown("unlicensed-party", sales, { enterprises: [seller] });
    expect(finding?.declarations).toHaveLength(MAX_FINDING_DECLARATIONS);
    expect(finding).toMatchObject({ massMg: 150_000 * KG, inputs: { declarations: 150 } });
  });
});

describe("negative-stock", () => {
  const used = row(outsider, "use", "consume", { occurredAt: onDay(5), massMg: 30 * KG });
  const opened = row(outsider, "open", "opening", { occurredAt: onDay(1), massMg: 20 * KG });
  it("is one finding per enterprise and substance with the first day and the whole shortfall", () => {
    const more = row(outsider, "more", "consume", { occurredAt: onDay(8), massMg: 5 * KG });
    expect(shown("negative-stock", [more, used, opened])).toMatchObject([{ massMg: 15 * KG, since: onDay(5, 0), declarations: [`${outsider.uscc}/use`], inputs: { firstShortfallMg: 10 * KG, days: 2 } }]);
  });

  it("is not raised by the order within a day, and healed by a backdated receipt", () => {
    expect(shown("negative-stock", [used, row(outsider, "open", "opening", { occurredAt: onDay(5, 20), massMg: 30 * KG })])).toEqual([]);
    expect(shown("negative-stock", [used, opened, row(outsider, "late", "produce", { occurredAt: onDay(3), reportedAt: onDay(20), massMg: 10 * KG })])).toEqual([]);
  });
});

describe("stocktake-variance", () => {
  const opened = row(outsider, "open", "opening", { occurredAt: onDay(1), massMg: 1_000 * KG });
  const count = (massMg: number, part = {}) => row(outsider, "count", "stocktake", { occurredAt: onDay(9), massMg, ...part });
  it("is raised when book and count differ by more than 3 σ of flows and counts, and healed by the missing row", () => {
    expect(shown("stocktake-variance", [opened, count(997 * KG)])).toEqual([]);
    const [finding] = shown("stocktake-variance", [opened, count(900 * KG)]);
    expect(finding).toMatchObject({ massMg: 100 * KG, inputs: { bookMg: 1_000 * KG, countedMg: 900 * KG, mufMg: 100 * KG }, declarations: [`${outsider.uscc}/count`] });
    expect(finding?.words.zh).toContain("短少 100 千克");
    expect(shown("stocktake-variance", [opened, count(900 * KG), row(outsider, "use", "consume", { occurredAt: onDay(3), massMg: 100 * KG })])).toEqual([]);
  });

  it("allows counted goods nothing, in either direction, and ends when the count is voided", () => {
    const exact = { ...opened, sigmaPpm: 0 };
    expect(shown("stocktake-variance", [exact, count(1_000 * KG, { sigmaPpm: 0 })])).toEqual([]);
    const over = count(1_000 * KG + 1, { sigmaPpm: 0 });
    expect(shown("stocktake-variance", [exact, over])).toMatchObject([{ massMg: 1, inputs: { mufMg: -1, toleranceMg: 0 } }]);
    expect(shown("stocktake-variance", [exact, over, voidOf(over)])).toEqual([]);
  });
});
