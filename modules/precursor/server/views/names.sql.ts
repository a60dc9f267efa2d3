import type { Tx } from "#platform/db.ts";

export const selectNames = (tx: Tx, usccs: readonly string[]) => tx<{ uscc: string; name: string }[]>`
  select e.uscc, e.name
  from precursor.enterprise_registry r
  join precursor.enterprise e on e.unit_code = r.unit_code and e.uscc = r.uscc
  where r.uscc = any(${usccs as string[]}::text[])`;

/** The unit whose register and books hold this enterprise. */
export async function findUnitOf(tx: Tx, uscc: string): Promise<string | null> {
  const [row] = await tx<{ unitCode: string }[]>`select unit_code as "unitCode" from precursor.enterprise_registry where uscc = ${uscc}`;
  return row?.unitCode ?? null;
}

/** Whether one of these enterprises is demonstration data. */
export async function isAnyDemo(tx: Tx, usccs: readonly string[]): Promise<boolean> {
  const [row] = await tx<{ demo: boolean }[]>`
    select exists (
      select 1
      from precursor.enterprise_registry r
      join precursor.enterprise e on e.unit_code = r.unit_code and e.uscc = r.uscc
      where r.uscc = any(${usccs as string[]}::text[]) and e.demo) as demo`;
  return row?.demo ?? false;
}
