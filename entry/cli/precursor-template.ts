import { writeFileSync } from "node:fs";
import { ImportKind } from "#precursor/contract";
import { templateFile } from "#precursor";
import { readOptions } from "./options.ts";
import { say, sayJson } from "./print.ts";
import { UsageError } from "./usage.ts";

/** Needs no database. A file that is there already is only replaced when it was named. */
export async function templateCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["out"], 1);
  const kind = ImportKind.safeParse(options.positionals[0]);
  if (!kind.success) throw new UsageError(`模板种类应为 the kind must be: ${ImportKind.options.join("|")}`);
  const out = options.one("out");
  const file = await templateFile(kind.data, new Date());
  const path = out ?? file.fileName;
  try {
    writeFileSync(path, file.body, { flag: out === undefined ? "wx" : "w" });
  } catch (error) {
    throw new UsageError(`不能写入 cannot write ${path}: ${(error as { code?: string }).code ?? ""}`);
  }
  if (options.json) sayJson({ kind: kind.data, file: path, bytes: file.body.length });
  else say(path);
  return 0;
}
