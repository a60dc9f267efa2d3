import { declarationKey, type Declaration } from "../contract/declaration.ts";
import type { LotMovement, LotMovementKind, LotRef } from "../contract/trace.ts";
import { keyOf } from "./key.ts";
import type { SubstanceOfLot } from "./lot-substance.ts";
import { isMatched, sumLegs, type LaneMatch, type Leg, type Pairing, type ShipmentGroup } from "./match-shipments.ts";

export const lotKeyOf = (lot: LotRef): string => keyOf(lot.enterprise, lot.substanceId, lot.lot);

/** Whole milligrams of `totalMg` shared in proportion to the weights; the shares always add up to the total. */
export function shareOut(totalMg: number, weights: readonly number[]): number[] {
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0);
  let left = totalMg;
  return weights.map((weight) => {
    const share = weight >= weightLeft ? left : Math.min(left, Math.round(left * (weight / weightLeft)));
    left -= share;
    weightLeft -= weight;
    return share;
  });
}

/**
 * Movements between lots: sources and sinks of one book, shipments joining two books, transforms joining lots.
 * @param present rows as of the moment asked about
 * @param matches the lanes those rows were matched into (`matchAll`)
 */
export function lotMovements(present: readonly Declaration[], matches: readonly LaneMatch[], substanceOfLot: SubstanceOfLot): LotMovement[] {
  const movements: LotMovement[] = [];
  for (const row of present) addOwnMovements(row, substanceOfLot, movements);
  for (const match of matches) {
    for (const group of match.unansweredDispatches) movements.push(legMovement("dispatch", group, group.dispatches));
    for (const group of match.unansweredReceipts) movements.push(legMovement("receive", group, group.receipts));
    for (const pairing of match.pairings) addShipment(pairing, movements);
  }
  return movements;
}

function addOwnMovements(row: Declaration, substanceOfLot: SubstanceOfLot, movements: LotMovement[]): void {
  const key = declarationKey(row);
  const own: LotRef = { enterprise: row.declarant, substanceId: row.substanceId, lot: row.lot ?? "" };
  const base = { at: row.occurredAt, outMg: row.massMg, inMg: row.massMg, declarations: [key] };
  switch (row.kind) {
    case "opening":
    case "produce":
    case "import":
      movements.push({ ...base, key, kind: row.kind, from: null, to: own });
      return;
    case "consume":
    case "export":
    case "destroy":
    case "loss":
      movements.push({ ...base, key, kind: row.kind, from: own, to: null });
      return;
    case "dispatch":
    case "receive":
      // Foreign parties are not matched; their rows lead out of the books.
      if (!isMatched(row)) movements.push({ ...base, key, kind: row.kind, from: row.kind === "dispatch" ? own : null, to: row.kind === "dispatch" ? null : own });
      return;
    case "transform":
      addTransform(row, own, substanceOfLot, movements);
      return;
    default:
      return;
  }
}

/** Each input carries the share of the output that its mass has among the inputs. */
function addTransform(row: Declaration, own: LotRef, substanceOfLot: SubstanceOfLot, movements: LotMovement[]): void {
  const key = declarationKey(row);
  const shares = shareOut(row.massMg, row.inputs.map((input) => input.massMg));
  row.inputs.forEach((input, index) => {
    const from = { enterprise: row.declarant, substanceId: substanceOfLot(row.declarant, input.lot, row.substanceId), lot: input.lot };
    movements.push({ key: keyOf(key, index), kind: "transform", at: row.occurredAt, from, to: own, outMg: input.massMg, inMg: shares[index] ?? 0, declarations: [key] });
  });
  const unexplained = row.massMg - shares.reduce((sum, share) => sum + share, 0);
  if (unexplained > 0) movements.push({ key, kind: "transform", at: row.occurredAt, from: null, to: own, outMg: unexplained, inMg: unexplained, declarations: [key] });
}

const senderLot = (group: ShipmentGroup): LotRef => ({ enterprise: group.sender, substanceId: group.substanceId, lot: group.lot ?? "" });
const receiverLot = (group: ShipmentGroup): LotRef => ({ enterprise: group.receiver, substanceId: group.substanceId, lot: group.lot ?? "" });
const names = (...legs: readonly (readonly Leg[])[]): string[] => legs.flat().map((leg) => leg.key);

function legMovement(kind: LotMovementKind, group: ShipmentGroup, legs: readonly Leg[]): LotMovement {
  const massMg = legs.reduce((sum, leg) => sum + leg.massMg, 0);
  const sent = kind === "dispatch";
  return {
    key: keyOf(kind, group.key),
    kind,
    at: legs[0]?.at ?? 0,
    from: sent ? senderLot(group) : null,
    to: sent ? null : receiverLot(group),
    outMg: massMg,
    inMg: massMg,
    declarations: names(legs),
  };
}

/** Every sent lot to every received lot of the pairing, in proportion; nearly always one to one. */
function addShipment(pairing: Pairing, movements: LotMovement[]): void {
  const sentMg = pairing.sent.map((group) => sumLegs([group], "dispatches").massMg);
  const receivedMg = pairing.received.map((group) => sumLegs([group], "receipts").massMg);
  pairing.sent.forEach((sent, i) => {
    const outs = shareOut(sentMg[i] ?? 0, receivedMg);
    pairing.received.forEach((received, j) => {
      // The j-th receipt's mass is shared over the senders in turn, so that nothing is lost to rounding.
      const shares = shareOut(receivedMg[j] ?? 0, sentMg);
      movements.push({
        key: keyOf("shipment", sent.key, received.key),
        kind: "shipment",
        at: sent.dispatches[0]?.at ?? 0,
        from: senderLot(sent),
        to: receiverLot(received),
        outMg: outs[j] ?? 0,
        inMg: shares[i] ?? 0,
        declarations: names(sent.dispatches, received.receipts),
      });
    });
  });
}
