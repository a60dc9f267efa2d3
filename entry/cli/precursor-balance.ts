import type { Day } from "#kernel/calendar.ts";
import type { BalanceView } from "#precursor/contract";
import { balanceForInterface } from "#precursor";
import { withHouse } from "./command-house.ts";
import { firstDayOption, isWithinDay, lastDayOption, momentOption, readOptions, unitOption } from "./options.ts";
import { kilograms, say, sayJson, tableText } from "./print.ts";
import { UsageError } from "./usage.ts";

const IN_ZH: { readonly [kind: string]: string } = { opening: "期初登记", produce: "生产", import: "进口", receive: "收货", transform: "转化产出", shortfall: "账面短缺", stocktake: "盘盈" };
const OUT_ZH: { readonly [kind: string]: string } = { dispatch: "发货", consume: "消耗", transform: "转化投入", export: "出口", destroy: "销毁", loss: "损耗", stocktake: "盘亏" };

export async function balanceCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["unit", "enterprise", "substance", "from", "to", "as-of", "boundary"]);
  const unit = unitOption(options.one("unit"));
  const enterprise = options.one("enterprise")?.toUpperCase();
  if ((unit === undefined) === (enterprise === undefined)) throw new UsageError("--unit 与 --enterprise 给且只给一个 exactly one of --unit and --enterprise");
  const from = firstDayOption(options.need("from"), "from");
  const to = lastDayOption(options.need("to"), "to");
  if (to < from) throw new UsageError("--to 早于 --from is before --from");
  if (isWithinDay(options.need("from")) || isWithinDay(options.need("to"))) process.stderr.write(wholeDays(from, to));
  const boundaryText = options.one("boundary");
  if (boundaryText !== undefined && unit === undefined) throw new UsageError("--boundary 与 --unit 一起用 goes with --unit");
  const boundary = boundaryText === undefined ? undefined : firstDayOption(boundaryText, "boundary");
  const asked = { unit, enterprise, substance: options.one("substance"), from, to, asOf: momentOption(options.one("as-of"), "as-of"), boundary };
  const view = await withHouse(({ gate, operator }) => gate.act(operator, "precursor.balance.print", (context) => balanceForInterface(context, asked)));
  if (options.json) sayJson(view);
  else show(view);
  return 0;
}

/** Within a day the order of a book's rows is not trusted: there is no balance at an instant of it. */
const wholeDays = (from: Day, to: Day): string => `注意：账按整日结算，所给时刻不在日界上；以下是 ${from} 00:00 至 ${to} 24:00 的平衡。 Note: books are balanced by whole days; a moment you gave lies within one. The answer is for ${from} 00:00 to ${to} 24:00.\n`;

function show(view: BalanceView): void {
  say(`${view.unit ?? view.enterprise ?? ""}  ${view.from.slice(0, 10)} 至 ${view.to.slice(0, 10)}  单位：千克`);
  if (view.within) say(`按 ${view.within.boundary} 的区划，合计 ${view.within.books} 家企业的账${view.within.unplaced > 0 ? `；另有 ${view.within.unplaced} 家镇街不明，未能归入` : ""}。`);
  if (view.balances.length === 0) return say("此期间没有账目。");
  for (const line of view.balances) {
    const rows: string[][] = [["期初", kilograms(line.opening_mg)]];
    for (const [kind, mg] of Object.entries(line.in_mg)) if (mg !== 0) rows.push([`＋ ${IN_ZH[kind] ?? kind}`, kilograms(mg)]);
    for (const [kind, mg] of Object.entries(line.out_mg)) if (mg !== 0) rows.push([`－ ${OUT_ZH[kind] ?? kind}`, kilograms(mg)]);
    rows.push(["期末", kilograms(line.closing_mg)], ["在途", kilograms(line.in_transit_mg)], ["不明差额 MUF", kilograms(line.muf_mg)]);
    say(`\n${tableText([{ title: line.substance }, { title: "", right: true }], rows)}`);
  }
}
