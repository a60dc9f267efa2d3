import { generateKeyPairSync } from "node:crypto";
import type { Tx } from "#platform/db.ts";
import { checkpointText } from "../../modules/record/domain/checkpoint.ts";
import { formatNote, verifierKey, type SignatureType } from "../../modules/record/domain/signed-note.ts";
import { joinHashes, TileBuilder, type FullTile } from "../../modules/record/domain/tile.ts";
import { leafHash } from "../../modules/record/domain/tree-hash.ts";
import { signNote, type Signer } from "../../modules/record/server/log-keys.ts";
import { insertTiles } from "../../modules/record/server/log.sql.ts";
import { nodeCrypto } from "../../modules/record/server/node-crypto.ts";
import type { VerifySettings } from "../../modules/record/server/verify.ts";
import type { Damage, Dice } from "./tamper-damage.ts";
import { fingerprints } from "./tamper-leaf.ts";
import type { TamperWorld } from "./tamper-world.ts";

/** What is left outside the hand of whoever rewrites. */
const EVIDENCE = ["kept head", "outside checkpoint", "witness"] as const;
type Evidence = (typeof EVIDENCE)[number] | "nothing";

/** Ways to change history so that every row fits every other row again, from `index` on or before it. */
const REWRITINGS: { readonly [name: string]: (tx: Tx, world: TamperWorld, dice: Dice, index: number) => Promise<void> } = {
  "a body": changeBody,
  "a leaf taken out": async (tx, _, __, index) => {
    await tx`delete from record.read r using record.position p where p.index = ${index} and r.leaf_unit = p.unit_code and r.leaf_id = p.leaf_id`;
    await tx`delete from record.leaf l using record.position p where p.index = ${index} and l.unit_code = p.unit_code and l.id = p.leaf_id`;
    await tx`delete from record.position where index = ${index}`;
    await shift(tx, index, -1);
  },
  "two leaves exchanged": (tx, _, __, index) => swapPlaces(tx, index, index + 1, ["leaf", "entry"]),
  "a later leaf put in earlier": async (tx, world, _, index) => {
    const [late] = await tx<{ unit: string; id: string; entry: Buffer }[]>`delete from record.position where index = ${world.size - 1} returning unit_code as unit, leaf_id as id, entry`;
    if (!late) throw new Error("there is nothing to damage");
    await shift(tx, index, 1);
    await tx`insert into record.position (index, unit_code, leaf_id, entry) values (${index}, ${late.unit}, ${late.id}, ${late.entry})`;
  },
};

const rewrite = (way: string, by: "foreign key" | "stolen key" | "no key", evidence: Evidence, old: boolean): Damage => ({
  of: "rewrite the chain",
  name: `${way}, ${by}, ${evidence === "nothing" ? "nothing outside" : `found through the ${evidence}`}`,
  damage: async (tx, world, dice) => {
    // A witness and an outside checkpoint answer for what stood when they signed; the head file for all that ever stood.
    const end = evidence === "kept head" ? world.size : old ? (world.youth[2]?.size ?? 0) : Number(world.outside.size);
    const index = world.begun + dice.below(end - world.begun - 2);
    await REWRITINGS[way]?.(tx, world, dice, index);
    if (evidence !== "witness") await tx`delete from record.cosignature`;
    await rebuild(tx, world, by === "no key" ? undefined : by === "stolen key" ? world.signers : [anotherSigner(world.settings.origin, "ed25519")]);
    return settingsFor(world, evidence);
  },
});

const cut = (evidence: Evidence, what: string, takeBack: boolean): Damage => ({
  of: "truncate",
  name: `${what}, ${evidence === "nothing" ? "nothing outside" : `found through the ${evidence}`}`,
  damage: async (tx, world, dice) => {
    // A sealed leaf whose sealing was cut off gives the cut away: who wants to stay unseen cuts after it.
    await truncateTo(tx, dice.of(evidence === "nothing" ? world.youth.slice(2) : world.youth), takeBack);
    return settingsFor(world, evidence);
  },
});

export const chainDamages: readonly Damage[] = [
  cut("kept head", "the tail cut off, an older head put back", false),
  cut("outside checkpoint", "the tail cut off, an older head put back", false),
  cut("kept head", "the tail put back into the queue", true),
  cut("outside checkpoint", "the tail put back into the queue", true),
  { of: "hold up", name: "leaves kept from their place for an hour", damage: async (_, { settings }) => ({ ...settings, now: new Date(settings.now.getTime() + 3_600_000) }) },
  { of: "truncate", name: "the tail cut off, the head left as it is", damage: async (tx, world, dice) => truncateTo(tx, { size: 1 + dice.below(world.size - 1), note: undefined }, false) },
  { of: "truncate", name: "an older head put back, the entries left", damage: async (tx, world, dice) => putBackHead(tx, dice.of(world.youth).note) },
  ...Object.keys(REWRITINGS).flatMap((way) => [
    rewrite(way, "no key", "kept head", false),
    rewrite(way, "foreign key", "kept head", false),
    rewrite(way, "stolen key", "kept head", false),
    rewrite(way, "stolen key", "outside checkpoint", false),
    rewrite(way, "stolen key", "witness", true),
  ]),
];

/** The same damage with nobody outside to ask: it is perfect, and must not be noticed. So what notices it above is what stands outside. */
export const unseen: readonly Damage[] = [cut("nothing", "the tail cut off, an older head put back", false), cut("nothing", "the tail put back into the queue", true), ...Object.keys(REWRITINGS).map((way) => rewrite(way, "stolen key", "nothing", false))];

const settingsFor = ({ settings, outside }: TamperWorld, evidence: Evidence): VerifySettings => ({ ...settings, keptHead: evidence === "kept head" ? settings.keptHead : undefined, since: evidence === "outside checkpoint" ? outside : undefined });

/** Everything derived from the positions anew; signed where there is a key to sign with. */
async function rebuild(tx: Tx, { settings: { origin } }: TamperWorld, signers: readonly Signer[] | undefined): Promise<void> {
  const kept = new Set((await tx<{ size: number }[]>`select size from record.checkpoint`).map(({ size }) => size));
  const entries = await tx<{ entry: Buffer }[]>`select entry from record.position order by index`;
  const builder = new TileBuilder(nodeCrypto.sha256);
  const full: FullTile[] = [];
  const noteNow = () => {
    const text = checkpointText({ origin, size: builder.size, root: builder.root() });
    return signers && formatNote(text, signNote(signers, text));
  };
  for (const { entry } of entries) {
    builder.append(leafHash(nodeCrypto.sha256, entry), (tile) => void full.push(tile));
    const note = kept.has(Number(builder.size)) ? noteNow() : undefined;
    if (note !== undefined) await tx`update record.checkpoint set note = ${note} where size = ${Number(builder.size)}`;
  }
  await tx`delete from record.checkpoint where size > ${entries.length}`;
  await tx`delete from record.tile`;
  await insertTiles(tx, full.map(({ level, index, hashes, root }) => ({ level, index: Number(index), hashes: Buffer.from(joinHashes(hashes)), root: Buffer.from(root) })));
  await tx`update record.head set size = ${entries.length}, root = ${Buffer.from(builder.root())}, note = ${noteNow() ?? tx`note`}`;
}

/** A key of the intruder's own, under the name of another. */
export function anotherSigner(name: string, type: SignatureType): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { key: verifierKey(nodeCrypto.sha256, name, type, new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32))), privateKey };
}

/** With the seal's key as well: whoever stole the data folder has both. */
async function changeBody(tx: Tx, { macKey }: TamperWorld, dice: Dice, index: number): Promise<void> {
  const [row] = await tx<{ unit: string; id: string; body: string; command: string }[]>`
    select l.unit_code as unit, l.id, l.body, l.command_id as command from record.leaf l join record.position p on p.unit_code = l.unit_code and p.leaf_id = l.id where p.index = ${index}`;
  if (!row) throw new Error("there is nothing to damage");
  const said = JSON.parse(row.body) as { output: string };
  const body = row.body.replace(said.output, dice.bytes(32).toString("hex"));
  const salt = dice.bytes(16);
  const { entry, mac } = fingerprints(macKey, salt, body);
  await tx`update record.leaf set body = ${body}, salt = ${salt}, entry = ${entry}, mac = ${mac} where unit_code = ${row.unit} and id = ${row.id}`;
  await tx`update record.position set entry = ${entry} where index = ${index}`;
}

/** @param to.note undefined: the head stays */
async function truncateTo(tx: Tx, to: { readonly size: number; readonly note: string | undefined }, takeBack: boolean): Promise<void> {
  if (takeBack) await tx`insert into record.pending (unit_code, leaf_id, entry) select unit_code, leaf_id, entry from record.position where index >= ${to.size}`;
  else {
    await tx`delete from record.read r where exists (select from record.pending q where q.leaf_id = r.leaf_id) or exists (select from record.position p where p.leaf_id = r.leaf_id and p.index >= ${to.size})`;
    await tx`delete from record.leaf l where exists (select from record.pending q where q.leaf_id = l.id) or exists (select from record.position p where p.leaf_id = l.id and p.index >= ${to.size})`;
    await tx`delete from record.pending`;
  }
  await tx`delete from record.position where index >= ${to.size}`;
  await tx`delete from record.tile where (index + 1) * (256::bigint ^ (level + 1))::bigint > ${to.size}`;
  await tx`delete from record.checkpoint where size > ${to.size}`;
  await tx`delete from record.cosignature where size > ${to.size}`;
  if (to.note !== undefined) await putBackHead(tx, to.note);
}

async function putBackHead(tx: Tx, note: string): Promise<void> {
  const [, size = "", root = ""] = note.split("\n");
  await tx`update record.head set size = ${Number(size)}, root = decode(${root}, 'base64'), note = ${note}`;
}

/** In two steps: an index is unique at every moment. */
export async function shift(tx: Tx, from: number, by: number): Promise<void> {
  await tx`update record.position set index = -index - 1000000 where index >= ${from}`;
  await tx`update record.position set index = -(index + 1000000) + ${by} where index <= -1000000`;
}

/** Taken out and put in again: a leaf has one place at every moment. */
export async function swapPlaces(tx: Tx, a: number, b: number, what: readonly ("leaf" | "entry")[]): Promise<void> {
  const rows = await tx<{ index: number; unit: string; id: string; entry: Buffer }[]>`delete from record.position where index in (${a}, ${b}) returning index, unit_code as unit, leaf_id as id, entry`;
  const [first, second] = rows;
  if (!first || !second) throw new Error("there is nothing to damage");
  for (const [row, other] of [[first, second], [second, first]] as const) {
    const leaf = what.includes("leaf") ? other : row;
    await tx`insert into record.position (index, unit_code, leaf_id, entry) values (${row.index}, ${leaf.unit}, ${leaf.id}, ${what.includes("entry") ? other.entry : row.entry})`;
  }
}
