import { anActor } from "#test/database.ts";
import { aDeclaration, aPermit, anEnterprise, KG, onDay, type City } from "./builders.ts";
import { OTHER_UNIT } from "./loaded-city.ts";

/** 演示数据: a seller and its neighbour in one unit, a buyer in another, and what a reader may want to see of them. */
export const seller = anEnterprise(1, { name: "演示销售企业", activities: ["production", "operation"] });
export const neighbour = anEnterprise(2, { name: "演示邻近企业", activities: ["use"], town: "白涛" });
export const buyer = anEnterprise(3, { name: "演示购买企业", unitCode: OTHER_UNIT, district: OTHER_UNIT, activities: ["use"] });

const sale = { lot: "A1", massMg: 300 * KG, shipment: "WB-1", permit: "GM-9" };

/** The first sale is answered, the second never; the neighbour used more than it had, and its count was filed wrongly and voided. */
export const twoUnits: City = {
  enterprises: [seller, neighbour, buyer],
  permits: [
    aPermit(buyer.uscc, { unitCode: OTHER_UNIT, number: "GM-9", quantityMg: 1_000 * KG }),
    aPermit(neighbour.uscc, { number: "GM-1", quantityMg: 50 * KG, validTo: onDay(200, 0) }),
  ],
  catalogue: [],
  declarations: [
    aDeclaration(seller.uscc, "made", "produce", { lot: "A1", massMg: 1_000 * KG, occurredAt: onDay(0) }),
    aDeclaration(seller.uscc, "sold-1", "dispatch", { ...sale, counterparty: buyer.uscc, occurredAt: onDay(1) }),
    aDeclaration(buyer.uscc, "bought-1", "receive", { ...sale, unitCode: OTHER_UNIT, counterparty: seller.uscc, occurredAt: onDay(2) }),
    aDeclaration(seller.uscc, "sold-2", "dispatch", { ...sale, shipment: "WB-2", counterparty: buyer.uscc, occurredAt: onDay(5) }),
    aDeclaration(neighbour.uscc, "had", "opening", { massMg: 20 * KG, occurredAt: onDay(0) }),
    aDeclaration(neighbour.uscc, "used", "consume", { massMg: 50 * KG, occurredAt: onDay(3) }),
    aDeclaration(neighbour.uscc, "counted", "stocktake", { massMg: 7 * KG, occurredAt: onDay(4) }),
    aDeclaration(neighbour.uscc, "cancel", "void", { ref: "counted", massMg: 0, occurredAt: onDay(6), reportedAt: onDay(6) }),
  ],
};

const permissions = ["precursor.read", "precursor.book.read", "precursor.finding.work", "precursor.catalogue.read"];
export const officer = anActor({ permissions, accountId: "00000000-0000-7000-8000-0000000000a1", name: "演示民警" });
export const colleague = anActor({ permissions, accountId: "00000000-0000-7000-8000-0000000000a2", name: "演示同事" });
export const otherOfficer = anActor({ permissions, unitCode: OTHER_UNIT, accountId: "00000000-0000-7000-8000-0000000000a3" });
export const cityOfficer = anActor({ permissions, unitCode: "500000", scope: "city", accountId: "00000000-0000-7000-8000-0000000000a4" });
/** Permissions an enterprise is never given, to show that the fence does not depend on them. */
export const staffOf = (uscc: string, unitCode = "500102") => anActor({ kind: "enterprise", department: "enterprise", unitCode, enterpriseUscc: uscc, permissions, accountId: "00000000-0000-7000-8000-0000000000b1" });
export const stranger = anActor();
