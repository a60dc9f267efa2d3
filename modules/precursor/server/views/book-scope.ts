import type { Actor } from "#kernel/actor.ts";

/** Books a question may touch: all of the city (`unit` null), of one unit, or one enterprise's own. */
export type BookScope = { readonly unit: string | null; readonly enterprise: string | null };

/**
 * The one rule of who sees which books. Officials see their unit, the city's officials every unit (asked for their own code
 * or for none: all); staff of an enterprise see its book and no other, whatever unit or enterprise they name.
 * @returns null when the actor may see nothing of what was asked; answer then as if it did not exist
 */
export function scopeFor(actor: Actor, asked: { readonly unit?: string | null | undefined; readonly enterprise?: string | null | undefined } = {}): BookScope | null {
  const enterprise = enterpriseFor(actor, asked.enterprise ?? null);
  if (enterprise === undefined || actor.scope === "none") return null;
  const unit = asked.unit ?? null;
  if (actor.scope === "city" && actor.enterpriseUscc === undefined) return { unit: unit === actor.unitCode ? null : unit, enterprise };
  if (unit !== null && unit !== actor.unitCode) return null;
  return { unit: actor.unitCode, enterprise };
}

/** Undefined: not allowed. An account of the enterprise department without a credit code is nobody's staff. */
function enterpriseFor(actor: Actor, asked: string | null): string | null | undefined {
  const own = actor.enterpriseUscc;
  if (own === undefined) return actor.department === "enterprise" || actor.kind === "enterprise" ? undefined : asked;
  return asked === null || asked === own ? own : undefined;
}
