import { z } from "zod";

/** Fewest characters that give a reason for acting on an account. */
export const SHORTEST_REASON = 4;

/** What a person writes: trimmed, and without the character no database keeps. */
export const writtenText = (min: number, max: number) => z.string().trim().min(min).max(max).regex(/^[^\0]*$/);
