import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "vite";

/** One node of the syntax tree (ESTree with TypeScript and JSX), with the fields its type has. */
export type SyntaxNode = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown };

export type SourceFile = {
  /** From the root of the tree it belongs to, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  readonly root: SyntaxNode;
  lineOf(offset: number): number;
};

const SOURCE_FOLDERS = ["kernel", "platform", "ui", "modules", "bridges", "entry", "tools", "test"];
const SKIPPED_FOLDERS = new Set(["node_modules", "fixtures", "dist", "public"]);

/** Every TypeScript file of a tree, in the order of its path. @param suffix of fixture files, which no compiler may see */
export function listSources(root: string, suffix = ""): string[] {
  const ends = [`.ts${suffix}`, `.tsx${suffix}`];
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) walk(join(folder, entry.name));
      } else if (ends.some((end) => entry.name.endsWith(end))) found.push(relative(root, join(folder, entry.name)).replaceAll("\\", "/"));
    }
  };
  for (const entry of readdirSync(root, { withFileTypes: true })) if (entry.isDirectory() && SOURCE_FOLDERS.includes(entry.name)) walk(join(root, entry.name));
  return found.toSorted();
}

/** @throws when the file is not TypeScript at all */
export function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const parsed = parseSync(path.replace(/\.txt$/, ""), text);
  const problem = parsed.errors[0];
  if (problem) throw new Error(`${path}: ${problem.message}`);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return {
    path: path.replace(/\.txt$/, ""),
    text,
    lineCount: text.endsWith("\n") ? starts.length - 1 : starts.length,
    root: parsed.program as unknown as SyntaxNode, // read by field name; the parser's own union has no index signature
    lineOf: (offset) => starts.findLastIndex((start) => start <= offset) + 1,
  };
}

export const readSources = (root: string, suffix = ""): SourceFile[] => listSources(root, suffix).map((path) => readSource(root, path));

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string" && typeof (value as { start?: unknown }).start === "number";
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

/** Every node below and including this one, parents first. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

/** The field as a node, where it is one. */
export function nodeAt(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

export function nodesAt(node: SyntaxNode | undefined, field: string): SyntaxNode[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export const nameOf = (node: SyntaxNode | undefined): string | undefined => (node?.type === "Identifier" && typeof node["name"] === "string" ? node["name"] : undefined);

/** The text of a string literal, or of a template without holes. */
export function literalOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node?.type !== "TemplateLiteral" || nodesAt(node, "expressions").length > 0) return undefined;
  return templateTexts(node)[0];
}

/** The texts between the holes of a template, always one more than the holes. */
export const templateTexts = (template: SyntaxNode): string[] => nodesAt(template, "quasis").map((part) => (part["value"] as { cooked: string }).cooked);
