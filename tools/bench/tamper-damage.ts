import type { Tx } from "#platform/db.ts";
import type { VerifySettings } from "../../modules/record/server/verify.ts";
import { chance } from "../demo/chance.ts";
import type { TamperWorld } from "./tamper-world.ts";

export type DamageClass = "flip" | "delete" | "insert" | "reorder" | "truncate" | "hold up" | "seal without right" | "rewrite the chain";

/** One way to damage the record. @returns what the verifier has at hand, where it is not the usual (the head file beside the database) */
export type Damage = {
  readonly of: DamageClass;
  readonly name: string;
  readonly damage: (tx: Tx, world: TamperWorld, dice: Dice) => Promise<VerifySettings | void>;
};

/** Repeatable chance: the same seed and trial throw the same. */
export type Dice = { below(count: number): number; of<V>(list: readonly V[]): V; bytes(count: number): Buffer };

export function diceOf(seed: number): Dice {
  const { next } = chance(seed);
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    of: (list) => {
      const value = list[below(list.length)];
      if (value === undefined) throw new Error("there is nothing to damage");
      return value;
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
