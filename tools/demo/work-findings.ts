import type { Actor } from "#kernel/actor.ts";
import { assignFinding, closeFinding, listFindings, noteFinding, type FindingKind, type FindingRow } from "#precursor/contract";
import type { Call } from "./build.ts";

const ASSIGNED: readonly FindingKind[] = ["overdue-transit", "unlicensed-party", "no-permit", "stocktake-variance"];

const isTouched = ({ state, assignee }: FindingRow): boolean => assignee !== null || state === "closed";

async function allFindings(call: Call, actor: Actor): Promise<readonly FindingRow[]> {
  return listFindings.output.parse(await call(actor, listFindings.name, { state: "all", limit: 500 })).rows;
}

export async function areWorkedOn(call: Call, actor: Actor): Promise<boolean> {
  return (await allFindings(call, actor)).some(isTouched);
}

/** What the district officer has done so far: four findings taken on, one looked into, two closed with evidence. Done once. */
export async function workFindings(call: Call, officer: Actor): Promise<void> {
  const all = await allFindings(call, officer);
  if (all.some(isTouched)) return;
  const open = all.filter(({ state }) => state === "open").sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1));
  const oldest = (kind: FindingKind): FindingRow => {
    const found = open.find((finding) => finding.kind === kind);
    if (!found) throw new Error(`demonstration: no open ${kind} to work on`);
    return found;
  };
  for (const kind of ASSIGNED) await call(officer, assignFinding.name, { id: oldest(kind).id, note: "演示数据：由本人核查" });
  await call(officer, noteFinding.name, { id: oldest("stocktake-variance").id, reason: "演示数据：已电话询问企业，待现场复核", evidence: [{ text: "演示数据：通话记录一份" }] });
  await call(officer, closeFinding.name, { id: oldest("late-report").id, reason: "演示数据：企业已说明原因并书面整改", evidence: [{ text: "演示数据：整改说明一份" }] });
  await call(officer, closeFinding.name, { id: oldest("quantity-mismatch").id, reason: "演示数据：现场复磅，差额为包装带料，双方已签认", evidence: [{ text: "演示数据：复磅记录一份" }] });
}
