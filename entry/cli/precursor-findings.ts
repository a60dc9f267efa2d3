import { FindingKind, type FindingView } from "#precursor/contract";
import { findingsForInterface } from "#precursor";
import { withHouse } from "./command-house.ts";
import { momentOption, readOptions, unitOption } from "./options.ts";
import { kilograms, say, sayJson, tableText } from "./print.ts";
import { UsageError } from "./usage.ts";

const SEVERITY_ZH: Readonly<Record<FindingView["severity"], string>> = { high: "高", medium: "中", low: "低", info: "提示" };

export async function findingsCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["as-of", "unit", "kind"]);
  const asked = { unit: unitOption(options.one("unit")), kind: kindOption(options.one("kind")), asOf: momentOption(options.one("as-of"), "as-of") };
  const findings = await withHouse(({ gate, operator }) => gate.act(operator, "precursor.finding.print", (context) => findingsForInterface(context, asked)));
  if (options.json) sayJson(findings);
  else show(findings);
  return 0;
}

function kindOption(text: string | undefined): FindingKind | undefined {
  if (text === undefined) return undefined;
  const parsed = FindingKind.safeParse(text);
  if (!parsed.success) throw new UsageError(`--kind 应为其中之一 must be one of: ${FindingKind.options.join(" ")}`);
  return parsed.data;
}

function show(findings: readonly FindingView[]): void {
  if (findings.length === 0) return say("没有疑点。");
  const columns = [{ title: "程度" }, { title: "种类" }, { title: "起" }, { title: "品种" }, { title: "千克", right: true }, { title: "说明" }];
  say(tableText(columns, findings.map((each) => [SEVERITY_ZH[each.severity], each.kind, each.since.slice(0, 10), each.substance, kilograms(each.mass_mg), each.words.zh])));
  say(`\n共 ${findings.length} 条。`);
}
