import type { SubstanceView } from "../../contract/index.ts";

/** "1" "2" "3", or "none" where the class is not verified. */
export const classKey = ({ class: substanceClass }: SubstanceView): string => (substanceClass === null ? "none" : String(substanceClass));
/** "I" "II", or "none" where the Convention does not list it. */
export const tableKey = ({ un1988 }: SubstanceView): string => un1988 ?? "none";

export const isFullyVerified = ({ verified }: SubstanceView): boolean => Object.values(verified).every(Boolean);

/** How many substances there are of each Chinese class and UN table. Classes without any are left out. */
export function classMatrix(substances: readonly SubstanceView[]): readonly { readonly class: string; readonly counts: readonly { readonly table: string; readonly count: number }[]; readonly total: number }[] {
  return ["1", "2", "3", "none"].flatMap((each) => {
    const inClass = substances.filter((substance) => classKey(substance) === each);
    const counts = ["I", "II", "none"].map((table) => ({ table, count: inClass.filter((substance) => tableKey(substance) === table).length }));
    return inClass.length > 0 ? [{ class: each, counts, total: inClass.length }] : [];
  });
}
