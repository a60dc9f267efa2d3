import type { ReadPurpose } from "#kernel/read-purpose.ts";
import { Refusal } from "#kernel/refusal.ts";
import { LIMITS } from "./config.ts";

/** Whose protected record was shown. */
export type ReadSubject = { readonly kind: string; readonly id: string; /** Unit of the record. */ readonly unitCode: string };
/** Whose, why, and which fields: their names, never what stood in them. */
export type Look = { readonly subjects: readonly ReadSubject[]; readonly purpose: ReadPurpose; readonly fields: readonly string[] };

/** Gathers what a use case says it shows, until the gate writes it on its line. */
export class Looks {
  private readonly said: Look[] = [];

  /** True from the moment everything is done but the writing down. */
  isToBeWritten = false;

  readonly add = (look: Look): void => {
    const first = this.said[0];
    if (look.subjects.length === 0 || look.fields.length === 0) throw new Error("a look names whose record and which fields");
    if (first && first.purpose !== look.purpose) throw new Error("one act has one purpose of reading");
    this.said.push(look);
    if (new Set(this.said.flatMap(({ subjects }) => subjects.map(keyOf))).size > LIMITS.readSubjects) throw new Error(`one act shows at most ${LIMITS.readSubjects} protected records`);
  };

  /** All looks of one act as one; undefined when there was none. */
  get all(): Look | undefined {
    const first = this.said[0];
    if (!first) return undefined;
    const subjects = new Map(this.said.flatMap((look) => look.subjects).map((subject) => [keyOf(subject), subject]));
    return { purpose: first.purpose, subjects: [...subjects.values()], fields: [...new Set(this.said.flatMap((look) => look.fields))].toSorted() };
  }

  /** What goes to the caller when the act failed: a look that could not be written down is refused, everything else is as it was. */
  failure(error: unknown): unknown {
    if (!this.isToBeWritten || this.said.length === 0 || error instanceof Refusal) return error;
    const refusal = new Refusal("gate.read.unrecorded");
    refusal.cause = error;
    return refusal;
  }
}

const keyOf = ({ kind, id }: ReadSubject): string => `${kind} ${id}`;

/** Nothing was found, so nobody's record was shown: no value, or a list without rows. */
export function showsNothing(output: unknown): boolean {
  if (output === null || output === undefined) return true;
  const rows = typeof output === "object" && "rows" in output ? output.rows : output;
  return Array.isArray(rows) && rows.length === 0;
}
