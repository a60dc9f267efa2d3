import { useRouterState } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import type { Words } from "../call.ts";
import { NAVIGATION_GROUPS, type NavigationEntry, type Room } from "./room.ts";

export const RoomsContext = createContext<readonly Room[]>([]);

/** The navigation entry the current address lies under: the longest path that begins it. */
export function useCurrentEntry(): NavigationEntry | undefined {
  const path = useRouterState({ select: (router) => router.location.pathname });
  return entryUnder(useContext(RoomsContext), path);
}

export function entryUnder(rooms: readonly Room[], path: string): NavigationEntry | undefined {
  return rooms
    .flatMap((room) => room.navigation)
    .filter((entry) => path === entry.path || (entry.path !== "/" && path.startsWith(`${entry.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** Whether the screen at the current address answers as of a past moment. */
export function useAnswersPast(): boolean {
  const route = useRouterState({ select: (router) => String(router.matches.at(-1)?.fullPath) });
  return answersPast(useContext(RoomsContext), route);
}

/** @param route the path as its room writes it: `/precursor/enterprises/$uscc` */
export function answersPast(rooms: readonly Room[], route: string): boolean {
  return rooms.some((room) => room.routes.some(({ path, answersPast: answers }) => path === route && answers === true));
}

export function groupLabel(entry: NavigationEntry | undefined): Words | null {
  return NAVIGATION_GROUPS.find((group) => group.key === entry?.group)?.label ?? null;
}
