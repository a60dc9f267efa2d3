import { useMemo } from "react";
import type { Words } from "#ui/call.ts";
import { useView } from "#ui/use-view.ts";
import { useLanguage } from "#ui/words/language.ts";
import { listCatalogue, type SubstanceView } from "../contract/register.api.ts";

export type Substances = {
  /** Name in the language of the screen; the id while the catalogue is on its way, or for one it does not hold. */
  nameOf(id: string): string;
  find(id: string): SubstanceView | undefined;
  readonly choices: readonly { readonly value: string; readonly label: Words; /** What it is also found by: CAS numbers, pinyin initials. */ readonly search: string }[];
};

/** The catalogue as every screen needs it: ids into names, and a list to choose from. */
export function useSubstances(): Substances {
  const language = useLanguage();
  const { data } = useView(listCatalogue, {});
  return useMemo(() => {
    const substances = data?.substances ?? [];
    const byId = new Map(substances.map((substance) => [substance.id, substance]));
    return {
      nameOf: (id) => byId.get(id)?.[language === "zh" ? "nameZh" : "nameEn"] ?? id,
      find: (id) => byId.get(id),
      choices: substances.map(({ id, nameZh, nameEn, cas, initials }) => ({ value: id, label: { zh: nameZh, en: nameEn }, search: `${nameZh} ${nameEn} ${initials} ${id} ${cas.join(" ")}`.toLowerCase() })),
    };
  }, [data, language]);
}
