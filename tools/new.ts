import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "#platform/config.ts";
import { doorsOf, moduleFiles, useCaseFiles, type NewFiles } from "./new-files.ts";

const USAGE = "npm run new use-case <module> <verb-noun>\nnpm run new module <name>";

const [kind, module, verbNoun] = process.argv.slice(2);
if (kind === "use-case" && module && verbNoun) {
  if (!existsSync(join(repositoryRoot, "modules", module))) fail(`There is no module ${module}; npm run new module ${module}`);
  write(useCaseFiles(module, verbNoun));
  console.log(`Next: the table in modules/${module}/sql, the permission in modules/access/contract/role.ts, the export in contract/index.ts, the handler in server/module.ts.`);
} else if (kind === "module" && module) {
  write(moduleFiles(module, new Date().toISOString().replace(/\D/g, "").slice(0, 12)));
  openDoors(module);
  console.log("Next: its line in entry/house.ts, and npm run schema.");
} else fail(USAGE);

function write(files: NewFiles): void {
  const taken = Object.keys(files).filter((path) => existsSync(join(repositoryRoot, path)));
  if (taken.length > 0) fail(`Already there: ${taken.join(", ")}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repositoryRoot, path)), { recursive: true });
    writeFileSync(join(repositoryRoot, path), text);
    console.log(path);
  }
}

function openDoors(name: string): void {
  const file = join(repositoryRoot, "package.json");
  const described = JSON.parse(readFileSync(file, "utf8")) as { imports: { [alias: string]: string } };
  Object.assign(described.imports, doorsOf(name));
  writeFileSync(file, `${JSON.stringify(described, null, 2)}\n`);
}

function fail(says: string): never {
  console.error(says);
  process.exit(1);
}
