import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { laneKeyOf, receiverOf, senderOf } from "../../domain/key.ts";
import { groupKeyOf, isMatched, legOf, matchLane, sumLegs, type Pairing, type ShipmentGroup } from "../../domain/match-shipments.ts";
import { byTimeThenKey } from "../../domain/key.ts";
import { judgeLane } from "../../domain/rules/lane.ts";
import { toleranceMg } from "../../domain/tolerance.ts";
import type { Change, Judged } from "./change.ts";
import type { GroupedFinding } from "./finding-store.sql.ts";
import { listShipments, listWatched, replaceShipments, type KnownLeg, type ShipmentRow } from "./shipment.sql.ts";

type Draft = { -readonly [K in keyof ShipmentRow]: ShipmentRow[K] };

/**
 * Shipments: the touched groups take their new legs, and their lanes are matched again together with whatever in them was
 * not at peace. Groups at peace are not read, so a lane with a long quiet history costs nothing.
 */
export async function settleLanes(change: Change): Promise<Judged> {
  const added = change.added.filter(isMatched);
  const removed = change.removed.map(({ row }) => row).filter(isMatched);
  if (added.length + removed.length === 0) return { groups: [], findings: [] };
  const drafts = await draftGroups(change, added, removed);
  const lanes = new Map<string, Draft[]>();
  for (const draft of drafts.values()) {
    const list = lanes.get(draft.lane);
    if (list) list.push(draft);
    else lanes.set(draft.lane, [draft]);
  }
  const findings: GroupedFinding[] = [];
  const changed: Draft[] = [];
  for (const [lane, group] of lanes) {
    const before = group.map(stateOf);
    const match = matchLane(group.filter((draft) => draft.dispatches.length + draft.receipts.length > 0));
    noteMatch(group, match.pairings);
    group.forEach((draft, i) => {
      if (draft.isTouched || stateOf(draft) !== before[i]) changed.push(draft);
    });
    for (const finding of judgeLane(match, change.register)) findings.push({ group: groupOfLane(lane), finding });
  }
  await change.write(() => replaceShipments(change.tx, changed));
  return { groups: [...lanes.keys()].map(groupOfLane), findings };
}

async function draftGroups(change: Change, added: readonly Declaration[], removed: readonly Declaration[]): Promise<Map<string, Draft>> {
  const keys = new Map<string, string>();
  const lanes = new Map<string, string>();
  for (const row of [...added, ...removed]) {
    const owner = ownerOf(change, row);
    keys.set(groupKeyOf(row), owner);
    lanes.set(laneOf(row), owner);
  }
  const drafts = new Map<string, Draft>();
  for (const stored of [...(await listShipments(change.tx, [...keys])), ...(await listWatched(change.tx, [...lanes]))]) if (!drafts.has(stored.key)) drafts.set(stored.key, { ...stored });
  for (const row of added) addLeg(draftOf(change, drafts, row), row);
  for (const row of removed) removeLeg(draftOf(change, drafts, row), row);
  return drafts;
}

function draftOf(change: Change, drafts: Map<string, Draft>, row: Declaration): Draft {
  const key = groupKeyOf(row);
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft = {
    unitCode: ownerOf(change, row), key, lane: laneOf(row), sender: senderOf(row), receiver: receiverOf(row), substanceId: row.substanceId, shipment: row.shipment, lot: row.lot,
    dispatches: [], receipts: [], how: null, pairedWith: null, isWatched: true, isTouched: true,
  };
  drafts.set(key, draft);
  return draft;
}

/** The lane lies in the sender's unit; where the sender has no book in the city, in the receiver's. */
const ownerOf = (change: Change, row: Declaration): string => change.unitOf(senderOf(row)) ?? change.unitOf(receiverOf(row)) ?? row.unitCode;
const laneOf = (row: Declaration): string => laneKeyOf({ sender: senderOf(row), receiver: receiverOf(row), substanceId: row.substanceId });
const groupOfLane = (lane: string) => `lane|${lane}`;

function addLeg(draft: Draft, row: Declaration): void {
  const leg: KnownLeg = { ...legOf(row), reportedAt: row.reportedAt };
  const side = row.kind === "dispatch" ? "dispatches" : "receipts";
  draft[side] = [...draft[side].filter((other) => other.key !== leg.key), leg].sort(byTimeThenKey);
  draft.isTouched = true;
}

function removeLeg(draft: Draft, row: Declaration): void {
  const without = (legs: readonly KnownLeg[]) => legs.filter((leg) => leg.key !== declarationKey(row));
  draft.dispatches = without(draft.dispatches);
  draft.receipts = without(draft.receipts);
  draft.isTouched = true;
}

/** Writes into each group how it was answered. Watched: unanswered, answered by another group, or not agreeing. */
function noteMatch(group: readonly Draft[], pairings: readonly Pairing[]): void {
  for (const draft of group) Object.assign(draft, { how: null, pairedWith: null, isWatched: draft.dispatches.length + draft.receipts.length > 0 });
  const byKey = new Map(group.map((draft) => [draft.key, draft]));
  for (const pairing of pairings) {
    const isAtPeace = pairing.how === "exact" && agrees(pairing);
    for (const each of new Set([...pairing.sent, ...pairing.received])) {
      const others = [...pairing.sent, ...pairing.received].filter((other) => other.key !== each.key).map((other) => other.key);
      const draft = byKey.get(each.key);
      if (draft) Object.assign(draft, { how: pairing.how, pairedWith: others.length > 0 ? others : null, isWatched: !isAtPeace });
    }
  }
}

function agrees({ sent, received }: { sent: readonly ShipmentGroup[]; received: readonly ShipmentGroup[] }): boolean {
  const out = sumLegs(sent, "dispatches");
  const into = sumLegs(received, "receipts");
  return Math.abs(out.massMg - into.massMg) <= toleranceMg(out.varianceMg2 + into.varianceMg2);
}

const stateOf = (draft: Draft): string => `${draft.how} ${draft.isWatched} ${draft.pairedWith?.join(" ") ?? ""}`;

