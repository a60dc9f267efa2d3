import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { getTrace } from "../../contract/balance.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { computeTrace } from "./compute-trace.ts";
import { namesOf } from "./names.ts";
import { findSubstanceId } from "./substance-asked.ts";
import { findVisibleUnit } from "./visible-book.ts";

/** The lot asked about lies in a book the actor may see; from there the trace crosses every unit. */
export const readTrace: UseCase<ParsedInputOf<typeof getTrace>, OutputOf<typeof getTrace>> = async (context, { enterprise, lot, substance, direction }) => {
  const unknown = () => precursorRefusals.refuse("precursor.lot.unknown", { lot });
  // A trace tells of other books too: staff of an enterprise are not asked in, whatever their permissions say.
  if (context.actor.enterpriseUscc !== undefined || (await findVisibleUnit(context, enterprise)) === undefined) unknown();
  const substanceId = substance === undefined ? null : (findSubstanceId(substance, context.now) ?? unknown());
  const trace = await context.withinCity(() => computeTrace(context.tx, { enterprise, lot, substance: substanceId, direction }));
  const names = await namesOf(context, trace.nodes.map((node) => node.enterprise));
  return {
    nodes: trace.nodes.map((node) => ({ ...node, enterpriseName: names.of(node.enterprise) })),
    edges: trace.edges.map(({ key, kind, at, ...edge }) => ({ ...edge, id: key, movement: kind, at: new Date(at).toISOString(), declarations: [...edge.declarations] })),
    truncated: trace.truncated,
  };
};
