import { createContext, createElement, useContext, type ComponentType, type ReactElement } from "react";
import type { Words } from "../call.ts";
import { useSay } from "../words/language.ts";

export type UnitChoice = { readonly code: string; readonly name: Words };

/** County-level units by code; filled by the frame. */
export const UnitsContext = createContext<readonly UnitChoice[]>([]);

/** A unit's name by its code, in the language of the screen; the code of a unit that is no more. */
export function useUnitName(): (code: string) => string {
  const units = useContext(UnitsContext);
  const say = useSay();
  return (code) => {
    const found = units.find((unit) => unit.code === code);
    return found ? say(found.name) : code;
  };
}

export type FirmNameProps = { readonly uscc: string };

/** How a firm known by its credit code is shown by rooms that do not keep firms; the console gives it, the code stands until then. */
export const FirmNameContext = createContext<ComponentType<FirmNameProps>>(({ uscc }) => uscc);

/** A firm by name, where a room knows its credit code only. */
export const FirmName = (props: FirmNameProps): ReactElement => createElement(useContext(FirmNameContext), props);
