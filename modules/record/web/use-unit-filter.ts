import { useContext, useMemo } from "react";
import { readsBusiness, useAccount } from "#ui/frame/account.ts";
import { UnitsContext } from "#ui/frame/names.ts";
import type { Filter } from "#ui/table/filters.ts";

type UnitFilter = Extract<Filter, { readonly kind: "choice" }>;

/** A filter by unit for those who look at the whole city and have no choice of it in the top bar; nothing for the others. */
export function useUnitFilter(): { readonly unit?: UnitFilter } {
  const units = useContext(UnitsContext);
  const account = useAccount();
  const isNeeded = account.scope === "city" && !readsBusiness(account) && units.length > 0;
  return useMemo(() => (isNeeded ? { unit: { kind: "choice", label: { zh: "单位", en: "Unit" }, choices: units.map(({ code, name }) => ({ value: code, label: name })) } } : {}), [isNeeded, units]);
}
