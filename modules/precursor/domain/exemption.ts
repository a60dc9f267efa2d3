import type { Day } from "#kernel/calendar.ts";
import type { CatalogueRule, HolderRule, MixtureRule, ProductRule } from "../contract/catalogue.ts";
import type { PermitKind } from "../contract/permit.ts";
import { versionOn } from "./catalogue.ts";
import type { Catalogue } from "./catalogue-index.ts";
import { shippedCatalogue } from "./shipped-catalogue.ts";

/** What is known of a movement when it is asked whether it needs a document. */
export type Movement = {
  readonly substanceId: string;
  readonly document: PermitKind;
  /** Content of the controlled substance, parts per million by mass; 1,000,000 is pure. */
  readonly contentPpm: number;
  readonly massMg: number;
  readonly productKind?: string;
  readonly holder?: HolderRule["holder"];
};

export type DocumentNeed = {
  readonly needed: boolean;
  /** The rules that free the movement from the document. */
  readonly exemptBy: readonly CatalogueRule[];
  /** Rules that may free it but cannot be applied without a person, because an amount is not verified. */
  readonly undecided: readonly CatalogueRule[];
};

/** Whether a movement needs a permit or filing of that kind, by the exemptions in force on its day. */
export function documentNeed(movement: Movement, day: Day, catalogue: Catalogue = shippedCatalogue): DocumentNeed {
  const inForce = catalogue.rules.filter((rule) => rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo));
  const applying = inForce.filter((rule) => exempts(rule, movement, day, catalogue));
  const exemptBy = applying.filter((rule) => rule.verified && !(rule.kind === "holder" && isAmountOpen(rule)));
  return { needed: exemptBy.length === 0, exemptBy, undecided: applying.filter((rule) => !exemptBy.includes(rule)) };
}

/** Content above which a mixture needs the document, ppm; 0 where any content does. Import and export only. */
export function mixtureThresholdPpm(rule: MixtureRule, substanceId: string): number {
  return rule.thresholds.find((threshold) => threshold.substances.includes(substanceId))?.abovePpm ?? rule.otherwiseAbovePpm;
}

function exempts(rule: CatalogueRule, movement: Movement, day: Day, catalogue: Catalogue): boolean {
  if (rule.kind === "mixture") return exemptsMixture(rule, movement);
  if (rule.kind === "product") return exemptsProduct(rule, movement);
  if (rule.kind === "holder") return exemptsHolder(rule, movement, day, catalogue);
  return false;
}

function exemptsMixture(rule: MixtureRule, movement: Movement): boolean {
  if (!rule.documents.includes(movement.document)) return false;
  if (movement.productKind !== undefined && rule.notCovered.includes(movement.productKind)) return true;
  return movement.contentPpm <= mixtureThresholdPpm(rule, movement.substanceId);
}

function exemptsProduct(rule: ProductRule, movement: Movement): boolean {
  const isProduct = movement.productKind !== undefined && rule.productKinds.includes(movement.productKind);
  return isProduct && rule.substance === movement.substanceId && rule.exempts.includes(movement.document) && movement.contentPpm <= rule.upToPpm;
}

function exemptsHolder(rule: HolderRule, movement: Movement, day: Day, catalogue: Catalogue): boolean {
  if (rule.holder !== movement.holder || !rule.exempts.includes(movement.document)) return false;
  if (rule.substances && !rule.substances.includes(movement.substanceId)) return false;
  if (rule.drugType && !versionOn(movement.substanceId, day, catalogue)?.drugType) return false;
  return rule.maxMg === null || movement.massMg <= rule.maxMg;
}

/** The law says "a small amount" and the figure is remembered only. */
const isAmountOpen = (rule: HolderRule): boolean => rule.maxMg === null && rule.unverifiedRecall !== undefined && rule.unverifiedRecall !== null;
