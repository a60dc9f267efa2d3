import type { Tx } from "#platform/db.ts";
import { DAY_MS } from "../../domain/shanghai-day.ts";
import { laneKeyOf, type Lane } from "../../domain/key.ts";
import { sumLegs, type PairingHow, type ShipmentGroup } from "../../domain/match-shipments.ts";
import { packLegs, unpackLegs, type KnownLeg, type PackedLegs } from "../shipment-legs.ts";
import { replacing, writeRows, type DerivedTable } from "./bulk.sql.ts";

export type ShipmentRow = Omit<ShipmentGroup, "dispatches" | "receipts"> & {
  readonly unitCode: string;
  readonly lane: string;
  readonly dispatches: readonly KnownLeg[];
  readonly receipts: readonly KnownLeg[];
  readonly how: PairingHow | null;
  readonly pairedWith: readonly string[] | null;
  readonly isWatched: boolean;
  /** Has new legs: must be written whatever the match says. */
  readonly isTouched: boolean;
};

/** A receipt later than this after its dispatch is not found by the window of an in-transit question. */
export const TRANSIT_WINDOW_DAYS = 45;

const SHIPMENT: DerivedTable = {
  name: "shipment",
  key: ["unit_code", "key"],
  columns: {
    unit_code: "text", key: "text", sender: "text", receiver: "text", substance_id: "text", shipment: "text", lot: "text", sent_mg: "bigint", received_mg: "bigint",
    sent_at: "timestamptz", received_at: "timestamptz", sent_reported_at: "timestamptz", received_reported_at: "timestamptz", is_watched: "boolean", is_slow: "boolean", how: "text", paired_with: "text[]", legs: "json",
  },
};

const instantOrNull = (ms: number) => (Number.isFinite(ms) ? ms : null);
const firstReported = (legs: readonly KnownLeg[]) => legs.reduce((first, leg) => Math.min(first, leg.reportedAt), Infinity);

const lastReported = (row: ShipmentRow) => [...row.dispatches, ...row.receipts].reduce((last, leg) => Math.max(last, leg.reportedAt), -Infinity);

export const replaceShipments = (tx: Tx, rows: readonly ShipmentRow[]) =>
  writeRows(tx, replacing(SHIPMENT, rows, (row) => {
    const out = sumLegs([row], "dispatches");
    const into = sumLegs([row], "receipts");
    const isSlow = row.dispatches.length > 1 || row.receipts.length > 1 || Math.max(into.lastAt, lastReported(row)) - out.firstAt > TRANSIT_WINDOW_DAYS * DAY_MS || into.firstAt < out.firstAt;
    return [
      row.unitCode, row.key, row.sender, row.receiver, row.substanceId, row.shipment, row.lot, out.massMg, into.massMg, instantOrNull(out.firstAt), instantOrNull(into.firstAt),
      instantOrNull(firstReported(row.dispatches)), instantOrNull(firstReported(row.receipts)), row.isWatched, isSlow, row.how, row.pairedWith,
      packLegs(row),
    ];
  }));

type Stored = Omit<ShipmentRow, "lane" | "dispatches" | "receipts" | "isTouched"> & { legs: PackedLegs };

const toRow = ({ legs, ...row }: Stored): ShipmentRow => ({ ...row, lane: laneKeyOf(row), ...unpackLegs(row, legs), isTouched: false });

const columns = (tx: Tx) => tx`
  s.unit_code as "unitCode", s.key, s.sender, s.receiver, s.substance_id as "substanceId", s.shipment, s.lot, s.how, s.paired_with as "pairedWith", s.is_watched as "isWatched", s.legs`;

/** @param keys group key and owning unit */
export async function listShipments(tx: Tx, keys: readonly (readonly [key: string, unitCode: string])[]): Promise<ShipmentRow[]> {
  const rows = await tx<Stored[]>`
    select ${columns(tx)} from unnest(${keys.map(([, unit]) => unit)}::text[], ${keys.map(([key]) => key)}::text[]) as n (unit_code, key)
    join precursor.shipment s on s.unit_code = n.unit_code and s.key = n.key`;
  return rows.map(toRow);
}

export async function listWatched(tx: Tx, lanes: readonly (Lane & { readonly unitCode: string })[]): Promise<ShipmentRow[]> {
  const rows = await tx<Stored[]>`
    select ${columns(tx)}
    from unnest(${lanes.map((lane) => lane.unitCode)}::text[], ${lanes.map((lane) => lane.sender)}::text[], ${lanes.map((lane) => lane.receiver)}::text[], ${lanes.map((lane) => lane.substanceId)}::text[]) as n (unit_code, sender, receiver, substance_id)
    join precursor.shipment s on s.unit_code = n.unit_code and s.sender = n.sender and s.receiver = n.receiver and s.substance_id = n.substance_id and s.is_watched`;
  return rows.map(toRow);
}
