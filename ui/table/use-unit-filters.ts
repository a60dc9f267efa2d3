import { useContext, useMemo } from "react";
import { readsBusiness, useAccount } from "../frame/account.ts";
import { UnitsContext } from "../frame/names.ts";
import { useFilters, type Filter, type Filters } from "./filters.ts";

type UnitFilter = { readonly unit?: Extract<Filter, { readonly kind: "choice" }> };

/** A screen's filters, and before them one by unit for those who look at the whole city and have no choice of it in the top bar: the unit stays in the address from screen to screen, so each shows it. */
export function useUnitFilters<F extends Filters>(own: F) {
  const unit = useUnitFilter();
  const filters = useMemo((): F & UnitFilter => ({ ...unit, ...own }), [unit, own]);
  const state = useFilters(filters);
  return { filters, state, values: state.values, isFiltered: Object.keys(state.values).length > 0 };
}

function useUnitFilter(): UnitFilter {
  const units = useContext(UnitsContext);
  const account = useAccount();
  const isNeeded = account.scope === "city" && !readsBusiness(account) && units.length > 0;
  return useMemo(() => (isNeeded ? { unit: { kind: "choice", label: { zh: "单位", en: "Unit" }, choices: units.map(({ code, name }) => ({ value: code, label: name })) } } : {}), [isNeeded, units]);
}
