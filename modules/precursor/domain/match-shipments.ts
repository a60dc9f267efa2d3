import { declarationKey, isForeignParty, type Declaration } from "../contract/declaration.ts";
import { byTimeThenKey, compareText, keyOf, receiverOf, senderOf, shipmentKeyOf, type Lane } from "./key.ts";
import { DAY_MS } from "./shanghai-day.ts";
import { toleranceMg, varianceOf } from "./tolerance.ts";
import { PARAMETERS } from "./rules/parameters.ts";

/** One declaration's part in a shipment. */
export type Leg = {
  readonly key: string;
  readonly unitCode: string;
  readonly at: number;
  readonly massMg: number;
  readonly varianceMg2: number;
};

/** Lane + shipment number + lot; several dispatches and partial receipts of one group are summed. */
export type ShipmentGroup = Lane & {
  /** `groupKeyOf`: the group's identity. */
  readonly key: string;
  readonly shipment: string | null;
  readonly lot: string | null;
  /** Both sorted by time, then name. */
  readonly dispatches: readonly Leg[];
  readonly receipts: readonly Leg[];
};

export type PairingHow = "exact" | "lot-differs" | "shipment-differs";

/** Dispatch groups answered by receipt groups; in an exact pairing both are the same group. With `lot-differs` a group may stand on both sides. */
export type Pairing = { readonly how: PairingHow; readonly sent: readonly ShipmentGroup[]; readonly received: readonly ShipmentGroup[] };

export type LaneMatch = {
  readonly pairings: readonly Pairing[];
  readonly unansweredDispatches: readonly ShipmentGroup[];
  readonly unansweredReceipts: readonly ShipmentGroup[];
};

/** Only domestic dispatches and receipts are matched; import and export have no second book. */
export const isMatched = (row: Declaration): boolean =>
  (row.kind === "dispatch" || row.kind === "receive") && (row.counterparty === null || !isForeignParty(row.counterparty));

export const groupKeyOf = (row: Declaration): string => keyOf(senderOf(row), receiverOf(row), row.substanceId, shipmentKeyOf(row), row.lot);

export const legOf = (row: Declaration): Leg => ({
  key: declarationKey(row),
  unitCode: row.unitCode,
  at: row.occurredAt,
  massMg: row.massMg,
  varianceMg2: varianceOf(row.massMg, row.sigmaPpm),
});

/** @param rows the present `dispatch` and `receive` rows of one group, any order, at least one */
export function groupOf(rows: readonly Declaration[]): ShipmentGroup | null {
  const first = rows[0];
  if (first === undefined) return null;
  return {
    key: groupKeyOf(first),
    sender: senderOf(first),
    receiver: receiverOf(first),
    substanceId: first.substanceId,
    shipment: first.shipment,
    lot: first.lot,
    dispatches: legsOf(rows, "dispatch"),
    receipts: legsOf(rows, "receive"),
  };
}

const legsOf = (rows: readonly Declaration[], kind: "dispatch" | "receive"): Leg[] => {
  const legs: Leg[] = [];
  for (const row of rows) if (row.kind === kind) legs.push(legOf(row));
  return legs.length > 1 ? legs.sort(byTimeThenKey) : legs;
};

export type LegSum = { readonly massMg: number; readonly varianceMg2: number; readonly firstAt: number; readonly lastAt: number };

export function sumLegs(groups: readonly ShipmentGroup[], side: "dispatches" | "receipts", untilMs = Infinity): LegSum {
  let massMg = 0;
  let varianceMg2 = 0;
  let firstAt = Infinity;
  let lastAt = -Infinity;
  for (const group of groups) {
    for (const leg of group[side]) {
      if (leg.at > untilMs) continue;
      massMg += leg.massMg;
      varianceMg2 += leg.varianceMg2;
      if (leg.at < firstAt) firstAt = leg.at;
      if (leg.at > lastAt) lastAt = leg.at;
    }
  }
  return { massMg, varianceMg2, firstAt, lastAt };
}

/** Do the two sides state the same mass, as far as measurement can tell? */
export function agrees({ sent, received }: Pick<Pairing, "sent" | "received">): boolean {
  const out = sumLegs(sent, "dispatches");
  const into = sumLegs(received, "receipts");
  return Math.abs(out.massMg - into.massMg) <= toleranceMg(out.varianceMg2 + into.varianceMg2);
}

/**
 * Pairs the groups of one lane, in three steps: same shipment and lot; same shipment, other lot; other shipment number with
 * the same lot, mass within tolerance and a believable time. The answer does not depend on the order of the groups, nor on those
 * that agree by themselves being among them.
 */
export function matchLane(groups: readonly ShipmentGroup[]): LaneMatch {
  const pairings: Pairing[] = [];
  const unequal: ShipmentGroup[] = [];
  const sent: ShipmentGroup[] = [];
  const received: ShipmentGroup[] = [];
  for (const group of groups) {
    const exact: Pairing = { how: "exact", sent: [group], received: [group] };
    if (group.dispatches.length > 0 && group.receipts.length > 0) {
      if (agrees(exact)) pairings.push(exact);
      else unequal.push(group);
    } else if (group.dispatches.length > 0) sent.push(group);
    else if (group.receipts.length > 0) received.push(group);
  }
  const used = new Set<ShipmentGroup>();
  if (unequal.length > 0) pairUnequal(unequal, sent, received, used, pairings);
  const free = (group: ShipmentGroup): boolean => !used.has(group);
  if (sent.some(free) && received.some(free)) {
    pairByShipment(sent.filter(free), received.filter(free), used, pairings);
    pairByTime(sent, received, used, pairings);
  }
  return { pairings, unansweredDispatches: sent.filter(free), unansweredReceipts: received.filter(free) };
}

/**
 * A shipment is at peace when the two books agree about it, whatever they wrote about its lots: lots that do not agree by
 * themselves answer each other together with the leftovers of their shipment number, where the whole then agrees.
 */
function pairUnequal(unequal: readonly ShipmentGroup[], sent: readonly ShipmentGroup[], received: readonly ShipmentGroup[], used: Set<ShipmentGroup>, pairings: Pairing[]): void {
  const sentBy = bucket(sent, (group) => group.shipment);
  const receivedBy = bucket(received, (group) => group.shipment);
  for (const [shipment, lots] of bucket(unequal, (group) => group.shipment)) {
    const side = (leftovers: ReadonlyMap<string | null, readonly ShipmentGroup[]>) => [...lots, ...(leftovers.get(shipment) ?? [])].sort(byKey);
    const whole: Pairing = { how: "lot-differs", sent: side(sentBy), received: side(receivedBy) };
    if (agrees(whole)) {
      pairings.push(whole);
      for (const group of [...whole.sent, ...whole.received]) used.add(group);
    } else for (const group of lots) pairings.push({ how: "exact", sent: [group], received: [group] });
  }
}

/** All leftover lots of one shipment number answer each other together: a receiver may have merged or renamed lots. */
function pairByShipment(sent: readonly ShipmentGroup[], received: readonly ShipmentGroup[], used: Set<ShipmentGroup>, pairings: Pairing[]): void {
  const receivedBy = bucket(received, (group) => group.shipment);
  for (const [shipment, dispatched] of bucket(sent, (group) => group.shipment)) {
    const answers = shipment === null ? undefined : receivedBy.get(shipment);
    if (answers === undefined) continue;
    const sides = { sent: [...dispatched].sort(byKey), received: [...answers].sort(byKey) };
    pairings.push({ how: "lot-differs", ...sides });
    for (const group of [...dispatched, ...answers]) used.add(group);
  }
}

const byKey = (a: ShipmentGroup, b: ShipmentGroup): number => compareText(a.key, b.key);

const bucket = (groups: readonly ShipmentGroup[], by: (group: ShipmentGroup) => string | null): Map<string | null, ShipmentGroup[]> => {
  const buckets = new Map<string | null, ShipmentGroup[]>();
  for (const group of groups) {
    const list = buckets.get(by(group));
    if (list === undefined) buckets.set(by(group), [group]);
    else list.push(group);
  }
  return buckets;
};

type Candidate = { readonly sent: ShipmentGroup; readonly received: ShipmentGroup; readonly apartMs: number; readonly sentKey: string; readonly receivedKey: string };

function pairByTime(sent: readonly ShipmentGroup[], received: readonly ShipmentGroup[], used: Set<ShipmentGroup>, pairings: Pairing[]): void {
  const free = (group: ShipmentGroup): boolean => !used.has(group);
  const receivedBy = bucket(received.filter(free), (group) => group.lot);
  const candidates: Candidate[] = [];
  for (const [lot, dispatched] of bucket(sent.filter(free), (group) => group.lot)) {
    const answers = receivedBy.get(lot);
    if (answers !== undefined) collectCandidates(dispatched, answers, candidates);
  }
  candidates.sort((a, b) => a.apartMs - b.apartMs || compareText(a.sentKey, b.sentKey) || compareText(a.receivedKey, b.receivedKey));
  for (const { sent: dispatch, received: receipt } of candidates) {
    if (used.has(dispatch) || used.has(receipt)) continue;
    used.add(dispatch);
    used.add(receipt);
    pairings.push({ how: "shipment-differs", sent: [dispatch], received: [receipt] });
  }
}

const firstLeg = (legs: readonly Leg[]): Leg => legs[0] ?? { key: "", unitCode: "", at: 0, massMg: 0, varianceMg2: 0 };

/** Receipts sorted by time, a sliding window per dispatch: linear where the lane is healthy. */
function collectCandidates(sent: readonly ShipmentGroup[], received: readonly ShipmentGroup[], candidates: Candidate[]): void {
  const { earliestDays, latestDays } = PARAMETERS.matching;
  const byFirst = (side: "dispatches" | "receipts") => (a: ShipmentGroup, b: ShipmentGroup) => byTimeThenKey(firstLeg(a[side]), firstLeg(b[side]));
  const receipts = [...received].sort(byFirst("receipts"));
  let start = 0;
  for (const dispatch of [...sent].sort(byFirst("dispatches"))) {
    const from = firstLeg(dispatch.dispatches);
    const out = sumLegs([dispatch], "dispatches");
    while (start < receipts.length && firstLeg(receipts[start]?.receipts ?? []).at < from.at - earliestDays * DAY_MS) start++;
    for (let i = start; i < receipts.length; i++) {
      const receipt = receipts[i];
      if (receipt === undefined) break;
      const to = firstLeg(receipt.receipts);
      if (to.at > from.at + latestDays * DAY_MS) break;
      const into = sumLegs([receipt], "receipts");
      if (Math.abs(out.massMg - into.massMg) > toleranceMg(out.varianceMg2 + into.varianceMg2)) continue;
      candidates.push({ sent: dispatch, received: receipt, apartMs: Math.abs(to.at - from.at), sentKey: from.key, receivedKey: to.key });
    }
  }
}

/** Sent and not received by the end of a moment; a difference within tolerance counts as received. */
export function inTransitMg(match: LaneMatch, untilMs: number): number {
  let massMg = 0;
  for (const group of match.unansweredDispatches) massMg += sumLegs([group], "dispatches", untilMs).massMg;
  for (const pairing of match.pairings) {
    const out = sumLegs(pairing.sent, "dispatches", untilMs);
    const into = sumLegs(pairing.received, "receipts", untilMs);
    const missing = out.massMg - into.massMg;
    if (missing > toleranceMg(out.varianceMg2 + into.varianceMg2)) massMg += missing;
  }
  return massMg;
}
