import { z } from "zod";

/** What a person writes: trimmed, and without the character no database keeps. */
export const writtenText = (min: number, max: number) => z.string().trim().min(min).max(max).regex(/^[^\0]*$/);
