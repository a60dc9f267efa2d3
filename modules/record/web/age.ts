import type { Witness } from "../contract/index.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Beyond this a witness's last signature is old: what was written since, this machine alone vouches for. */
export const LATE_MS = DAY;

export type Age = { readonly count: number; readonly unit: "second" | "minute" | "hour" | "day" };

/** How long ago, in the largest unit that is at least one, never less than none: clocks of two machines differ a little. */
export function ageOf(at: string, now: number): Age {
  const ms = Math.max(0, now - Date.parse(at));
  if (ms < MINUTE) return { count: Math.floor(ms / SECOND), unit: "second" };
  if (ms < 2 * HOUR) return { count: Math.floor(ms / MINUTE), unit: "minute" };
  if (ms < 2 * DAY) return { count: Math.floor(ms / HOUR), unit: "hour" };
  return { count: Math.floor(ms / DAY), unit: "day" };
}

export type WitnessState = "retired" | "never" | "current" | "behind" | "late";

/** How far a witness is: `late` when entries it has not seen wait for more than a day since it last signed. */
export function witnessState(witness: Pick<Witness, "retiredAt" | "lastSize" | "lastAt">, size: number, now: number): WitnessState {
  if (witness.retiredAt !== null) return "retired";
  if (witness.lastSize === null || witness.lastAt === null) return "never";
  if (witness.lastSize >= size) return "current";
  return now - Date.parse(witness.lastAt) > LATE_MS ? "late" : "behind";
}

/** Entries no witness has signed for; all of them when there is no witness. */
export function unwitnessed(witnesses: readonly Pick<Witness, "retiredAt" | "lastSize">[], size: number): number {
  const seen = witnesses.flatMap(({ retiredAt, lastSize }) => (retiredAt === null && lastSize !== null ? [lastSize] : []));
  return Math.max(0, size - Math.max(0, ...seen));
}
