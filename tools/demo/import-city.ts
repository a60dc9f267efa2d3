import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "#kernel/actor.ts";
import type { Day } from "#kernel/calendar.ts";
import type { Files } from "#platform/files.ts";
import type { Gate } from "#platform/gate.ts";
import { importPath } from "#precursor";
import type { ImportKind } from "#precursor/contract";
import type { DemoCity } from "./city.ts";
import { declarationsCsv, enterprisesCsv, normsCsv, permitsCsv } from "./files.ts";
import { chineseNumber, FULING } from "./firms.ts";

/** Whoever imports for the whole city, and the district officer who imports what is the district's own. */
export type DemoActors = { readonly city: Actor; readonly district: Actor };
export type DemoHouse = { readonly gate: Gate; readonly files: Files };
export type Say = (line: string) => void;

type DemoFile = { readonly name: string; readonly kind: ImportKind; readonly by: keyof DemoActors; readonly text: string };

/** Names carry the day the city was built for, so that a start that was interrupted goes on with the same city. */
const nameOf = (title: string, today: Day): string => `演示数据-${title}-${today}.csv`;
export const LAST_FILE = "涪陵补报申报";
export const TODAY_OF_NAME = /^演示数据-.+-(\d{4}-\d{2}-\d{2})\.csv$/;

/** In the order in which each may rely on those before it. Trade that crosses districts is one file, so both sides of a sale arrive together. */
export function demoFiles(city: DemoCity, today: Day): DemoFile[] {
  const own = new Set(city.firms.map(({ uscc }) => uscc));
  const isOwn = (uscc: string): boolean => own.has(uscc);
  const file = (title: string, kind: ImportKind, by: keyof DemoActors, text: string): DemoFile => ({ name: nameOf(title, today), kind, by, text });
  return [
    file("涪陵187家企业", "enterprises", "district", enterprisesCsv(city.firms)),
    file("市外及他区企业", "enterprises", "city", enterprisesCsv(city.outside)),
    file("涪陵许可与备案", "permits", "district", permitsCsv(city.documents.filter(({ holder }) => isOwn(holder)))),
    file("市外及他区许可与备案", "permits", "city", permitsCsv(city.documents.filter(({ holder }) => !isOwn(holder)))),
    file("涪陵单耗定额", "norms", "district", normsCsv(city.norms.filter(({ enterprise }) => isOwn(enterprise)))),
    ...city.pieces.map((rows, index) => file(`三年申报之${chineseNumber(index + 1)}`, "declarations", "city", declarationsCsv(rows))),
    file(LAST_FILE, "declarations", "district", declarationsCsv(city.supplement)),
  ];
}

/** Imports every file that is not imported yet, by the same engine as `bin/qingyu precursor import`. @throws when a row is refused */
export async function importFiles(house: DemoHouse, actors: DemoActors, files: readonly DemoFile[], done: ReadonlySet<string>, say: Say): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-demo-"));
  try {
    for (const { name, kind, by, text } of files) {
      if (done.has(name)) continue;
      const path = join(folder, name);
      writeFileSync(path, text);
      const answer = await importPath(house, actors[by], kind, path);
      const first = answer.refusals[0];
      if (answer.state !== "done" || answer.refused > 0) throw new Error(`${name}: ${answer.state}, ${answer.refused} refused, first line ${first?.line ?? "?"} ${first?.column ?? ""} ${first?.code ?? ""}`);
      say(`演示数据：${name} ${answer.accepted} 行 / rows`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const DEMO_UNIT = FULING;
