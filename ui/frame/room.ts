import type { ComponentType } from "react";
import type { Words } from "../call.ts";
import { mayEnter, type Account } from "./account.ts";

/** A line of the left navigation. `group` is one of `NAVIGATION_GROUPS`. */
export type NavigationEntry = {
  readonly path: `/${string}`;
  readonly label: Words;
  readonly icon: ComponentType;
  readonly group: NavigationGroup;
  readonly permission: string;
  /** Lower comes first inside its group. */
  readonly order: number;
  /** For some of those who have the permission only: staff of an enterprise have their own book, officials the list of all. */
  readonly isFor?: (account: Account) => boolean;
  /** More words the palette finds it by: pinyin, initials, synonyms. */
  readonly keywords?: readonly string[];
};

export const isShownTo = (entry: NavigationEntry, account: Account): boolean => mayEnter(account, entry.permission) && (entry.isFor?.(account) ?? true);

export type RoomRoute = {
  /** With `$name` for parts, as TanStack Router writes it: `/precursor/enterprises/$uscc`. */
  readonly path: `/${string}`;
  readonly permission: string;
  /** Breadcrumb, and the browser's title until the screen sets a finer one. */
  readonly label: Words;
  /** The screen answers as of the moment chosen above; of all others the banner says that they show the present. */
  readonly answersPast?: true;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
};

/** Something the palette (Ctrl/⌘ K) can do or go to. */
export type PaletteCommand = {
  readonly key: string;
  readonly label: Words;
  readonly permission: string;
  /** More words to be found by: pinyin initials, synonyms. */
  readonly keywords?: readonly string[];
  readonly to: string;
};

export type PaletteHit = { readonly key: string; readonly label: string; readonly detail?: string; readonly to: string };

/** Finds things by what a person typed (two characters or more); called 200 ms after the last key. */
export type SearchProvider = {
  readonly key: string;
  readonly label: Words;
  readonly permission: string;
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly PaletteHit[]>;
};

/** What a module's `web/room.tsx` exports as `room`; `entry/console/rooms.ts` lists them. */
export type Room = {
  readonly key: string;
  readonly navigation: readonly NavigationEntry[];
  readonly routes: readonly RoomRoute[];
  readonly commands?: readonly PaletteCommand[];
  readonly searches?: readonly SearchProvider[];
};

export type NavigationGroup = "today" | "precursor" | "territory" | "record" | "administration";

export const NAVIGATION_GROUPS: readonly { readonly key: NavigationGroup; readonly label: Words | null }[] = [
  { key: "today", label: null },
  { key: "precursor", label: { zh: "易制毒化学品", en: "Precursors" } },
  { key: "territory", label: { zh: "区域与目录", en: "Territory" } },
  { key: "record", label: { zh: "记录", en: "Record" } },
  { key: "administration", label: { zh: "系统管理", en: "Administration" } },
];
