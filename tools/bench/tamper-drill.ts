import type { Tx } from "#platform/db.ts";
import { appendLeaves } from "#record";
import { readKeptHead } from "../../modules/record/server/kept-head.ts";
import { recordParts } from "../../modules/record/server/parts.ts";
import { verifyLog, type VerifySettings } from "../../modules/record/server/verify.ts";
import type { House } from "../../entry/open-house.ts";
import { chainDamages, unseen } from "./tamper-chain.ts";
import { diceOf, type Damage, type Dice } from "./tamper-damage.ts";
import { flips } from "./tamper-flip.ts";
import { rowDamages } from "./tamper-rows.ts";
import { buildTamperWorld, makeEntries, type TamperWorld } from "./tamper-world.ts";

export type TamperReport = {
  /** By kind of damage: how often it was done and how often it was found. */
  readonly classes: { readonly [of: string]: { trials: number; found: number } };
  readonly trials: number;
  readonly found: number;
  /** `seed trial class: kind`, so that each can be done again with `--trial`. */
  readonly missed: string[];
  /** Verification broke off instead of giving a verdict. */
  readonly brokeOff: string[];
  /** Nothing was done, or nothing wrong: must be found sound. */
  readonly harmless: number;
  readonly falseAlarms: string[];
  /** Perfect rewritings with nobody outside to ask: must pass unseen, or the drill proves nothing about those that ask. */
  readonly unseen: number;
  readonly seenAfterAll: string[];
  readonly leaves: number;
  /** What found it, by code. */
  readonly codes: { readonly [code: string]: number };
};

export const DAMAGES: readonly Damage[] = [...flips, ...rowDamages, ...chainDamages];

type Order = { readonly trials: number; readonly seed: number; /** Only this one. */ readonly only?: number | undefined; readonly leaves: number; readonly tell: (line: string) => void };

/** Damages a real log as superuser, one way a trial, and asks the verification what it sees; then takes the damage back. */
export async function tamperDrill(house: House, { trials, seed, only, leaves, tell }: Order): Promise<TamperReport> {
  const world = await buildTamperWorld(house, leaves);
  const report = { classes: {} as { [of: string]: { trials: number; found: number } }, trials: 0, found: 0, missed: [] as string[], brokeOff: [] as string[], harmless: 0, falseAlarms: [] as string[], unseen: 0, seenAfterAll: [] as string[], leaves: world.size, codes: {} as { [code: string]: number } };
  try {
    for (let trial = only ?? 0; trial < (only === undefined ? trials : only + 1); trial++) {
      const damage = DAMAGES[trial % DAMAGES.length];
      if (!damage) break;
      const outcome = await tryOne(world, diceOf(seed * 1_000_003 + trial), damage);
      const name = `--seed ${seed} --trial ${trial}  ${damage.of}: ${damage.name}`;
      const known = (report.classes[damage.of] ??= { trials: 0, found: 0 });
      known.trials++;
      report.trials++;
      if (typeof outcome === "string") report.brokeOff.push(`${name}: ${outcome}`);
      else if (outcome.length === 0) report.missed.push(name);
      else {
        known.found++;
        report.found++;
      }
      if (typeof outcome !== "string") for (const code of outcome) report.codes[code] = (report.codes[code] ?? 0) + 1;
      if (trial % 50 === 0) await tryHarmless(world, diceOf(seed + trial), trial, report);
      if (trial % 1000 === 999) tell(`${trial + 1} …`);
    }
    await legitimateWork(house, world, report);
  } finally {
    await world.superuser.end({ timeout: 5 });
  }
  return report;
}

class RolledBack extends Error {}

/** @returns codes of what was found; text: why there was no verdict */
async function tryOne(world: TamperWorld, dice: Dice, { damage }: Pick<Damage, "damage">): Promise<string[] | string> {
  let outcome: string[] | string = "the damage could not be done";
  await world.superuser
    .begin(async (tx) => {
      // Foreign keys are the database's own rule: whoever owns it switches them off.
      await tx`set local session_replication_role = replica`;
      const settings = await done(tx, world, dice, damage);
      outcome = await codesOf(tx, settings ?? world.settings);
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) outcome = error instanceof Error ? error.message : "unknown";
    });
  return outcome;
}

/** A flipped key may hit one that is taken: then another row is tried. */
async function done(tx: Tx, world: TamperWorld, dice: Dice, damage: Damage["damage"]): Promise<VerifySettings | void> {
  for (let tries = 0; ; tries++) {
    try {
      return await tx.savepoint((inner) => damage(inner, world, dice));
    } catch (error) {
      if (tries >= 20 || (error as { code?: unknown }).code !== "23505") throw error;
    }
  }
}

const codesOf = async (tx: Tx, settings: VerifySettings): Promise<string[]> => (await verifyLog(tx, settings)).troubles.map(({ code }) => code);

/** What nobody may be alarmed by, done with the same hand. */
const HARMLESS: { readonly [name: string]: Damage["damage"] } = {
  nothing: async () => undefined,
  "nothing, held against the outside checkpoint": async (_, { settings, outside }) => ({ ...settings, since: outside }),
  "nothing, held against the youngest of the log": async (_, { settings, youth }) => ({ ...settings, keptHead: youth[0]?.note }),
  "leaves written and waiting, looks among them": async (tx) => appendLeaves(tx, makeEntries(12)),
  "a leaf sealed by an act on the record, which waits": async (tx, _, dice) => {
    const { id } = dice.of(await tx<{ id: string }[]>`select id from record.leaf where salt is not null order by id`);
    await tx`update record.leaf set salt = null where id = ${id}`;
    await appendLeaves(tx, makeEntries(1, id));
  },
};

type Tally = Pick<TamperReport, "falseAlarms" | "seenAfterAll"> & { harmless: number; unseen: number };

async function tryHarmless(world: TamperWorld, dice: Dice, trial: number, report: Tally): Promise<void> {
  for (const [name, damage] of Object.entries(HARMLESS)) {
    const outcome = await tryOne(world, dice, { damage });
    report.harmless++;
    if (outcome.length > 0) report.falseAlarms.push(`${name}: ${String(outcome)}`);
  }
  const perfect = unseen[(trial / 50) % unseen.length];
  if (!perfect) return;
  const outcome = await tryOne(world, dice, perfect);
  report.unseen++;
  if (outcome.length > 0) report.seenAfterAll.push(`${perfect.name}: ${String(outcome)}`);
}

/** After all that, the log goes on, and is sound. */
async function legitimateWork(house: House, world: TamperWorld, report: Tally): Promise<void> {
  await house.database.app.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true)`;
    await appendLeaves(tx, makeEntries(300));
  });
  await house.record.settle();
  const outcome = await world.superuser.begin((tx) => codesOf(tx, { ...world.settings, keptHead: readKeptHead(recordParts().dataDir), since: world.outside })) as string[];
  report.harmless++;
  if (outcome.length > 0) report.falseAlarms.push(`the log went on: ${outcome.join(" ")}`);
}
