import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "#platform/config.ts";
import { handlers, refusals } from "../entry/house.ts";
import { refusalsText } from "./refusals-text.ts";

/** Writes docs/refusals.md from the contracts. */
const file = join(repositoryRoot, "docs", "refusals.md");
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, refusalsText(refusals, handlers.map(({ endpoint }) => endpoint)));
console.log(`${Object.keys(refusals).length} refusals written to docs/refusals.md`);
process.exit(0);
