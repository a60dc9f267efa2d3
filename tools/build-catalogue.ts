/** Fills in the pinyin initials of modules/precursor/data/catalogue.json after its names were edited: `npx tsx tools/build-catalogue.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { pinyin } from "pinyin-pro";
import { CatalogueFile } from "../modules/precursor/contract/catalogue.ts";

const FILE = new URL("../modules/precursor/data/catalogue.json", import.meta.url);

/** 甲苯 → jb. Digits, Greek and Latin letters and brackets are left out: nobody types them in initials. */
export function initialsOf(nameZh: string): string {
  const chinese = nameZh.replace(/\P{Script=Han}/gu, "");
  return pinyin(chinese, { pattern: "first", toneType: "none", type: "array" }).join("");
}

const initialsOfAll = (names: readonly string[]) => [...new Set(names.map(initialsOf))].filter((initials) => initials.length > 1);

export function withInitials(file: CatalogueFile): CatalogueFile {
  return {
    ...file,
    entries: file.entries.map((entry) => ({
      ...entry,
      initials: initialsOfAll([entry.nameZh, ...entry.aliasesZh]),
      members: entry.members.map((member) => ({ ...member, initials: initialsOfAll([member.nameZh, ...member.aliasesZh]) })),
    })),
  };
}

if (process.argv[1]?.endsWith("build-catalogue.ts")) {
  const file = CatalogueFile.parse(JSON.parse(readFileSync(FILE, "utf8")));
  writeFileSync(FILE, `${JSON.stringify(withInitials(file), null, 1)}\n`);
}
