import type { Tx } from "#platform/db.ts";

/** Open findings of these that name one of these declarations. */
export const listNaming = (tx: Tx, ids: readonly string[]) =>
  tx<{ id: string; declarations: string[] }[]>`select id, declarations from precursor.finding where id = any(${ids as string[]}::uuid[]) and ended_at is null`;
