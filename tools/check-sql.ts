import { repositoryRoot } from "#platform/config.ts";
import { describeQueries, type Finding } from "./describe-queries.ts";
import { onScratchDatabase } from "./scratch-database.ts";
import { listSources } from "./source-file.ts";

/** `npm run sql`: plans every query of every `*.sql.ts` against the migrated database. Fails on the first that cannot be. */
const files = listSources(repositoryRoot).filter((path) => path.endsWith(".sql.ts") && !path.startsWith("test/"));
const { described, broken, ownerOnly, notCheckable } = await onScratchDatabase((sql) => describeQueries(repositoryRoot, files, sql));
const list = (title: string, rows: readonly Finding[]) => {
  if (rows.length === 0) return;
  console.log(`${title}: ${rows.length}`);
  for (const { file, line, says } of rows) console.log(`  ${file}:${line}  ${says}`);
};
console.log(`${described} statements of ${files.length} files planned, ${broken.length} broken`);
list("broken", broken);
list("run by the owner only", ownerOnly);
list("not checkable", notCheckable);
if (notCheckable.length === 0) console.log("not checkable: 0");
process.exitCode = broken.length > 0 ? 1 : 0;
