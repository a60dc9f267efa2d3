import { literalOf, nameOf, nodeAt, nodesAt, nodesOf, templateTexts, type SourceFile, type SyntaxNode } from "./source-file.ts";

export type RefusalUse = {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  /** Names of the data given; undefined where they cannot be seen (a variable, a spread). */
  readonly data: readonly string[] | undefined;
  readonly how: "thrown" | "listed" | "named";
};

/**
 * Where codes stand in code other than their definition: thrown (`refuse`, `….refuse`, `new Refusal`), listed in an
 * endpoint's `refusals`, or named in some other way (a rule that returns a code for another to throw).
 */
export function usesOf(file: SourceFile, known: ReadonlySet<string>): RefusalUse[] {
  const uses: RefusalUse[] = [];
  const thrown = new Set<number>();
  for (const node of nodesOf(file.root)) {
    const call = isThrowing(node) ? node : undefined;
    const given = nodesAt(call, "arguments");
    for (const code of codesOf(given[0])) {
      uses.push({ code: code.text, file: file.path, line: file.lineOf(node.start), data: dataOf(given[1]), how: "thrown" });
      thrown.add(code.start);
    }
  }
  const listed = listedIn(file);
  const defined = definedIn(file);
  for (const node of nodesOf(file.root)) {
    for (const code of patternOf(node, known)) uses.push({ code, file: file.path, line: file.lineOf(node.start), data: undefined, how: "named" });
    const code = literalOf(node);
    if (code === undefined || thrown.has(node.start) || defined.has(node.start)) continue;
    if (listed.has(node.start) || known.has(code)) uses.push({ code, file: file.path, line: file.lineOf(node.start), data: undefined, how: listed.has(node.start) ? "listed" : "named" });
  }
  return uses;
}

function isThrowing(node: SyntaxNode): boolean {
  const callee = nodeAt(node, "callee");
  if (node.type === "NewExpression") return nameOf(callee) === "Refusal";
  return node.type === "CallExpression" && (nameOf(callee) === "refuse" || nameOf(nodeAt(callee, "property")) === "refuse");
}

/** A literal, or either side of a choice between literals. */
function codesOf(node: SyntaxNode | undefined): { text: string; start: number }[] {
  const text = literalOf(node);
  if (node && text !== undefined) return [{ text, start: node.start }];
  return node?.type === "ConditionalExpression" ? [...codesOf(nodeAt(node, "consequent")), ...codesOf(nodeAt(node, "alternate"))] : [];
}

/** The known codes that a template such as `precursor.row.uscc-${problem}` can make. */
function patternOf(node: SyntaxNode, known: ReadonlySet<string>): string[] {
  const texts = node.type === "TemplateLiteral" ? templateTexts(node) : [];
  if (texts.length < 2 || !/^[a-z]+\.[a-z]/.test(texts[0] ?? "")) return [];
  const pattern = new RegExp(`^${texts.map((text) => text.replaceAll(".", "\\.")).join("[a-z0-9-]+")}$`);
  return [...known].filter((code) => pattern.test(code));
}

function dataOf(node: SyntaxNode | undefined): string[] | undefined {
  if (node === undefined) return [];
  if (node.type !== "ObjectExpression") return undefined;
  const names = nodesAt(node, "properties").map((property) => nameOf(nodeAt(property, "key")) ?? literalOf(nodeAt(property, "key")));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Literals of `refusals: [...]` in a contract. */
function listedIn(file: SourceFile): Set<number> {
  const found = new Set<number>();
  for (const node of nodesOf(file.root)) {
    if (node.type !== "Property" || nameOf(nodeAt(node, "key")) !== "refusals") continue;
    for (const element of nodesAt(nodeAt(node, "value"), "elements")) if (literalOf(element) !== undefined) found.add(element.start);
  }
  return found;
}

/** Keys of objects: where codes are given their words. */
function definedIn(file: SourceFile): Set<number> {
  const found = new Set<number>();
  for (const node of nodesOf(file.root)) {
    const key = node.type === "Property" ? nodeAt(node, "key") : undefined;
    if (key && literalOf(key) !== undefined) found.add(key.start);
  }
  return found;
}
