import { MS_PER_DAY, startOfDay, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import { byTimeThenKey, laneKeyOf, receiverOf, senderOf } from "../../domain/key.ts";
import { groupKeyOf, inTransitMg, isMatched, legOf, matchLane, type ShipmentGroup } from "../../domain/match-shipments.ts";
import { toDeclaration } from "../declaration.sql.ts";
import { TRANSIT_WINDOW_DAYS } from "../books/shipment.sql.ts";
import { unpackLegs, type KnownLeg, type KnownLegs } from "../shipment-legs.ts";
import { selectGroups, selectOpenGroups, selectVoidedLegs, type OpenGroup as StoredGroup, type TransitFilter } from "./in-transit.sql.ts";

/** A plain shipment is received within the bookkeeper's window; its receipt may have been filed some days after that. */
const WINDOW_DAYS = { now: TRANSIT_WINDOW_DAYS, asOf: TRANSIT_WINDOW_DAYS + 15 } as const;

type OpenGroup = Omit<StoredGroup, "legs"> & KnownLegs;
const toGroup = ({ legs, ...group }: StoredGroup): OpenGroup => ({ ...group, ...unpackLegs(group, legs) });

type TransitQuery = TransitFilter & { /** First day after the period. */ readonly until: Day; readonly asOf: Date | null };

/** Sent before a day and not received by then, by substance, as far as was known. Within tolerance counts as received. */
export async function inTransitBySubstance(tx: Tx, query: TransitQuery): Promise<Map<string, number>> {
  const until = startOfDay(query.until);
  const latest = Math.min(until - 1, query.asOf?.getTime() ?? Infinity);
  const from = new Date(latest - (query.asOf === null ? WINDOW_DAYS.now : WINDOW_DAYS.asOf) * MS_PER_DAY);
  // Nothing is known of what was sent after the moment asked about: what is filed has happened.
  const groups = await selectOpenGroups(tx, query, { from, to: new Date(latest + 1) }, new Date(until), query.asOf);
  const byKey = new Map(groups.map((group) => [group.key, toGroup(group)]));
  if (query.asOf !== null) await putBackVoided(tx, query, query.asOf, byKey);
  const lanes = new Map<string, ShipmentGroup[]>();
  for (const group of byKey.values()) {
    const known = groupAsOf(group, query.asOf?.getTime() ?? Infinity);
    const name = laneKeyOf(group);
    const lane = lanes.get(name);
    if (lane) lane.push(known);
    else lanes.set(name, [known]);
  }
  const sums = new Map<string, number>();
  for (const lane of lanes.values()) {
    const substanceId = lane[0]?.substanceId ?? "";
    sums.set(substanceId, (sums.get(substanceId) ?? 0) + inTransitMg(matchLane(lane), until - 1));
  }
  return sums;
}

async function putBackVoided(tx: Tx, query: TransitQuery, asOf: Date, byKey: Map<string, OpenGroup>): Promise<void> {
  const rows = (await selectVoidedLegs(tx, query.unit, asOf)).map(toDeclaration).filter(isMatched);
  const wanted = rows.filter((row) => (query.sender === null || senderOf(row) === query.sender) && (query.substance === null || row.substanceId === query.substance));
  const missing = wanted.map(groupKeyOf).filter((key) => !byKey.has(key));
  if (missing.length > 0) for (const group of await selectGroups(tx, query.unit, missing)) byKey.set(group.key, toGroup(group));
  for (const row of wanted) {
    const key = groupKeyOf(row);
    const lane = { sender: senderOf(row), receiver: receiverOf(row), substanceId: row.substanceId };
    const group: OpenGroup = byKey.get(key) ?? { key, ...lane, shipment: row.shipment, lot: row.lot, dispatches: [], receipts: [] };
    group[row.kind === "dispatch" ? "dispatches" : "receipts"].push({ ...legOf(row), reportedAt: row.reportedAt });
    byKey.set(key, group);
  }
}

function groupAsOf(group: OpenGroup, asOfMs: number): ShipmentGroup {
  const known = (side: KnownLeg[]) => side.filter((leg) => leg.reportedAt <= asOfMs).sort(byTimeThenKey);
  return { ...group, dispatches: known(group.dispatches), receipts: known(group.receipts) };
}
