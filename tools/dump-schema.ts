import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "#platform/config.ts";
import { schemaText } from "./schema-text.ts";
import { onScratchDatabase } from "./scratch-database.ts";
import { lineDifference } from "./line-difference.ts";

/** `npm run schema` writes schema.sql from a freshly migrated database; with `--check` it fails when the two have drifted apart. */
const file = join(repositoryRoot, "schema.sql");
const text = await onScratchDatabase(schemaText);
const known = existsSync(file) ? readFileSync(file, "utf8") : "";
if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
  console.log(known === text ? "schema.sql is unchanged" : "schema.sql is written");
} else if (known !== text) {
  console.error("schema.sql is not what the migrations make; run `npm run schema` and review the change:");
  console.error(lineDifference(known, text).slice(0, 200).join("\n"));
  process.exitCode = 1;
} else console.log("schema.sql is what the migrations make");
