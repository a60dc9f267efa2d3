import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import type { LotRef, Trace, TraceDirection } from "../../contract/trace.ts";
import { receiverOf, senderOf } from "../../domain/key.ts";
import { lotMovements } from "../../domain/lot-movement.ts";
import { lotSubstances, resolveLotSubstance, type SubstanceOfLot } from "../../domain/lot-substance.ts";
import { traceLot, TRACE_LIMITS } from "../../domain/lot-trace.ts";
import { groupKeyOf, isMatched, type LaneMatch, type Pairing, type ShipmentGroup } from "../../domain/match-shipments.ts";
import { toDeclaration } from "../declaration.sql.ts";
import { unpackLegs } from "../shipment-legs.ts";
import { findUnitOf } from "./names.sql.ts";
import { collectLots, selectLotRows, selectMatched, type MatchedGroup } from "./trace.sql.ts";

/** `substance` (a catalogue id) is needed only where one lot number was given to several substances. */
export type TraceQuery = { readonly enterprise: string; readonly lot: string; readonly substance?: string | null | undefined; readonly direction: TraceDirection };

const LIMITS = { ...TRACE_LIMITS, maxDepth: Math.min(TRACE_LIMITS.maxDepth, 60) };

/**
 * Where a lot's mass came from and went, through every book of the city, in proportion. One statement collects the lots, one
 * their rows, one the shipments: the number of steps costs no round trips. Run within the city's fence; the caller has
 * checked that the actor may see the enterprise asked about.
 * @throws Refusal precursor.lot.unknown
 */
export async function computeTrace(tx: Tx, { enterprise, lot, substance, direction }: TraceQuery): Promise<Trace> {
  const unknown = () => precursorRefusals.refuse("precursor.lot.unknown", { lot });
  const unitCode = (await findUnitOf(tx, enterprise)) ?? unknown();
  const ways = direction === "both" ? (["forward", "back"] as const) : [direction];
  const reached = await collectLots(tx, { unitCode, enterprise, lot }, ways, LIMITS.maxNodes + 1);
  const rows = await selectLotRows(tx, reached.slice(0, LIMITS.maxNodes), LIMITS.maxMovements + 1);
  const present = rows.slice(0, LIMITS.maxMovements).map(toDeclaration);
  const substanceOfLot = lotSubstances(present);
  const origin = originOf(present, { enterprise, lot }, substance ?? null, substanceOfLot) ?? unknown();
  const matches = await matchesOf(tx, present);
  const trace = traceLot(lotMovements(present, matches, substanceOfLot), origin, direction, LIMITS);
  return reached.length > LIMITS.maxNodes || rows.length > LIMITS.maxMovements ? { ...trace, truncated: true } : trace;
}

/** A lot that no row of its own names holds what the transforms take it for that use it. */
function originOf(present: readonly Declaration[], { enterprise, lot }: { enterprise: string; lot: string }, substance: string | null, substanceOfLot: SubstanceOfLot): LotRef | null {
  const book = present.filter((row) => row.declarant === enterprise);
  const own = book.filter((row) => row.lot === lot).map((row) => row.substanceId);
  const used = book.filter((row) => row.inputs.some((input) => input.lot === lot)).map((row) => substanceOfLot(enterprise, lot, row.substanceId));
  if (own.length + used.length === 0) return null;
  if (substance !== null) return own.includes(substance) || used.includes(substance) ? { enterprise, substanceId: substance, lot } : null;
  return { enterprise, substanceId: resolveLotSubstance(own.length > 0 ? own : used, ""), lot };
}

/** How the shipments of these rows were matched, as the bookkeeper noted it with the shipments. */
async function matchesOf(tx: Tx, present: readonly Declaration[]): Promise<LaneMatch[]> {
  const names = new Map(present.filter(isMatched).map((row) => [groupKeyOf(row), { key: groupKeyOf(row), sender: senderOf(row), receiver: receiverOf(row), unitCode: row.unitCode }]));
  if (names.size === 0) return [];
  const groups = new Map((await selectMatched(tx, [...names.values()])).map((group) => [group.key, toGroup(group)]));
  const pairings = new Map<string, Pairing>();
  const alone: ShipmentGroup[] = [];
  for (const group of groups.values()) {
    if (group.how === null) alone.push(group);
    else {
      const members = [group, ...(group.pairedWith ?? []).flatMap((key) => groups.get(key) ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1));
      pairings.set(members.map((member) => member.key).join("\n"), { how: group.how, sent: members.filter((member) => member.dispatches.length > 0), received: members.filter((member) => member.receipts.length > 0) });
    }
  }
  return [{ pairings: [...pairings.values()], unansweredDispatches: alone.filter((group) => group.dispatches.length > 0), unansweredReceipts: alone.filter((group) => group.receipts.length > 0) }];
}

const toGroup = ({ legs, ...group }: MatchedGroup): ShipmentGroup & Pick<MatchedGroup, "how" | "pairedWith"> => ({ ...group, ...unpackLegs(group, legs) });
