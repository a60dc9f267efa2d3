import { sign } from "node:crypto";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { uuidV7 } from "#kernel/id.ts";
import type { Tx } from "#platform/db.ts";
import { cosignatureBytes, cosignedMessage, formatVkey, parseNote, signatureLine } from "../../modules/record/domain/signed-note.ts";
import { anotherSigner, shift, swapPlaces } from "./tamper-chain.ts";
import type { Damage, DamageClass, Dice } from "./tamper-damage.ts";
import { fingerprints } from "./tamper-leaf.ts";

const damage = (of: DamageClass, name: string, work: Damage["damage"]): Damage => ({ of, name, damage: work });

/** Rows taken out, put in, or exchanged; tree and signature stay as they were, because nobody in the database can sign. */
export const rowDamages: readonly Damage[] = [
  damage("delete", "a leaf in the log", (tx, world, dice) => deleteLeaves(tx, dice.below(world.size), 1)),
  damage("delete", "a run of leaves", (tx, world, dice) => deleteLeaves(tx, dice.below(world.size), 1 + dice.below(40))),
  damage("delete", "a waiting leaf", async (tx, _, dice) => void (await tx`delete from record.leaf where id = ${(await aWaiting(tx, dice)).id}`)),
  damage("delete", "a leaf's turn in the queue", async (tx, _, dice) => void (await tx`delete from record.pending where leaf_id = ${(await aWaiting(tx, dice)).id}`)),
  damage("delete", "a position", async (tx, world, dice) => void (await tx`delete from record.position where index = ${dice.below(world.size)}`)),
  damage("delete", "a run of positions and their leaves", async (tx, world, dice) => {
    const from = dice.below(world.size);
    const to = from + 1 + dice.below(60);
    await deleteLeaves(tx, from, to - from);
    await tx`delete from record.position where index >= ${from} and index < ${to}`;
  }),
  damage("delete", "a position and its leaf, the gap closed", async (tx, world, dice) => {
    const index = dice.below(world.size);
    await deleteLeaves(tx, index, 1);
    await tx`delete from record.position where index = ${index}`;
    await shift(tx, index, -1);
  }),
  damage("delete", "a tile", async (tx, _, dice) => void (await tx`delete from record.tile where ctid = ${dice.of(await tx<{ at: string }[]>`select ctid::text as at from record.tile order by level, index`).at}::tid`)),
  damage("delete", "all tiles", async (tx) => void (await tx`delete from record.tile`)),
  damage("delete", "a look", async (tx, _, dice) => void (await tx`delete from record.read where ctid = ${(await aLook(tx, dice)).at}::tid`)),
  damage("delete", "every look at one record", async (tx, _, dice) => void (await tx`delete from record.read where subject_id = ${(await aLook(tx, dice)).subject}`)),
  damage("delete", "a witness", async (tx) => void (await tx`delete from record.witness where retired_at is not null`)),
  damage("delete", "a witness's retirement", async (tx) => void (await tx`update record.witness set retired_at = null, retired_by = null, retire_reason = null`)),
  damage("delete", "the head", async (tx) => void (await tx`delete from record.head`)),
  damage("delete", "everything", async (tx) => {
    for (const table of ["read", "tile", "position", "pending", "leaf", "cosignature", "checkpoint", "head"]) await tx.unsafe(`delete from record.${table}`);
  }),

  damage("insert", "a forged leaf", async (tx, _, dice) => void (await forgeLeaf(tx, dice))),
  damage("insert", "a forged leaf in the queue", async (tx, _, dice) => queue(tx, await forgeLeaf(tx, dice))),
  damage("insert", "a forged leaf with the lowest id there is, in the queue", async (tx, _, dice) => queue(tx, await forgeLeaf(tx, dice, "00000000-0000-0000-0000-000000000000"))),
  damage("insert", "a genuine leaf's seal of writing on a forged one, in the queue", async (tx, _, dice) => {
    const forged = await forgeLeaf(tx, dice);
    await tx`update record.leaf set mac = (select mac from record.leaf where id <> ${forged.id} order by id limit 1) where id = ${forged.id}`;
    await queue(tx, forged);
  }),
  damage("insert", "a second copy of a leaf under a new id, in the queue", async (tx, world, dice) => {
    const id = newId(dice);
    const [copy] = await tx<{ unit: string; entry: Buffer }[]>`
      insert into record.leaf select l.unit_code, ${id}, l.at, l.name, l.actor_kind, l.account_id, l.command_id, l.body, l.salt, l.entry, l.mac
      from record.leaf l join record.position p on p.unit_code = l.unit_code and p.leaf_id = l.id where p.index = ${dice.below(world.size)} returning unit_code as unit, entry`;
    await queue(tx, { id, unit: copy?.unit ?? "", entry: copy?.entry ?? Buffer.alloc(0) });
  }),
  damage("insert", "a forged leaf at the end of the log", async (tx, world, dice) => place(tx, world.size, await forgeLeaf(tx, dice))),
  damage("insert", "a forged leaf beyond the end of the log", async (tx, world, dice) => place(tx, world.size + 1 + dice.below(1000), await forgeLeaf(tx, dice))),
  damage("insert", "a forged leaf before the beginning of the log", async (tx, _, dice) => place(tx, -1 - dice.below(1000), await forgeLeaf(tx, dice))),
  damage("insert", "a forged leaf at a number beyond counting", async (tx, _, dice) => {
    const forged = await forgeLeaf(tx, dice);
    await tx`insert into record.position (index, unit_code, leaf_id, entry) values (${String(2n ** 60n + BigInt(dice.below(1000)))}::text::bigint, ${forged.unit}, ${forged.id}, ${forged.entry})`;
  }),
  damage("insert", "a forged leaf within the log, the later ones moved", async (tx, world, dice) => {
    const index = dice.below(world.size);
    await shift(tx, index, 1);
    await place(tx, index, await forgeLeaf(tx, dice));
  }),
  damage("insert", "a position without a leaf", (tx, world, dice) => place(tx, world.size, { id: newId(dice), unit: "500102", entry: dice.bytes(32) })),
  damage("insert", "a turn in the queue without a leaf", (tx, _, dice) => queue(tx, { id: newId(dice), unit: "500102", entry: dice.bytes(32) })),
  damage("insert", "a leaf of the log in the queue again", async (tx, world, dice) => void (await tx`insert into record.pending (unit_code, leaf_id, entry) select unit_code, leaf_id, entry from record.position where index = ${dice.below(world.size)}`)),
  damage("insert", "a tile beyond the log", async (tx, world, dice) => void (await tx`insert into record.tile (level, index, hashes, root) values (${dice.below(3)}, ${world.size + dice.below(100)}, ${dice.bytes(8192)}, ${dice.bytes(32)})`)),
  damage("insert", "a look nobody took", async (tx, _, dice) => void (await tx`insert into record.read select unit_code, leaf_id, leaf_unit, at, subject_kind, subject_id || '-9', actor_kind, account_id, purpose, name, fields from record.read where ctid = ${(await aLook(tx, dice)).at}::tid`)),
  damage("insert", "a look laid out twice, under another unit", async (tx, _, dice) => void (await tx`insert into record.read select '500999', leaf_id, leaf_unit, at, subject_kind, subject_id, actor_kind, account_id, purpose, name, fields from record.read where ctid = ${(await aLook(tx, dice)).at}::tid`)),
  damage("insert", "a kept checkpoint nobody signed", async (tx, world, dice) => void (await tx`insert into record.checkpoint (size, note, signed_at) select ${1 + dice.below(9)}, replace(note, ${`\n${world.size}\n`}, ${`\n${1 + dice.below(9)}\n`}), now() from record.head`)),
  damage("insert", "a witness's signature over another size", async (tx, world, dice) => void (await tx`insert into record.cosignature (witness, size, line, signed_at, kept_at) select witness, ${1 + dice.below(world.youth[0]?.size ?? 1) - 1}, line, signed_at, kept_at from record.cosignature order by size limit 1`)),

  damage("insert", "a witness nobody registered", async (tx) => void (await tx`insert into record.witness (name, party, vkey, since, registered_by) select name || '2', party, vkey, since, registered_by from record.witness where retired_at is null`)),
  damage("insert", "another key for a witness, its signatures made anew", exchangeWitnessKey),

  damage("reorder", "two positions", async (tx, world, dice) => swapPlaces(tx, ...two(dice, world.size), ["leaf", "entry"])),
  damage("reorder", "two neighbours", async (tx, world, dice) => {
    const index = dice.below(world.size - 1);
    await swapPlaces(tx, index, index + 1, ["leaf", "entry"]);
  }),
  damage("reorder", "whose leaf two positions name", async (tx, world, dice) => swapPlaces(tx, ...two(dice, world.size), ["leaf"])),
  damage("reorder", "the entries of two positions", async (tx, world, dice) => swapPlaces(tx, ...two(dice, world.size), ["entry"])),
  damage("reorder", "what two leaves say", async (tx, world, dice) => {
    const [a, b] = two(dice, world.size);
    await tx`update record.leaf l set body = o.body, salt = o.salt from record.leaf o, record.position p, record.position q
      where (p.index, q.index) in ((${a}, ${b}), (${b}, ${a})) and l.unit_code = p.unit_code and l.id = p.leaf_id and o.unit_code = q.unit_code and o.id = q.leaf_id`;
  }),
  damage("reorder", "the hashes of a tile", async (tx, _, dice) => {
    const at = 32 * dice.below(255);
    await tx`update record.tile set hashes = overlay(hashes placing substr(hashes, ${at + 33}, 32) || substr(hashes, ${at + 1}, 32) from ${at + 1} for 64) where ctid = ${dice.of(await tx<{ at: string }[]>`select ctid::text as at from record.tile where level = 0 order by index`).at}::tid`;
  }),

  damage("seal without right", "a leaf of the log", async (tx, world, dice) => void (await sealPlaced(tx, dice.below(world.size), 1))),
  damage("seal without right", "a run of leaves", async (tx, world, dice) => void (await sealPlaced(tx, dice.below(world.size), 2 + dice.below(50)))),
  damage("seal without right", "a waiting leaf", async (tx, _, dice) => void (await tx`update record.leaf set salt = null where id = ${(await aWaiting(tx, dice)).id}`)),
  damage("seal without right", "a leaf, what it says changed besides", async (tx, world, dice) => {
    const index = dice.below(world.size);
    await sealPlaced(tx, index, 1);
    await tx`update record.leaf l set name = 'a.b', body = replace(body, l.name, 'a.b') from record.position p where p.index >= ${index} and p.unit_code = l.unit_code and p.leaf_id = l.id and l.salt is null`;
  }),
  damage("seal without right", "what a sealed leaf says", async (tx) => void (await tx`update record.leaf set body = replace(body, name, 'a.b'), name = 'a.b' where salt is null`)),
  damage("seal without right", "a leaf vouched for by a forged one", async (tx, world, dice) => {
    const index = await sealPlaced(tx, dice.below(world.size), 1);
    const [row] = await tx<{ id: string }[]>`select leaf_id as id from record.position where index = ${index}`;
    await queue(tx, await forgeLeaf(tx, dice, undefined, row?.id));
  }),
];

/** A key of the intruder's own under the witness's name, and what it signs is true. */
async function exchangeWitnessKey(tx: Tx): Promise<void> {
  const [row] = await tx<{ witness: string; size: number; note: string }[]>`select c.witness, c.size, k.note from record.cosignature c join record.checkpoint k on k.size = c.size order by c.size limit 1`;
  if (!row) throw new Error("there is nothing to damage");
  const { key, privateKey } = anotherSigner(row.witness, "cosignature/v1");
  const seconds = BigInt(Math.floor(Date.now() / 1000));
  const line = signatureLine(key, cosignatureBytes(seconds, sign(null, cosignedMessage(parseNote(row.note).text, seconds), privateKey)));
  await tx`update record.witness set vkey = ${formatVkey(key)} where name = ${row.witness}`;
  await tx`update record.cosignature set line = ${line}, signed_at = to_timestamp(${Number(seconds)}) where witness = ${row.witness} and size = ${row.size}`;
  await tx`delete from record.cosignature where witness = ${row.witness} and size <> ${row.size}`;
}

type Forged = { readonly id: string; readonly unit: string; readonly entry: Buffer };
const newId = (dice: Dice) => uuidV7(Date.now(), dice.bytes(10));

/** A leaf as a skilled hand would make it: salted, canonical, its columns in keeping; only the key of the seal of writing is not in the database. */
async function forgeLeaf(tx: Tx, dice: Dice, id = newId(dice), seals?: string): Promise<Forged> {
  const [unit, at, name, account, command] = ["500102", new Date(), "precursor.declaration.file", "system", newId(dice)];
  const hash = () => dice.bytes(32).toString("hex");
  const body = canonicalJson({ version: 1, id, at: at.toISOString(), unit, name, actor: { kind: "system", id: account }, command, input: hash(), output: hash(), ...(seals === undefined ? {} : { seals }) });
  const salt = dice.bytes(16);
  const { entry, mac } = fingerprints(dice.bytes(32), salt, body);
  await tx`insert into record.leaf (unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry, mac) values (${unit}, ${id}, ${at}, ${name}, 'system', ${account}, ${command}, ${body}, ${salt}, ${entry}, ${mac})`;
  return { id, unit, entry };
}

const queue = async (tx: Tx, { id, unit, entry }: Forged): Promise<void> => void (await tx`insert into record.pending (unit_code, leaf_id, entry) values (${unit}, ${id}, ${entry})`);
const place = async (tx: Tx, index: number, { id, unit, entry }: Forged): Promise<void> => void (await tx`insert into record.position (index, unit_code, leaf_id, entry) values (${index}, ${unit}, ${id}, ${entry})`);

const deleteLeaves = async (tx: Tx, from: number, count: number): Promise<void> =>
  void (await tx`delete from record.leaf l using record.position p where p.index >= ${from} and p.index < ${from + count} and l.unit_code = p.unit_code and l.id = p.leaf_id`);

/** The one leaf that was sealed by right is passed over. @returns the first index that was sealed */
async function sealPlaced(tx: Tx, from: number, count: number): Promise<number> {
  const rows = await tx<{ index: number }[]>`
    update record.leaf l set salt = null from record.position p
    where p.index in (select index from record.position p2 join record.leaf l2 on l2.unit_code = p2.unit_code and l2.id = p2.leaf_id where l2.salt is not null order by index < ${from}, index limit ${count})
      and l.unit_code = p.unit_code and l.id = p.leaf_id returning p.index`;
  return rows[0]?.index ?? 0;
}

function two(dice: Dice, size: number): [number, number] {
  const first = dice.below(size);
  return [first, (first + 1 + dice.below(size - 1)) % size];
}

const aWaiting = async (tx: Tx, dice: Dice) => dice.of(await tx<{ id: string }[]>`select leaf_id as id from record.pending order by leaf_id`);
const aLook = async (tx: Tx, dice: Dice) => dice.of(await tx<{ at: string; subject: string }[]>`select ctid::text as at, subject_id as subject from record.read order by leaf_id, subject_id`);
