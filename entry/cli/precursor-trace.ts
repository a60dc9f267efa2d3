import { TraceDirection, type TraceView } from "#precursor/contract";
import { traceForInterface } from "#precursor";
import { withHouse } from "./command-house.ts";
import { readOptions } from "./options.ts";
import { kilograms, say, sayJson, tableText } from "./print.ts";
import { UsageError } from "./usage.ts";

const MOVEMENT_ZH: Readonly<Record<TraceView["edges"][number]["movement"], string>> = {
  opening: "期初", produce: "生产", import: "进口", receive: "收货（无对应发货）", shipment: "交货", transform: "转化", dispatch: "发货（无对应收货）", consume: "消耗", export: "出口", destroy: "销毁", loss: "损耗",
};

export async function traceCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["enterprise", "lot", "substance", "direction"]);
  const direction = TraceDirection.safeParse(options.one("direction") ?? "both");
  if (!direction.success) throw new UsageError(`--direction 应为 must be: ${TraceDirection.options.join("|")}`);
  const asked = { enterprise: options.need("enterprise").toUpperCase(), lot: options.need("lot"), substance: options.one("substance"), direction: direction.data };
  const view = await withHouse(({ gate, operator }) => gate.act(operator, "precursor.trace.print", (context) => traceForInterface(context, asked)));
  if (options.json) sayJson(view);
  else show(view);
  return 0;
}

function show(view: TraceView): void {
  const nameOf = new Map(view.nodes.map((node) => [node.id, `${node.enterprise} ${node.lot}`]));
  const place = (id: string | null) => (id === null ? "—" : (nameOf.get(id) ?? id));
  say(tableText([{ title: "步", right: true }, { title: "企业" }, { title: "批号" }, { title: "品种" }, { title: "千克", right: true }, { title: "其中属本批", right: true }], view.nodes.map((node) => [String(node.depth), node.enterprise, node.lot, node.substance, kilograms(node.mass_mg), kilograms(node.attributed_mg)])));
  say("");
  say(tableText([{ title: "日期" }, { title: "去向" }, { title: "从" }, { title: "到" }, { title: "属本批千克", right: true }, { title: "申报" }], view.edges.map((edge) => [edge.at.slice(0, 10), MOVEMENT_ZH[edge.movement], place(edge.from), place(edge.to), kilograms(edge.attributed_mg), edge.declarations.join(" ")])));
  if (view.truncated) say("\n流向过长，只显示了一部分。");
}
