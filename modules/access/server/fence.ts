import type { Actor } from "#kernel/actor.ts";
import { setFence } from "#platform/command.sql.ts";
import type { Tx } from "#platform/db.ts";

/**
 * Works inside one unit's fence, found from a registry, and puts the actor's own fence back. For sign-in only: there the actor is
 * nobody yet. When `work` throws, the transaction is lost anyway and its settings with it.
 */
export async function withinUnit<T>(context: { readonly tx: Tx; readonly actor: Actor }, unitCode: string, work: () => Promise<T>): Promise<T> {
  const { tx, actor } = context;
  await setFence(tx, "unit", unitCode, "");
  const result = await work();
  await setFence(tx, actor.scope, actor.unitCode, actor.enterpriseUscc ?? "");
  return result;
}
