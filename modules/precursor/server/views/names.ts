import type { UseCaseContext } from "#platform/module.ts";
import { isForeignParty } from "../../contract/declaration.ts";
import { selectNames } from "./names.sql.ts";

export type Names = { of(party: string | null): string | null };

/** Names of parties anywhere in the city: the name only, although the other unit's rows stay behind its fence. */
export async function namesOf({ tx, withinCity }: Pick<UseCaseContext, "tx" | "withinCity">, parties: readonly (string | null)[]): Promise<Names> {
  const usccs = [...new Set(parties)].filter((party) => party !== null && party.length === 18 && !isForeignParty(party)) as string[]; // nulls are filtered out
  const rows = usccs.length === 0 ? [] : await withinCity(() => selectNames(tx, usccs));
  const names = new Map(rows.map((row) => [row.uscc, row.name]));
  return { of: (party) => (party === null ? null : (names.get(party) ?? (isForeignParty(party) ? party.slice(3) : null))) };
}
