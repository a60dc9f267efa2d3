import { dayOf } from "#kernel/calendar.ts";
import type { FileAnswer, OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { getTrace } from "../../contract/balance.api.ts";
import { LOT_MOVEMENT_WORDS } from "../../contract/movement-words.ts";
import type { TraceDirection } from "../../contract/trace.ts";
import { bookSheet, both, exportBook, kgColumn, substanceName, type BookColumn } from "./export-book.ts";
import { readTrace } from "./get-trace.ts";
import { isAnyDemo } from "./names.sql.ts";

type Trace = OutputOf<typeof getTrace>;
type Node = Trace["nodes"][number];
type Movement = Trace["edges"][number] & { readonly source: Node | undefined; readonly target: Node | undefined };

const TITLE = { zh: "批号流向", en: "Trace of a lot" };
const DIRECTION_WORDS: { readonly [way in TraceDirection]: { readonly zh: string; readonly en: string } } = { both: { zh: "来源与去向", en: "both ways" }, forward: { zh: "只看去向", en: "where it went" }, back: { zh: "只看来源", en: "where it came from" } };
const TRUNCATED = { zh: "流向超出可列出的范围，只有离所查批号最近的部分。", en: "The flow is larger than can be listed: these are the parts nearest to the lot asked about." };
const OUTSIDE = { zh: "账外", en: "outside the books" };
const NO_LOT = { zh: "无批号", en: "no lot" };

export const exportTraceBook: UseCase<ParsedInputOf<typeof getTrace>, FileAnswer> = async (context, input) => {
  const { nodes, edges, truncated } = await readTrace(context, input);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const movements = edges.map((edge): Movement => ({ ...edge, source: byId.get(edge.from ?? ""), target: byId.get(edge.to ?? "") }));
  const origin = nodes.find((node) => node.depth === 0);
  const today = dayOf(context.now);
  const facts = {
    title: TITLE,
    of: [`${origin?.enterpriseName ?? ""} ${input.enterprise}`.trim(), `批号 lot ${input.lot}`, origin ? substanceName(origin.substanceId, today) : "", both(DIRECTION_WORDS[input.direction])].filter(Boolean).join("　"),
    period: null,
    asOf: null,
    isDemo: await context.withinCity(() => isAnyDemo(context.tx, nodes.map((node) => node.enterprise))),
    notes: truncated ? [TRUNCATED] : [],
  };
  return exportBook(context, facts, `${TITLE.zh}-${input.enterprise}-${today}`, [bookSheet("批号 Lots", lotColumnsOn(today), nodes), bookSheet("流转 Movements", MOVEMENTS, movements)]);
};

const lotOf = (node: Node): string => node.lot || both(NO_LOT);

const lotColumnsOn = (day: string): BookColumn<Node>[] => [
  { zh: "企业代码", en: "Enterprise code", kind: "id", width: 21, cell: (node) => node.enterprise },
  { zh: "企业", en: "Enterprise", kind: "text", width: 28, cell: (node) => node.enterpriseName },
  { zh: "批号", en: "Lot", kind: "id", cell: lotOf },
  { zh: "品种", en: "Substance", kind: "text", cell: (node) => substanceName(node.substanceId, day) },
  { zh: "品种代码", en: "Substance code", kind: "id", cell: (node) => node.substanceId },
  { zh: "步数，负数为上游", en: "Steps, negative upstream", kind: "number", cell: (node) => node.depth },
  kgColumn("全部", "All", (node) => node.massMg),
  kgColumn("归属所查批号", "Of the lot", (node) => node.attributedMg),
  kgColumn("仍在账上或来源未申报", "Still there, or origin not declared", (node) => node.heldMg),
];

/** One end of a movement: whose, by name and code, and which lot. */
const endColumns = (zh: string, en: string, end: (movement: Movement) => Node | undefined): BookColumn<Movement>[] => [
  { zh: `${zh}：企业代码`, en: `${en}: enterprise code`, kind: "id", width: 22, cell: (movement) => end(movement)?.enterprise ?? null },
  { zh: `${zh}：企业`, en: `${en}: enterprise`, kind: "text", width: 28, cell: (movement) => nameOrOutside(end(movement)) },
  { zh: `${zh}：批号`, en: `${en}: lot`, kind: "id", cell: (movement) => lotOrNone(end(movement)) },
];
const nameOrOutside = (node: Node | undefined): string => (node ? (node.enterpriseName ?? node.enterprise) : both(OUTSIDE));
const lotOrNone = (node: Node | undefined): string | null => (node ? lotOf(node) : null);

const MOVEMENTS: readonly BookColumn<Movement>[] = [
  { zh: "时间", en: "Time", kind: "time", cell: ({ at }) => new Date(at) },
  { zh: "流转", en: "Movement", kind: "text", width: 34, cell: ({ movement }) => both(LOT_MOVEMENT_WORDS[movement]) },
  ...endColumns("从", "From", ({ source }) => source),
  ...endColumns("到", "To", ({ target }) => target),
  kgColumn("发出或投入", "Sent or put in", ({ massMg }) => massMg),
  kgColumn("到达", "Arrived", ({ arrivedMg }) => arrivedMg),
  kgColumn("发出中归属所查批号", "Sent, of the lot", ({ attributedMg }) => attributedMg),
  kgColumn("到达中归属所查批号", "Arrived, of the lot", ({ attributedArrivedMg }) => attributedArrivedMg),
  { zh: "申报", en: "Declarations", kind: "text", width: 44, cell: ({ declarations }) => declarations.join(" ") },
];
