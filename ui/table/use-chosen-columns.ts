import { useState } from "react";
import { readLocal, writeLocal } from "../preference.ts";

/** The column keys a person chose for one list, or null for the standard set. Kept in this browser. */
export function useChosenColumns(name: string): [readonly string[] | null, (keys: readonly string[] | null) => void] {
  const key = `qingyu.columns.${name}`;
  const [chosen, setChosen] = useState<readonly string[] | null>(() => {
    const stored = readLocal(key);
    return stored ? stored.split(",") : null;
  });
  const choose = (keys: readonly string[] | null) => {
    setChosen(keys);
    writeLocal(key, keys?.join(",") ?? "");
  };
  return [chosen, choose];
}
