import { basename } from "node:path";
import type { Breach, Place, Position } from "./doors.ts";
import { nameOf, nodeAt, nodesAt, nodesOf, type SourceFile, type SyntaxNode } from "../tools/source-file.ts";

const MOST_LINES = 400;
const DRAWERS = /^(utils?|helpers?|common|managers?|misc)$/;

const PURE_PLACES: readonly Place[] = ["kernel", "contract", "domain"];

/** SQL in passing: the platform's own bootstrap, which runs before there is a use case to load for. */
const SQL_EXEMPT = ["platform/boot-database.ts", "platform/migrate.ts"];

/** What is wrong inside one file, whatever it imports. */
export function checkText(file: SourceFile, position: Position): Breach[] {
  return [...checkName(file), ...checkSize(file), ...(PURE_PLACES.includes(position.place) ? checkPurity(file) : []), ...(mayHoldSql(file.path, position) ? [] : checkSql(file))];
}

function checkName({ path }: SourceFile): Breach[] {
  const parts = path.split("/").map((part) => part.replace(/(\.\w+)+$/, ""));
  const broken = (rule: string, says: string): Breach[] => [{ rule, file: path, line: 1, says }];
  const drawer = parts.flatMap((part) => part.split("-")).find((word) => DRAWERS.test(word));
  if (drawer) return broken("no-drawers", `“${drawer}” says nothing of what is inside`);
  const stem = parts.at(-1) ?? "";
  const isComponent = path.endsWith(".tsx") && /^[A-Z][A-Za-z0-9]*$/.test(stem);
  return isComponent || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) ? [] : broken("file-name", `${basename(path)}: files are kebab-case, components PascalCase.tsx`);
}

function checkSize({ path, lineCount }: SourceFile): Breach[] {
  return lineCount > MOST_LINES ? [{ rule: "file-size", file: path, line: MOST_LINES + 1, says: `${lineCount} lines; ${MOST_LINES} is the most` }] : [];
}

function mayHoldSql(path: string, { place }: Position): boolean {
  return path.endsWith(".sql.ts") || SQL_EXEMPT.includes(path) || place === "test" || place === "tools" || place === "testing";
}

/** A tagged template on a transaction or connection, and text run as SQL. */
function checkSql(file: SourceFile): Breach[] {
  const found: Breach[] = [];
  for (const node of nodesOf(file.root)) {
    const runsText = node.type === "CallExpression" && nameOf(nodeAt(nodeAt(node, "callee"), "property")) === "unsafe";
    if (!runsText && !(node.type === "TaggedTemplateExpression" && isDatabase(nodeAt(node, "tag")))) continue;
    found.push({ rule: "sql-in-sql-files", file: file.path, line: file.lineOf(node.start), says: "SQL stands in *.sql.ts only" });
  }
  return found;
}

function isDatabase(tag: SyntaxNode | undefined): boolean {
  const name = nameOf(tag) ?? nameOf(nodeAt(tag, "property"));
  return name !== undefined && /^(tx|sql|owner|app|auditor|superuser|db|database)$/i.test(name);
}

/** Clock and chance come in as `now`, `newId` and `random`; nothing else of the machine does. */
function checkPurity(file: SourceFile): Breach[] {
  const found: Breach[] = [];
  for (const node of nodesOf(file.root)) {
    const says = impurityOf(node);
    if (says) found.push({ rule: says.startsWith("new Date") || says.startsWith("Date.") ? "reads-no-clock" : "is-pure", file: file.path, line: file.lineOf(node.start), says: `pure code may not use ${says}` });
  }
  return found;
}

const FORBIDDEN_MEMBERS = new Set(["Date.now", "Math.random", "performance.now"]);
const FORBIDDEN_NAMES = new Set(["process", "crypto", "fetch", "setTimeout", "setInterval", "localStorage", "globalThis"]);

function impurityOf(node: SyntaxNode): string | undefined {
  if ((node.type === "NewExpression" || node.type === "CallExpression") && nameOf(nodeAt(node, "callee")) === "Date" && (node.type === "CallExpression" || nodesAt(node, "arguments").length === 0)) return "new Date() without an argument";
  if (node.type === "CallExpression") {
    const called = nameOf(nodeAt(node, "callee"));
    return called !== undefined && FORBIDDEN_NAMES.has(called) ? called : undefined;
  }
  if (node.type !== "MemberExpression") return undefined;
  const object = nameOf(nodeAt(node, "object"));
  const member = `${object}.${nameOf(nodeAt(node, "property"))}`;
  if (FORBIDDEN_MEMBERS.has(member)) return member;
  return object !== undefined && FORBIDDEN_NAMES.has(object) ? member : undefined;
}
