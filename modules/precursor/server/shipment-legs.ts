import type { Leg, ShipmentGroup } from "../domain/match-shipments.ts";

export type KnownLeg = Leg & { readonly reportedAt: number };
export type KnownLegs = { dispatches: KnownLeg[]; receipts: KnownLeg[] };

type PackedLeg = [declarationId: string, unitCode: string, at: number, massMg: number, varianceMg2: number, reportedAt: number];
/** As the legs of a shipment are stored: what its sender declared, and what its receiver declared. */
export type PackedLegs = readonly [dispatches: readonly PackedLeg[], receipts: readonly PackedLeg[]];
type Parties = Pick<ShipmentGroup, "sender" | "receiver">;

/** JSON text. A leg's declarant is the sender or the receiver of its shipment, so only the declaration's own id is kept. */
export const packLegs = ({ sender, receiver, dispatches, receipts }: Parties & { readonly dispatches: readonly KnownLeg[]; readonly receipts: readonly KnownLeg[] }): string =>
  `[${packSide(sender, dispatches)},${packSide(receiver, receipts)}]`;

function packSide(declarant: string, legs: readonly KnownLeg[]): string {
  let text = "[";
  for (const { key, unitCode, at, massMg, varianceMg2, reportedAt } of legs) {
    if (text !== "[") text += ",";
    text += `[${JSON.stringify(key.slice(declarant.length + 1))},"${unitCode}",${at},${massMg},${varianceMg2},${reportedAt}]`;
  }
  return `${text}]`;
}

export const unpackLegs = ({ sender, receiver }: Parties, [dispatches, receipts]: PackedLegs): KnownLegs => ({ dispatches: dispatches.map((leg) => unpackLeg(sender, leg)), receipts: receipts.map((leg) => unpackLeg(receiver, leg)) });

const unpackLeg = (declarant: string, [declarationId, unitCode, at, massMg, varianceMg2, reportedAt]: PackedLeg): KnownLeg => ({ key: `${declarant}/${declarationId}`, unitCode, at, massMg, varianceMg2, reportedAt });
