import { keyOf } from "../../domain/key.ts";
import { drawOf, drawTarget, type Draw } from "../../domain/permit-draw.ts";
import { judgePermit } from "../../domain/rules/permit.ts";
import type { Permit, PermitKind } from "../../contract/permit.ts";
import type { Change, Judged } from "./change.ts";
import type { GroupedFinding } from "./finding-store.sql.ts";
import { listDraws, listUses, replaceUses, type PermitUse } from "./permit-use.sql.ts";

/** Two different shipments are enough to tell that a single-use document was used again; how many there are is counted when asked. */
const SHIPMENTS_KEPT = 3;

/** Use of documents: sums are kept, and only a document that may be in trouble has its draws read. */
export async function settlePermits(change: Change): Promise<Judged> {
  const touched = new Map<string, { permit: Permit; draws: Draw[]; rebuilt: boolean }>();
  const touch = (kind: PermitKind, number: string) => {
    const permit = change.register.permit(kind, number);
    if (permit === undefined) return undefined;
    const key = keyOf(kind, number);
    const known = touched.get(key) ?? { permit, draws: [], rebuilt: false };
    touched.set(key, known);
    return known;
  };
  for (const row of change.added) {
    const target = drawTarget(row);
    if (target !== null) touch(target.kind, target.number)?.draws.push(drawOf(row));
  }
  for (const { row } of change.removed) {
    const target = drawTarget(row);
    const known = target === null ? undefined : touch(target.kind, target.number);
    if (known) known.rebuilt = true;
  }
  if (touched.size === 0) return { groups: [], findings: [] };
  return judgeTouched(change, [...touched.values()]);
}

async function judgeTouched(change: Change, touched: readonly { permit: Permit; draws: Draw[]; rebuilt: boolean }[]): Promise<Judged> {
  const before = new Map((await listUses(change.tx, touched.map(({ permit }) => permit))).map((use) => [keyOf(use.kind, use.number), use]));
  const uses: PermitUse[] = touched.map(({ permit, draws, rebuilt }) => {
    const old = rebuilt ? undefined : before.get(keyOf(permit.kind, permit.number));
    return { unitCode: permit.unitCode, number: permit.number, kind: permit.kind, ...sums(permit, draws, old) };
  });
  const suspects = touched.filter(({ permit, rebuilt }, i) => rebuilt || isSuspect(permit, uses[i]) || before.get(keyOf(permit.kind, permit.number))?.wasSuspect);
  const draws = suspects.length > 0 ? await listDraws(change.tx, suspects.map(({ permit }) => permit.number)) : new Map<string, Draw[]>();
  suspects.forEach(({ permit, rebuilt }) => {
    const use = uses.find((each) => each.number === permit.number && each.kind === permit.kind);
    if (rebuilt && use) Object.assign(use, sums(permit, draws.get(keyOf(permit.kind, permit.number)) ?? [], undefined));
    if (use) use.wasSuspect = isSuspect(permit, use);
  });
  await change.write(() => replaceUses(change.tx, uses));
  const findings: GroupedFinding[] = suspects.flatMap(({ permit }) => judgePermit(permit, draws.get(keyOf(permit.kind, permit.number)) ?? [], change.register).map((finding) => ({ group: groupOfPermit(permit), finding })));
  return { groups: suspects.map(({ permit }) => groupOfPermit(permit)), findings };
}

function sums(permit: Permit, draws: readonly Draw[], old: PermitUse | undefined): Pick<PermitUse, "drawnMg" | "shipments" | "wasSuspect"> {
  let drawnMg = old?.drawnMg ?? 0;
  const shipments = new Set(old?.shipments ?? []);
  for (const draw of draws) {
    if (draw.substanceId === permit.substanceId) drawnMg += draw.massMg;
    if (shipments.size < SHIPMENTS_KEPT) shipments.add(draw.movement);
  }
  return { drawnMg, shipments: [...shipments], wasSuspect: old?.wasSuspect ?? false };
}

/** Overdrawn by all that was drawn (goods of another substance included, as the rule sums them), or single and used by several. */
const isSuspect = (permit: Permit, use: PermitUse | undefined): boolean => use !== undefined && (use.drawnMg > permit.quantityMg || (permit.uses === "single" && use.shipments.length > 1));

const groupOfPermit = (permit: Permit) => keyOf("permit", permit.kind, permit.number);
