import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { laneKeyOf, receiverOf, senderOf, type Lane } from "../../domain/key.ts";
import { agrees, groupKeyOf, isMatched, legOf, matchLane, type Pairing } from "../../domain/match-shipments.ts";
import { byTimeThenKey } from "../../domain/key.ts";
import { judgeLane } from "../../domain/rules/lane.ts";
import type { Change, Judged } from "./change.ts";
import type { GroupedFinding } from "./finding-store.sql.ts";
import type { KnownLeg } from "../shipment-legs.ts";
import { listShipments, listWatched, replaceShipments, type ShipmentRow } from "./shipment.sql.ts";

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
    const before = group.map((draft) => (draft.isTouched ? "" : stateOf(draft)));
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
  const lanes = new Map<string, OwnedLane>();
  const place = (row: Declaration): Place => {
    const lane = { sender: senderOf(row), receiver: receiverOf(row), substanceId: row.substanceId };
    const laneKey = laneKeyOf(lane);
    const known = lanes.get(laneKey) ?? { ...lane, key: laneKey, unitCode: ownerOf(change, row) };
    lanes.set(laneKey, known);
    const key = groupKeyOf(row);
    keys.set(key, known.unitCode);
    return { row, key, lane: known };
  };
  const addedAt = added.map(place);
  const removedAt = removed.map(place);
  const drafts = new Map<string, Draft>();
  for (const stored of await listShipments(change.tx, [...keys])) drafts.set(stored.key, stored);
  for (const stored of await listWatched(change.tx, [...lanes.values()])) if (!drafts.has(stored.key)) drafts.set(stored.key, stored);
  for (const each of addedAt) addLeg(draftOf(drafts, each), each.row);
  for (const each of removedAt) removeLeg(draftOf(drafts, each), each.row);
  return drafts;
}

type OwnedLane = Lane & { readonly key: string; readonly unitCode: string };
type Place = { readonly row: Declaration; readonly key: string; readonly lane: OwnedLane };

function draftOf(drafts: Map<string, Draft>, { row, key, lane }: Place): Draft {
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft = {
    unitCode: lane.unitCode, key, lane: lane.key, sender: lane.sender, receiver: lane.receiver, substanceId: row.substanceId, shipment: row.shipment, lot: row.lot,
    dispatches: [], receipts: [], how: null, pairedWith: null, isWatched: true, isTouched: true,
  };
  drafts.set(key, draft);
  return draft;
}

/** The lane lies in the sender's unit; where the sender has no book in the city, in the receiver's. */
const ownerOf = (change: Change, row: Declaration): string => change.unitOf(senderOf(row)) ?? change.unitOf(receiverOf(row)) ?? row.unitCode;
const groupOfLane = (lane: string) => `lane|${lane}`;

function addLeg(draft: Draft, row: Declaration): void {
  const leg: KnownLeg = { ...legOf(row), reportedAt: row.reportedAt };
  const side = row.kind === "dispatch" ? "dispatches" : "receipts";
  draft[side] = draft[side].length === 0 ? [leg] : [...draft[side].filter((other) => other.key !== leg.key), leg].sort(byTimeThenKey);
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
  for (const draft of group) note(draft, null, null, draft.dispatches.length + draft.receipts.length > 0);
  const byKey = new Map(group.map((draft) => [draft.key, draft]));
  for (const pairing of pairings) {
    if (pairing.how === "exact") { // one group on both sides
      for (const { key } of pairing.sent) note(byKey.get(key), "exact", null, !agrees(pairing));
      continue;
    }
    const keys = [...new Set([...pairing.sent, ...pairing.received].map(({ key }) => key))];
    for (const key of keys) note(byKey.get(key), pairing.how, keys.filter((other) => other !== key), true);
  }
}

function note(draft: Draft | undefined, how: Draft["how"], pairedWith: Draft["pairedWith"], isWatched: boolean): void {
  if (draft === undefined) return;
  draft.how = how;
  draft.pairedWith = pairedWith;
  draft.isWatched = isWatched;
}

const stateOf = (draft: Draft): string => `${draft.how} ${draft.isWatched} ${draft.pairedWith?.join(" ") ?? ""}`;

