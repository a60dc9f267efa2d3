import { literalOf, nameOf, nodeAt, nodesAt, childrenOf, templateTexts, type SourceFile, type SyntaxNode } from "../tools/source-file.ts";

export type PlainText = { readonly file: string; readonly line: number; readonly text: string };

/** Product code that people see: the rooms' screens, the frame and the console. Galleries show made-up content. */
export const isScreen = (path: string): boolean => /^(ui|entry\/console|modules\/[^/]+\/web|bridges\/[^/]+\/web)\//.test(path) && !/\.(test|gallery)\.tsx?$|^entry\/console\/gallery\.tsx$|^ui\/gallery\.tsx$/.test(path);

/** Units, signs, keys and names that are the same in every language. */
const SAME_EVERYWHERE = /^(Ctrl|Enter|Esc|Tab|Shift|Alt|Backspace|Delete|Home|End|PgUp|PgDn|mg|kg|g|t|L|mL|km|m|CAS|USCC|UN|HS|PDF|XLSX|CSV|Excel|English|中文|EN|A4|K|N|S|E|W)$/;

/** Attributes and properties whose text a person reads or hears. */
const READ_OUT = /^(title|label|placeholder|alt|aria-label|aria-description|aria-roledescription|aria-valuetext|description|content|header|footer|message|okText|cancelText|emptyText|tooltip|extra|help|suffix|prefix|addonAfter|addonBefore|summary|subTitle|children)$/;

/** Texts of a screen that stand in no word book: between tags, in what is read out, and any Chinese at all. */
export function plainTexts(file: SourceFile): PlainText[] {
  const found: PlainText[] = [];
  const note = (node: SyntaxNode, text: string) => {
    const words = wordsIn(text);
    if (words) found.push({ file: file.path, line: file.lineOf(node.start), text: words });
  };
  visit(file.root, false, note);
  return found;
}

type Note = (node: SyntaxNode, text: string) => void;

/** @param isRead whether a literal here would be seen by a person */
function visit(node: SyntaxNode, isRead: boolean, note: Note): void {
  if (/^(Import|TS)/.test(node.type) || isPair(node) || isSearchWords(node)) return;
  const text = literalOf(node);
  if (node.type === "JSXText") note(node, String(node["value"]));
  else if (text !== undefined) {
    if (isRead || HAN.test(text)) note(node, text);
  } else if (node.type === "TemplateLiteral") {
    const whole = templateTexts(node).join(" ");
    if (isRead || HAN.test(whole)) note(node, whole);
    for (const hole of nodesAt(node, "expressions")) visit(hole, isRead, note);
  } else for (const child of childrenOf(node)) visit(child, isReadIn(node, child, isRead), note);
}

const HAN = /\p{Script=Han}/u;

/** `{ zh: …, en: … }` carries both languages with it. */
const isPair = (node: SyntaxNode) => node.type === "ObjectExpression" && ["zh", "en"].every((language) => nodesAt(node, "properties").some((property) => nameOf(nodeAt(property, "key")) === language));

/** What a search also finds a page by; it is never shown. */
const isSearchWords = (node: SyntaxNode) => node.type === "Property" && nameOf(nodeAt(node, "key")) === "keywords";

function isReadIn(node: SyntaxNode, child: SyntaxNode, isRead: boolean): boolean {
  switch (node.type) {
    case "JSXElement":
    case "JSXFragment":
      return child.type === "JSXExpressionContainer";
    case "JSXAttribute":
      return READ_OUT.test(attributeName(node)) && child === nodeAt(node, "value");
    case "Property":
      return READ_OUT.test(nameOf(nodeAt(node, "key")) ?? literalOf(nodeAt(node, "key")) ?? "") && child === nodeAt(node, "value");
    case "ConditionalExpression":
      return isRead && child !== nodeAt(node, "test");
    case "LogicalExpression":
      return isRead && child === nodeAt(node, "right");
    case "BinaryExpression":
      return isRead && node["operator"] === "+";
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
    case "TSAsExpression":
      return isRead;
    default:
      return false;
  }
}

function attributeName(node: SyntaxNode): string {
  const name = nodeAt(node, "name");
  return typeof name?.["name"] === "string" ? name["name"] : "";
}

/** The words of a text, without signs, numbers and what is the same in every language; undefined when nothing is left. */
function wordsIn(text: string): string | undefined {
  const trimmed = text.trim();
  const words = [...trimmed.matchAll(/[\p{L}][\p{L}'-]*/gu)].map(([word]) => word).filter((word) => !SAME_EVERYWHERE.test(word) && !/^[a-zA-Z\p{Script=Greek}]$/u.test(word));
  if (words.length === 0 || /^[a-z0-9]+([-.:_/#][a-z0-9]+)+$|^[#/.]/i.test(trimmed)) return undefined;
  return trimmed.replace(/\s+/g, " ").slice(0, 60);
}
