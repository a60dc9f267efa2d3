import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";

/** The state of a screen in the address: flat texts, so that a shared link reads and works. */
export type UrlState = { readonly [name: string]: string };

/** Names that stay when going from screen to screen: which unit, and as of when. */
const CARRIED = ["unit", "asOf"] as const;

export function readSearch(search: string): UrlState {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Empty values leave the address. */
export function writeSearch(state: { readonly [name: string]: unknown }): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}

export function carriedOf(state: UrlState): UrlState {
  return Object.fromEntries(CARRIED.flatMap((name) => (state[name] ? [[name, state[name]]] : [])));
}

export function useUrlState(): UrlState {
  // The router's search is typed per route; rooms register routes as data, and our parser gives flat texts.
  return useRouterState({ select: (router) => router.location.search as UrlState });
}

/** Changes some names of the address's state, keeps the others, and leaves the page where it is scrolled to. `undefined` or "" removes a name. */
export function useSetUrlState(): (changes: { readonly [name: string]: string | undefined }, mode?: "push" | "replace") => void {
  const navigate = useNavigate();
  return useCallback(
    (changes, mode = "push") => void navigate({ to: ".", search: ((before: UrlState) => withChanges(before, changes)) as never, replace: mode === "replace", resetScroll: false }),
    [navigate],
  );
}

/** Goes to an address written as text (`/precursor/findings?kind=no-permit`), keeping unit and moment unless it names them. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  const state = useUrlState();
  return useCallback((to) => void navigate({ href: hrefWith(to, state) }), [navigate, state]);
}

export function hrefWith(to: string, state: UrlState): string {
  const [path = "", search = ""] = to.split("?");
  return path + writeSearch({ ...carriedOf(state), ...readSearch(search) });
}

export function withChanges(before: UrlState, changes: { readonly [name: string]: string | undefined }): UrlState {
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The moment everything on screen is asked as of, or undefined for now. ISO instant. */
export function useAsOf(): string | undefined {
  return useUrlState()["asOf"];
}
