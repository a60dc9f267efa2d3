import { existsSync } from "node:fs";
import type { ImportKind } from "#precursor/contract";
import { importPath, type ImportedFile } from "#precursor";
import { withHouse } from "./command-house.ts";
import { readOptions } from "./options.ts";
import { say, sayJson, tableText } from "./print.ts";
import { UsageError } from "./usage.ts";

/** Each may rely on those before it, whatever order they are named in. */
const KINDS = ["enterprises", "permits", "norms", "declarations"] as const satisfies readonly ImportKind[];
const KIND_ZH: Readonly<Record<ImportKind, string>> = { enterprises: "企业", permits: "许可", norms: "定额", declarations: "申报" };
const SHOWN_REFUSALS = 50;

type Imported = { readonly path: string; readonly result: ImportedFile };

export async function importCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, KINDS);
  const wanted = KINDS.flatMap((kind) => options.all(kind).map((path) => ({ kind, path })));
  if (wanted.length === 0) throw new UsageError("没有给出文件 no file was given: --enterprises F --permits F --norms F --declarations F");
  const absent = wanted.find(({ path }) => !existsSync(path));
  if (absent) throw new UsageError(`找不到文件 no such file: ${absent.path}`);
  const done = await withHouse(async (house) => {
    const imported: Imported[] = [];
    for (const { kind, path } of wanted) imported.push({ path, result: await importPath(house, house.operator, kind, path) });
    return imported;
  });
  if (options.json) sayJson(toJson(done));
  else show(done);
  return done.some(({ result }) => result.refused > 0 || result.state !== "done") ? 1 : 0;
}

function toJson(done: readonly Imported[]) {
  const sum = (count: (result: ImportedFile) => number) => done.reduce((total, { result }) => total + count(result), 0);
  return {
    rows: sum((result) => result.rowsTotal),
    accepted: sum((result) => result.accepted),
    unchanged: sum((result) => result.unchanged),
    voided: sum((result) => result.voided),
    refused: sum((result) => result.refused),
    files: done.map(({ path, result }) => ({ file: path, kind: result.kind, import: result.id, state: result.state, rows: result.rowsTotal, accepted: result.accepted, unchanged: result.unchanged, voided: result.voided, refused: result.refused, refusals: result.refusals })),
  };
}

function show(done: readonly Imported[]): void {
  const columns = [{ title: "文件" }, { title: "种类" }, { title: "行数", right: true }, { title: "导入", right: true }, { title: "未变", right: true }, { title: "退回", right: true }];
  say(tableText(columns, done.map(({ path, result }) => [path, KIND_ZH[result.kind], String(result.rowsTotal), String(result.accepted), String(result.unchanged), result.state === "failed" ? "整个文件" : String(result.refused)])));
  const voided = done.reduce((total, { result }) => total + result.voided, 0);
  if (voided > 0) say(`“未变”中有 ${voided} 行已经作废，不在账上；如仍属实，请用新编号申报。\n${voided} of the unchanged rows were voided and are not on the books; if they still hold, file them under new ids.`);
  for (const { path, result } of done) {
    if (result.refusals.length === 0) continue;
    say(`\n${path}`);
    const rows = result.refusals.slice(0, SHOWN_REFUSALS).map(({ line, column, code, words }) => [line === 0 ? "文件" : `第 ${line} 行`, column ?? "", code, words.zh]);
    say(tableText([{ title: "行" }, { title: "列" }, { title: "代码" }, { title: "说明" }], rows));
    if (result.refusals.length > SHOWN_REFUSALS) say(`……另有 ${result.refusals.length - SHOWN_REFUSALS} 条，用 --json 查看全部。`);
  }
}
