import { useMemo } from "react";
import type { Words } from "../call.ts";
import { useSetUrlState, useUrlState, type UrlState } from "../frame/url.ts";

export type Choice = { readonly value: string; readonly label: Words };
export type Filter =
  | { readonly kind: "text"; readonly label: Words; readonly hint?: Words }
  | { readonly kind: "choice"; readonly label: Words; readonly choices: readonly Choice[] }
  | { readonly kind: "choices"; readonly label: Words; readonly choices: readonly Choice[] }
  | { readonly kind: "day"; readonly label: Words };
export type Filters = { readonly [name: string]: Filter };

/** What the address says for each filter; absent when it says nothing or nonsense. */
export type FilterValues<F extends Filters> = { readonly [K in keyof F]?: F[K] extends { readonly kind: "choices" } ? readonly string[] : string };

/** A screen's filters. Their names are the names in the address, and should be those of the endpoint's input. */
export function defineFilters<const F extends Filters>(filters: F): F {
  return filters;
}

/** The filters' values, kept in the address: a link opens the same list. */
export function useFilters<F extends Filters>(filters: F): { readonly values: FilterValues<F>; set(changes: { readonly [K in keyof F]?: string | readonly string[] | undefined }): void; clear(): void } {
  const state = useUrlState();
  const setState = useSetUrlState();
  const values = useMemo(() => readFilters(filters, state), [filters, state]);
  return {
    values,
    set: (changes) => setState(textsOf(changes), "replace"),
    clear: () => setState(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]))),
  };
}

export function readFilters<F extends Filters>(filters: F, state: UrlState): FilterValues<F> {
  const values = Object.entries(filters).flatMap(([name, filter]) => {
    const value = readFilter(filter, state[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values) as FilterValues<F>; // each entry was read by its own filter's kind
}

function readFilter(filter: Filter, text: string | undefined): string | readonly string[] | undefined {
  if (!text) return undefined;
  if (filter.kind === "text") return text;
  if (filter.kind === "day") return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
  const known = new Set(filter.choices.map((choice) => choice.value));
  if (filter.kind === "choice") return known.has(text) ? text : undefined;
  const chosen = text.split("~").filter((value) => known.has(value));
  return chosen.length > 0 ? chosen : undefined;
}

function textsOf(changes: { readonly [name: string]: string | readonly string[] | undefined }): { [name: string]: string | undefined } {
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, typeof value === "object" ? value.join("~") : value]));
}
