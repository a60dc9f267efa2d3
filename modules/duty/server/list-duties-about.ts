import type { UseCaseContext } from "#platform/module.ts";
import { selectDutiesAbout, type KnownDuty } from "./duty.sql.ts";

export type { KnownDuty } from "./duty.sql.ts";

/** The door for other rooms: every duty about these things, open or closed, the earliest opened first. */
export async function listDutiesAbout({ tx, actor }: Pick<UseCaseContext, "tx" | "actor">, subjectKind: string, subjects: readonly { readonly unitCode: string; readonly subjectKey: string }[]): Promise<readonly KnownDuty[]> {
  return subjects.length === 0 ? [] : selectDutiesAbout(tx, actor, subjectKind, subjects);
}
