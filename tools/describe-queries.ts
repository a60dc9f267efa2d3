import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type postgres from "postgres";
import { isNode, literalOf, nameOf, nodeAt, nodesAt, nodesOf, readSource, templateTexts, type SourceFile, type SyntaxNode } from "./source-file.ts";
import { makeRecorder, MARKER, standIn, type Recorded, type Variant } from "./sql-recorder.ts";

/** Where SQL stands in a file: a tagged template, or a call of `unsafe`. */
type Spot = { readonly file: string; readonly line: number; readonly lastLine: number; readonly text: string | undefined; /** With `$n` for its holes, where none of them is a fragment. */ readonly alone: string | undefined };
export type Finding = { readonly file: string; readonly line: number; readonly says: string };
export type Report = { readonly described: number; readonly broken: Finding[]; readonly ownerOnly: Finding[]; readonly notCheckable: Finding[] };

/**
 * Calls every exported function of the files with a recording transaction and stand-in values, and lets PostgreSQL plan
 * each statement it would send, with the application's rights. Pieces that no planned statement contained are named.
 */
export async function describeQueries(root: string, paths: readonly string[], sql: postgres.Sql): Promise<Report> {
  const sources = paths.map((path) => readSource(root, path));
  const spots = sources.flatMap(spotsOf);
  const queries: { recorded: Recorded; spots: Spot[] }[] = [];
  for (const source of sources) for (const recorded of await recordFile(root, source)) if (!recorded.isPiece) queries.push({ recorded, spots: spotsIn(recorded, spots) });

  const seen = new Set<Spot>();
  const report: Report = { described: 0, broken: [], ownerOnly: [], notCheckable: [] };
  const outcomes = await planAll(sql, [...new Set(queries.map(({ recorded }) => recorded.text).filter(isStatement))]);
  for (const { recorded, spots: here } of queries) {
    const outcome = outcomes.get(recorded.text);
    if (!outcome) continue;
    const [first] = here;
    for (const spot of here) seen.add(spot);
    if (outcome.error && first && !report.broken.some((known) => known.file === first.file && known.line === first.line && known.says === outcome.error)) report.broken.push({ file: first.file, line: first.line, says: outcome.error });
    if (outcome.isOwnerOnly && first && !report.ownerOnly.some((known) => known.file === first.file && known.line === first.line)) report.ownerOnly.push({ file: first.file, line: first.line, says: "the application has no right to it" });
  }
  const alone = spots.filter((spot) => !seen.has(spot) && spot.alone !== undefined && isStatement(spot.alone));
  const planned = await planAll(sql, alone.flatMap((spot) => spot.alone ?? []));
  for (const spot of alone) {
    const error = planned.get(spot.alone ?? "")?.error;
    if (error) report.broken.push({ file: spot.file, line: spot.line, says: error });
    seen.add(spot);
  }
  for (const spot of spots) if (!seen.has(spot)) report.notCheckable.push({ file: spot.file, line: spot.line, says: spot.text?.trim().replace(/\s+/g, " ").slice(0, 80) ?? "text put together at run time" });
  return { ...report, described: outcomes.size + planned.size };
}

const isDatabase = (node: SyntaxNode | undefined) => /^(tx|sql|owner|inner)$/.test(nameOf(node) ?? nameOf(nodeAt(node, "property")) ?? "");

function spotsOf(source: SourceFile): Spot[] {
  const found: Spot[] = [];
  for (const node of nodesOf(source.root)) {
    const quasi = nodeAt(node, "quasi");
    const isTemplate = node.type === "TaggedTemplateExpression" && quasi !== undefined && isDatabase(nodeAt(node, "tag"));
    const isText = node.type === "CallExpression" && nameOf(nodeAt(nodeAt(node, "callee"), "property")) === "unsafe";
    if (isTemplate || isText) found.push({ file: source.path, line: source.lineOf(node.start), lastLine: source.lineOf(node.end), text: quasi && templateTexts(quasi).join("\u0000"), alone: quasi && textAlone(quasi) });
  }
  return found;
}

function textAlone(template: SyntaxNode): string | undefined {
  const holes = nodesAt(template, "expressions");
  const takesTransaction = (hole: SyntaxNode) => hole.type === "TaggedTemplateExpression" || (hole.type === "CallExpression" && nodesAt(hole, "arguments").some((given) => nameOf(given) === "tx"));
  if (holes.some((hole) => takesTransaction(hole) || (hole.type === "CallExpression" && nameOf(nodeAt(nodeAt(hole, "callee"), "property")) === "unsafe"))) return undefined;
  return templateTexts(template).reduce((text, part, place) => `${text}$${place}${part}`);
}

/** Templates are known by their text; a text put together at run time by the line that asked. */
function spotsIn({ templates, stack }: Recorded, spots: readonly Spot[]): Spot[] {
  const texts = new Set(templates.map((strings) => strings.join("\u0000")));
  const inTemplates = spots.filter((spot) => spot.text !== undefined && texts.has(spot.text));
  const outer = templates[0]?.join("\u0000");
  const sorted = inTemplates.toSorted((a, b) => Number(b.text === outer) - Number(a.text === outer));
  if (templates.length > 0) return sorted;
  const frame = stack.split("\n").map((line) => /([^\s(]+\.sql\.ts):(\d+):\d+/.exec(line)).find((match) => match !== null);
  const line = Number(frame?.[2]);
  return spots.filter((spot) => spot.text === undefined && frame?.[1]?.endsWith(spot.file) && spot.line <= line && line <= spot.lastLine);
}

async function recordFile(root: string, source: SourceFile): Promise<Recorded[]> {
  const exported = (await import(pathToFileURL(join(root, source.path)).href)) as { [name: string]: unknown };
  const parameters = parametersOf(source);
  const statements = statementsOf(source);
  const all: Recorded[] = [];
  for (const variant of variantsOf(source)) {
    for (const [name, work] of Object.entries(exported)) {
      if (typeof work !== "function") continue;
      const { tx, recorded } = makeRecorder(variant);
      const given = (parameters.get(name) ?? []).slice(1).map((parameter) => (variant.named && parameter in variant.named ? variant.named[parameter] : statements.has(parameter) ? anyStatement(tx) : standIn(variant)));
      try {
        await finish(work(tx, ...given, ...Array.from({ length: 6 }, () => standIn(variant))));
      } catch {
        // A stand-in led nowhere; what was asked until then counts, and what was never asked is named in the report.
      }
      const isWhole = variant.isEmpty !== true && variant.named === undefined; // a text put together from absent names is nobody's
      all.push(...recorded.filter(({ templates }) => isWhole || templates.length > 0));
    }
  }
  return all;
}

async function finish(result: unknown): Promise<void> {
  if (typeof result === "object" && result !== null && Symbol.asyncIterator in result) {
    for await (const _ of result as AsyncIterable<unknown>) return;
  } else await result;
}

/** Values that code compares with decide which way it goes: each is tried. */
function variantsOf(source: SourceFile): Variant[] {
  const named: Variant[] = [];
  for (const node of nodesOf(source.root)) {
    const tested = node.type === "ConditionalExpression" || node.type === "IfStatement" ? nodeAt(node, "test") : undefined;
    const flag = nameOf(tested) ?? nameOf(nodeAt(tested, "property"));
    if (flag !== undefined) named.push({ named: { [flag]: false } });
    if (node.type !== "BinaryExpression" || !["===", "!=="].includes(String(node["operator"]))) continue;
    const [left, right] = [nodeAt(node, "left"), nodeAt(node, "right")];
    const property = nameOf(left) ?? nameOf(nodeAt(left, "property"));
    if (property === undefined || property === "undefined") continue;
    const literal = literalOf(right);
    if (literal !== undefined) named.push({ named: { [property]: literal } });
    else if (right?.type === "Literal" && right["value"] === null) named.push({ named: { [property]: null } });
    else if (nameOf(right) === "undefined") named.push({ named: { [property]: undefined } });
  }
  return [{}, { isEmpty: true }, { length: 1_000_000 }, { length: 0 }, ...named];
}

function parametersOf(source: SourceFile): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of nodesOf(source.root)) {
    const work = node.type === "FunctionDeclaration" ? node : node.type === "VariableDeclarator" ? nodeAt(node, "init") : undefined;
    const name = nameOf(nodeAt(node, "id"));
    if (work && name && (work === node || work.type === "ArrowFunctionExpression")) found.set(name, parameterNames(work));
  }
  return found;
}

/** Names of what is another statement, to be put into the text: `beside: Statement | undefined`. */
function statementsOf(source: SourceFile): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(source.root)) {
    const name = nameOf(node);
    const type = nodeAt(node, "typeAnnotation");
    if (name !== undefined && type && [...nodesOf(type)].some((part) => nameOf(nodeAt(part, "typeName")) === "Statement")) names.add(name);
  }
  return names;
}

/** Stands in for such a one. @param tx the recorder's */
const anyStatement = (tx: unknown): unknown => (tx as (strings: TemplateStringsArray) => unknown)(Object.assign(["select 1"], { raw: ["select 1"] })); // its tag

const parameterNames = (work: SyntaxNode): string[] => {
  const direct = nodesAt(work, "params");
  const holder = nodeAt(work, "params");
  const all = direct.length > 0 || !isNode(holder) ? direct : nodesAt(holder, "items");
  return all.map((parameter) => nameOf(parameter) ?? nameOf(nodeAt(parameter, "left")) ?? "");
};

const isStatement = (text: string) => /^\s*(select|insert|update|delete|with|merge|values|truncate|copy|create temporary|lock|set)\b/i.test(text) && !text.includes(MARKER);

type Outcome = { readonly error?: string; readonly isOwnerOnly?: boolean };

/** All in one transaction that is undone, so temporary tables live as long as what reads them. */
async function planAll(sql: postgres.Sql, texts: readonly string[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const undone = new Error("undone");
  const work = sql.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'unit', true), set_config('qingyu.unit', '000000', true), set_config('qingyu.enterprise', '', true)`;
    for (const text of texts.toSorted((a, b) => Number(isTemporary(b)) - Number(isTemporary(a)))) outcomes.set(text, await planAs(tx, text));
    throw undone;
  });
  await work.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return outcomes;
}

const isTemporary = (text: string) => /^\s*create temporary/i.test(text);

async function planAs(tx: postgres.TransactionSql, text: string): Promise<Outcome> {
  const first = await tryPlan(tx, "qingyu_app", text);
  if (first?.code !== "42501") return first ? { error: first.message } : {};
  const second = await tryPlan(tx, "qingyu_owner", text);
  return second ? { error: second.message } : { isOwnerOnly: true };
}

async function tryPlan(tx: postgres.TransactionSql, role: string, text: string): Promise<{ code: string; message: string } | undefined> {
  try {
    await tx.savepoint(async (inner) => {
      await inner.unsafe(`set local role ${role}`);
      await inner.unsafe(plannable(text));
    });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { code: code ?? "", message };
  } finally {
    await tx.unsafe("reset role");
  }
  return undefined;
}

/** What PostgreSQL cannot plan is planned as a reading of the same names. */
function plannable(text: string): string {
  const copy = /^\s*copy\s+([\w.]+)\s*(?:\(([^)]*)\))?\s+from stdin/i.exec(text);
  if (copy) return `explain (generic_plan) select ${copy[2] ?? "*"} from ${copy[1]}`;
  const truncate = /^\s*truncate\s+(?:table\s+)?([\w.]+)/i.exec(text);
  if (truncate) return `explain (generic_plan) select from ${truncate[1]}`;
  return isTemporary(text) || /^\s*(set|lock)\b/i.test(text) ? text : `explain (generic_plan) ${text}`;
}
