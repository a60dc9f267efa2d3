/** Files to write, by path from the root of the repository. */
export type NewFiles = { readonly [path: string]: string };

const WORD = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const camel = (kebab: string) => kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (kebab: string) => camel(kebab).replace(/^./, (letter) => letter.toUpperCase());

/** @param verbNoun `file-declaration`: a use case is a verb and what it is done to @throws when a name is not kebab-case */
export function useCaseFiles(module: string, verbNoun: string): NewFiles {
  if (!WORD.test(module)) throw new Error(`"${module}" is not a module's name`);
  const [verb = "", ...rest] = verbNoun.split("-");
  if (!WORD.test(verbNoun) || rest.length === 0) throw new Error(`"${verbNoun}" should read like file-declaration: a verb, then what it is done to`);
  const noun = rest.join("-");
  const names = { module, verb, noun, call: camel(verbNoun), Thing: pascal(noun), Call: pascal(verbNoun), table: noun.replaceAll("-", "_") };
  return {
    [`modules/${module}/contract/${verbNoun}.ts`]: contractOf(names),
    [`modules/${module}/server/${verbNoun}.ts`]: useCaseOf(names),
    [`modules/${module}/server/${noun}.sql.ts`]: sqlOf(names),
    [`modules/${module}/server/${verbNoun}.db.test.ts`]: testOf(names),
  };
}

type Names = { readonly module: string; readonly verb: string; readonly noun: string; readonly call: string; readonly Thing: string; readonly Call: string; readonly table: string };

const contractOf = ({ module, verb, noun, call, Thing, Call }: Names) => `import { z } from "zod";
import { endpoint, isoInstant } from "#kernel/contract.ts";

export const ${Thing}View = z.object({ id: z.uuid(), note: z.string(), at: isoInstant });
export type ${Thing}View = z.infer<typeof ${Thing}View>;

export const ${Call}Input = z.object({ note: z.string().trim().min(1).max(500) });
export type ${Call}Input = z.infer<typeof ${Call}Input>;

export const ${call} = endpoint({
  name: "${module}.${noun}.${verb}",
  method: "POST",
  path: "/${module}/${noun}s",
  permission: "${module}.${noun}.${verb}",
  summary: { zh: "待写", en: "To be written" },
  input: ${Call}Input,
  output: ${Thing}View,
  refusals: [],
  refreshes: [],
});
`;

const useCaseOf = ({ noun, call, Thing, Call, verb }: Names) => `import type { UseCase } from "#platform/module.ts";
import type { ${Call}Input, ${Thing}View } from "../contract/${verb}-${noun}.ts";
import { insert${Thing} } from "./${noun}.sql.ts";

/** Load, decide, write. */
export const ${call}UseCase: UseCase<${Call}Input, ${Thing}View> = async ({ tx, actor, now, newId }, { note }) => {
  const id = newId();
  await insert${Thing}(tx, { unitCode: actor.unitCode, id, note, at: now });
  return { id, note, at: now.toISOString() };
};
`;

const sqlOf = ({ module, Thing, table }: Names) => `import type { Tx } from "#platform/db.ts";

export type ${Thing}Row = { unitCode: string; id: string; note: string; at: Date };

export const insert${Thing} = (tx: Tx, row: ${Thing}Row) => tx\`
  insert into ${module}.${table} (unit_code, id, note, at) values (\${row.unitCode}, \${row.id}, \${row.note}, \${row.at})\`;

export const list${Thing}s = (tx: Tx, unitCode: string) => tx<${Thing}Row[]>\`
  select unit_code as "unitCode", id, note, at from ${module}.${table} where unit_code = \${unitCode} order by at, id\`;
`;

const testOf = ({ module, verb, noun, call, Thing }: Names) => `import { describe, expect, test } from "vitest";
import { Refusal } from "#kernel/refusal.ts";
import { handle } from "#platform/module.ts";
import { anActor, useTestHouse } from "../../../test/database.ts";
import { ${call} } from "../contract/${verb}-${noun}.ts";
import { list${Thing}s } from "./${noun}.sql.ts";
import { ${call}UseCase } from "./${verb}-${noun}.ts";

describe("${verb} ${noun}", () => {
  const house = useTestHouse([handle(${call}, ${call}UseCase)]);
  const officer = anActor({ permissions: [${call}.permission] });
  const stored = () =>
    house.database.app.begin(async (tx) => {
      await tx\`select set_config('qingyu.scope', 'unit', true), set_config('qingyu.unit', \${officer.unitCode}, true)\`;
      return list${Thing}s(tx, officer.unitCode);
    });

  test("does it", async () => {
    const done = await house.call(officer, ${call}.name, { note: "演示数据" });
    expect(done).toMatchObject({ note: "演示数据" });
    expect(await stored()).toHaveLength(1);
  });

  test("refuses what it cannot read", async () => {
    await expect(house.call(officer, ${call}.name, { note: " " })).rejects.toMatchObject({ code: "gate.input.invalid" });
  });

  test("is closed to whoever has not been granted it", async () => {
    await expect(house.call(anActor(), ${call}.name, { note: "演示数据" })).rejects.toMatchObject({ code: "gate.not-permitted" });
  });

  test("answers a repeated command again, and does it once", async () => {
    const commandId = house.gate.newId();
    const before = (await stored()).length;
    const first = await house.call(officer, ${call}.name, { note: "演示数据" }, commandId);
    expect(await house.call(officer, ${call}.name, { note: "演示数据" }, commandId)).toEqual(first);
    expect(await stored()).toHaveLength(before + 1);
  });

  test("leaves nothing behind when it is interrupted", async () => {
    const before = (await stored()).length;
    const cut = handle(${call}, async (context, input) => {
      await ${call}UseCase(context, input);
      throw new Refusal("gate.busy");
    });
    await expect(house.gate.run(cut, { actor: officer, input: { note: "演示数据" }, commandId: house.gate.newId() })).rejects.toMatchObject({ code: "gate.busy" });
    expect(await stored()).toHaveLength(before);
  });
});

// ${module}.${noun.replaceAll("-", "_")} needs its table: unit_code text, id uuid, note text, at timestamptz, primary key (unit_code, id), and its fence.
`;

/** @param stamp `YYYYMMDDHHMM` of the first migration */
export function moduleFiles(module: string, stamp: string): NewFiles {
  if (!WORD.test(module) || module.includes("-")) throw new Error(`"${module}" should be one word: it names a schema and a door`);
  return {
    [`modules/${module}/README.md`]: readmeOf(module),
    [`modules/${module}/public.ts`]: `export { ${module}Module } from "./server/module.ts";\n`,
    [`modules/${module}/contract/index.ts`]: `export * from "./refusals.ts";\n`,
    [`modules/${module}/contract/refusals.ts`]: `import { defineRefusals } from "#kernel/refusal.ts";\n\nexport const ${module}Refusals = defineRefusals({});\n`,
    [`modules/${module}/server/module.ts`]: `import type { Module } from "#platform/module.ts";\nimport { ${module}Refusals } from "../contract/index.ts";\n\nexport const ${module}Module: Module = { name: "${module}", refusals: ${module}Refusals.words, handlers: [] };\n`,
    [`modules/${module}/sql/${stamp}_${module}.sql`]: `-- What this room keeps, and why.\ncreate schema ${module};\ngrant usage on schema ${module} to qingyu_app;\n`,
  };
}

const readmeOf = (module: string) => `# ${module}

**Owns.** What facts live here and nowhere else.

**Words.** The terms of the field this room uses; each stands in GLOSSARY.md.

**Doors.** \`#${module}\` (public.ts) and \`#${module}/contract\`.

**Rules.** Each with its article of law, its version, and whether it was verified.

**Not here.** What a stranger might look for, and where it is.
`;

/** Paths in package.json that a new module's doors need. */
export const doorsOf = (module: string): { readonly [alias: string]: string } => ({ [`#${module}`]: `./modules/${module}/public.ts`, [`#${module}/contract`]: `./modules/${module}/contract/index.ts` });
