import { z } from "zod";
import { massMg } from "#kernel/contract.ts";
import { shanghaiIso } from "./finding.ts";

export const TraceDirection = z.enum(["forward", "back", "both"]);
export type TraceDirection = z.infer<typeof TraceDirection>;

/** A lot in one enterprise's book; an empty lot is everything of the substance that was booked without one. */
export type LotRef = { readonly enterprise: string; readonly substanceId: string; readonly lot: string };

export const LotMovementKind = z.enum([
  "opening",
  "produce",
  "import",
  "receive",
  "shipment",
  "transform",
  "dispatch",
  "consume",
  "export",
  "destroy",
  "loss",
]);
/** `shipment` joins two books; `dispatch` and `receive` are the legs nobody answered. */
export type LotMovementKind = z.infer<typeof LotMovementKind>;

/** Mass that leaves `from` and arrives in `to`; null is the world outside the books. */
export type LotMovement = {
  readonly key: string;
  readonly kind: LotMovementKind;
  readonly at: number;
  readonly from: LotRef | null;
  readonly to: LotRef | null;
  /** What the sending side states. */
  readonly outMg: number;
  /** What arrives: received mass, or the share of a transform's output. */
  readonly inMg: number;
  readonly declarations: readonly string[];
};

export type TraceNode = {
  readonly id: string;
  readonly enterprise: string;
  readonly substanceId: string;
  readonly lot: string;
  /** All mass that entered (forward) or left or stayed (back) in the lot. */
  readonly massMg: number;
  /** Part of it that belongs to the traced lot. */
  readonly attributedMg: number;
  /** Part of the attributed mass that is still there (forward), or whose origin is not declared (back). */
  readonly heldMg: number;
  /** Steps from the traced lot, negative upstream. */
  readonly depth: number;
};

export type TraceEdge = {
  readonly key: string;
  readonly kind: LotMovementKind;
  readonly at: number;
  /** Node ids; null is the world outside the books. */
  readonly from: string | null;
  readonly to: string | null;
  readonly massMg: number;
  readonly arrivedMg: number;
  /** Traced part of `massMg` and of `arrivedMg`. */
  readonly attributedMg: number;
  readonly attributedArrivedMg: number;
  readonly declarations: readonly string[];
};

export type Trace = { readonly nodes: readonly TraceNode[]; readonly edges: readonly TraceEdge[]; readonly truncated: boolean };

export const TraceView = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      enterprise: z.string(),
      lot: z.string(),
      substance: z.string(),
      mass_mg: massMg,
      attributed_mg: massMg,
      held_mg: massMg,
      depth: z.number().int(),
    }),
  ),
  edges: z.array(
    z.object({
      id: z.string(),
      movement: LotMovementKind,
      at: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      mass_mg: massMg,
      arrived_mg: massMg,
      attributed_mg: massMg,
      attributed_arrived_mg: massMg,
      declarations: z.array(z.string()),
    }),
  ),
  truncated: z.boolean(),
});
export type TraceView = z.infer<typeof TraceView>;

export const traceToInterface = (trace: Trace): TraceView => ({
  nodes: trace.nodes.map((node) => ({
    id: node.id,
    enterprise: node.enterprise,
    lot: node.lot,
    substance: node.substanceId,
    mass_mg: node.massMg,
    attributed_mg: node.attributedMg,
    held_mg: node.heldMg,
    depth: node.depth,
  })),
  edges: trace.edges.map((edge) => ({
    id: edge.key,
    movement: edge.kind,
    at: shanghaiIso(edge.at),
    from: edge.from,
    to: edge.to,
    mass_mg: edge.massMg,
    arrived_mg: edge.arrivedMg,
    attributed_mg: edge.attributedMg,
    attributed_arrived_mg: edge.attributedArrivedMg,
    declarations: [...edge.declarations],
  })),
  truncated: trace.truncated,
});
