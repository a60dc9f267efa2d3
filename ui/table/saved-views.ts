import { readLocal, writeLocal } from "../preference.ts";

export type SavedView = { readonly label: string; readonly search: string };

const MOST_VIEWS = 20;

/** A person's saved views of one list: named addresses. Kept in this browser under the account, and shareable as links. */
export function readSavedViews(accountId: string, name: string): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(readLocal(keyOf(accountId, name)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isSavedView) : [];
  } catch {
    return [];
  }
}

/** The same label again replaces; the oldest leave when there are more than 20. */
export function keepView(accountId: string, name: string, view: SavedView): readonly SavedView[] {
  const views = [...readSavedViews(accountId, name).filter((other) => other.label !== view.label), view].slice(-MOST_VIEWS);
  writeLocal(keyOf(accountId, name), JSON.stringify(views));
  return views;
}

export function dropView(accountId: string, name: string, label: string): readonly SavedView[] {
  const views = readSavedViews(accountId, name).filter((view) => view.label !== label);
  writeLocal(keyOf(accountId, name), JSON.stringify(views));
  return views;
}

const keyOf = (accountId: string, name: string) => `qingyu.views.${accountId}.${name}`;

function isSavedView(value: unknown): value is SavedView {
  return typeof value === "object" && value !== null && "label" in value && "search" in value && typeof value.label === "string" && typeof value.search === "string";
}
