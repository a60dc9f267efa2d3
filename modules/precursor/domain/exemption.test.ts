import { describe, expect, test } from "vitest";
import type { PermitKind } from "../contract/permit.ts";
import { catalogueOn } from "./catalogue.ts";
import { makeCatalogue } from "./catalogue-index.ts";
import { documentNeed, mixtureThresholdPpm, type Movement } from "./exemption.ts";
import { shippedCatalogue } from "./shipped-catalogue.ts";

const TODAY = "2026-11-23";
const KINDS: readonly PermitKind[] = ["production", "operation", "purchase", "transport", "import", "export"];
const moved = (substanceId: string, document: PermitKind, parts: Partial<Movement> = {}): Movement => ({ substanceId, document, contentPpm: 1_000_000, massMg: 1_000_000, ...parts });
const isNeeded = (movement: Movement, day = TODAY) => documentNeed(movement, day).needed;
const ids = (rules: readonly { readonly id: string }[]) => rules.map((rule) => rule.id);

describe("the document a movement needs", () => {
  test("is needed for every pure substance of the catalogue and every kind of document, when nothing special is known", () => {
    const free = catalogueOn(TODAY).flatMap(({ id }) => KINDS.filter((kind) => !isNeeded(moved(id, kind))).map((kind) => `${id} ${kind}`));
    expect(free).toEqual([]);
  });

  test("is not needed to import or export a mixture up to 40 % of four solvents and acids and up to 10 % of hydrochloric acid", () => {
    for (const id of ["toluene", "acetone", "methyl-ethyl-ketone", "sulfuric-acid"]) {
      expect([400_000, 400_001].map((contentPpm) => isNeeded(moved(id, "import", { contentPpm }))), id).toEqual([false, true]);
    }
    expect([100_000, 100_001].map((contentPpm) => isNeeded(moved("hydrochloric-acid", "export", { contentPpm })))).toEqual([false, true]);
    expect(isNeeded(moved("acetic-anhydride", "import", { contentPpm: 1 }))).toBe(true);
    expect(shippedCatalogue.rules.flatMap((rule) => (rule.kind === "mixture" ? ["toluene", "hydrochloric-acid", "p2p"].map((id) => mixtureThresholdPpm(rule, id)) : []))).toEqual([400_000, 100_000, 0]);
  });

  test("stays needed to buy or carry a thin mixture inside the country: the mixture rule is of import and export only", () => {
    expect([moved("toluene", "purchase", { contentPpm: 50_000 }), moved("toluene", "transport", { contentPpm: 50_000 })].map((movement) => isNeeded(movement))).toEqual([true, true]);
  });

  test("is not needed to export a compound medicine, and is for other products of the same content", () => {
    const medicine = moved("ephedrines", "export", { contentPpm: 30_000, productKind: "compound-medicine" });
    expect([isNeeded(medicine), isNeeded({ ...medicine, productKind: "tablet" })]).toEqual([false, true]);
  });

  test("is not needed for GBL in electronics up to 60 % since 2024, save to export or to trade in it", () => {
    const photoresist = (document: PermitKind, contentPpm = 600_000) => moved("gbl", document, { contentPpm, productKind: "photoresist" });
    expect(KINDS.filter((kind) => !isNeeded(photoresist(kind)))).toEqual(["purchase", "transport", "import"]);
    expect([isNeeded(photoresist("purchase", 600_001)), isNeeded(photoresist("purchase"), "2023-12-31"), isNeeded(photoresist("purchase"), "2024-01-01")]).toEqual([true, true, false]);
    expect(isNeeded({ ...photoresist("purchase"), substanceId: "toluene" })).toBe(true);
    const ink = (contentPpm: number) => moved("gbl", "export", { contentPpm, productKind: "printing-ink" });
    expect([isNeeded(ink(200_000)), isNeeded(ink(200_001))]).toEqual([false, true]);
  });

  test("is not needed by a hospital with a seal card to buy drug-type substances, but is for other substances, holders and documents", () => {
    const hospital = { holder: "hospital-with-seal-card" } as const;
    const need = documentNeed(moved("ephedrines", "purchase", hospital), TODAY);
    expect([need.needed, ids(need.exemptBy)]).toEqual([false, ["hospital-seal-card"]]);
    expect([moved("toluene", "purchase", hospital), moved("ephedrines", "transport", hospital), moved("ephedrines", "purchase", { holder: "teaching-or-research" })].map((movement) => isNeeded(movement))).toEqual([true, true, true]);
  });

  test("is not needed to carry an ephedrine sample of 100 g for teaching or research, and is from one milligram more", () => {
    const sample = (massMg: number) => moved("ephedrines", "transport", { massMg, holder: "teaching-or-research" });
    expect([isNeeded(sample(100_000)), isNeeded(sample(100_001))]).toEqual([false, true]);
  });

  test("is left to a person where the law says a small amount and the figure is only remembered", () => {
    const own = documentNeed(moved("potassium-permanganate", "purchase", { massMg: 1, holder: "individual" }), TODAY);
    expect([own.needed, ids(own.exemptBy), ids(own.undecided)]).toEqual([true, [], ["permanganate-self-use"]]);
  });

  test("is never taken away by a rule that is not verified or no longer in force", () => {
    const sample = moved("ephedrines", "transport", { massMg: 1, holder: "teaching-or-research" });
    const withRule = (parts: { verified?: boolean; validTo?: string }) => makeCatalogue({ entries: [...shippedCatalogue.entries], rules: shippedCatalogue.rules.map((rule) => ({ ...rule, ...parts })) });
    expect(documentNeed(sample, TODAY, withRule({ verified: false }))).toMatchObject({ needed: true, undecided: [{ id: "ephedrine-sample" }] });
    const until = withRule({ validTo: "2026-11-22" });
    expect([documentNeed(sample, "2026-11-22", until).needed, documentNeed(sample, TODAY, until).needed]).toEqual([false, true]);
  });
});
