/** A leaf has its place within a second; longer than this is said aloud, in the log and on the health page. */
export const BEHIND_MS = 10_000;

/** Nothing of this program's keeps a leaf waiting so long: a verification calls it a trouble. */
export const OVERDUE_MS = 60_000;

/** When a leaf was written. UUID v7: the first 48 bits of its id are the time it was made. */
export const writtenAt = (leafId: string): Date => new Date(Number.parseInt(leafId.replaceAll("-", "").slice(0, 12), 16));
