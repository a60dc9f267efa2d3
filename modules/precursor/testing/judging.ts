import type { Declaration, DeclarationKind } from "../contract/declaration.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Finding, FindingKind } from "../contract/finding.ts";
import type { Permit } from "../contract/permit.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { judgeAll } from "../domain/judge-all.ts";
import { SUBSTANCES, aDeclaration, aPermit, aUscc, anEnterprise, onDay } from "./builders.ts";

/** Seller, buyer, and a firm of another province. 演示数据. */
export const seller = anEnterprise(1, { activities: ["production", "operation"] });
export const buyer = anEnterprise(2, { activities: ["use"] });
export const outsider = anEnterprise(3, { district: "520102", uscc: aUscc(3, "520102"), activities: ["use"] });
/** The buyer's standing purchase document. */
export const document = aPermit(buyer.uscc, { number: "GM-1" });

export const sale = (part: Partial<Declaration> = {}): Declaration =>
  aDeclaration(seller.uscc, "sale", "dispatch", { counterparty: buyer.uscc, shipment: "S1", lot: "L1", ...part });
export const receipt = (part: Partial<Declaration> = {}): Declaration =>
  aDeclaration(buyer.uscc, "receipt", "receive", { counterparty: seller.uscc, shipment: "S1", lot: "L1", permit: "GM-1", occurredAt: onDay(11), ...part });
/** What the seller had to begin with, so that its book is not short. */
export const stock = (part: Partial<Declaration> = {}): Declaration => aDeclaration(seller.uscc, "stock", "opening", { occurredAt: onDay(0), massMg: 1e12, lot: "L1", ...part });
export const row = (owner: Enterprise, id: string, kind: DeclarationKind, part: Partial<Declaration> = {}): Declaration => aDeclaration(owner.uscc, id, kind, part);
export const voidOf = (target: Declaration): Declaration =>
  aDeclaration(target.declarant, `void-${target.declarationId}`, "void", { ref: target.declarationId, massMg: 0, occurredAt: target.occurredAt, reportedAt: target.reportedAt });

/** What is shown of one kind, 60 days in unless said otherwise. */
export function shown(
  kind: FindingKind,
  declarations: readonly Declaration[],
  world: { readonly permits?: readonly Permit[]; readonly enterprises?: readonly Enterprise[]; readonly catalogue?: readonly SubstanceVersion[]; readonly at?: number } = {},
): Finding[] {
  return judgeAll({
    declarations,
    enterprises: world.enterprises ?? [seller, buyer, outsider],
    permits: world.permits ?? [document],
    catalogue: world.catalogue ?? SUBSTANCES,
    at: world.at ?? onDay(60),
  }).filter((finding) => finding.kind === kind);
}
