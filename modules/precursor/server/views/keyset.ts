import { z } from "zod";
import { isoDay } from "#kernel/contract.ts";

/** Where a page ended, as opaque text. */
export const toCursor = (parts: readonly (string | number | null)[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url");

/** A cursor that is none of ours starts from the beginning: it holds no secret and breaks nothing. */
export function fromCursor<S extends z.ZodType>(shape: S, after: string | undefined): z.output<S> | null {
  if (after === undefined) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(after, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Asked for one row more than the page holds, so that a last page knows it is the last. */
export function pageRows<T>(found: readonly T[], limit: number, cursorOf: (row: T) => readonly (string | number | null)[]): { rows: T[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? toCursor(cursorOf(last)) : null };
}

const instant = z.number().int().min(Date.UTC(1900, 0, 2)).max(Date.UTC(3000, 0, 1));
/** What the database cannot hold is no place in it either; a cursor's text comes past the check of the input. */
const text = z.string().max(200).refine((value) => !value.includes("\u0000"));
export const cursorPart = { text, instant, mass: z.number().int(), rank: z.number().int().min(0).max(10), id: z.uuid(), day: isoDay };
