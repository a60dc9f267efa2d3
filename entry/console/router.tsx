import { createRootRoute, createRoute, createRouter, Navigate, Outlet, type AnyRoute, type RouterHistory } from "@tanstack/react-router";
import { Button } from "antd";
import { createContext, useContext } from "react";
import { mayEnter, useAccount, type Account } from "#ui/frame/account.ts";
import { Frame } from "#ui/frame/Frame.tsx";
import { frameWords } from "#ui/frame/frame-words.ts";
import type { UnitChoice } from "#ui/frame/names.ts";
import { Notice } from "#ui/frame/Notice.tsx";
import { isShownTo, type Room, type RoomRoute } from "#ui/frame/room.ts";
import { readSearch, useGo, writeSearch } from "#ui/frame/url.ts";
import { later } from "#ui/later.tsx";
import { useWords } from "#ui/words/words.ts";
import { BrokenPage } from "./BrokenPage.tsx";
import { Splash } from "./Splash.tsx";

type SignedIn = { readonly account: Account; readonly units: readonly UnitChoice[]; readonly onSignOut: () => void };

export const SignedInContext = createContext<SignedIn | null>(null);

/** The console's addresses: those of the rooms, and nothing else. `history` is given by the gallery only. */
export function makeRouter(rooms: readonly Room[], history?: RouterHistory) {
  const root = createRootRoute({ component: () => <InFrame rooms={rooms} />, notFoundComponent: NoSuchPage, errorComponent: BrokenPage });
  const routes: AnyRoute[] = rooms.flatMap((room) => room.routes).map((route) => createRoute({ getParentRoute: () => root, path: route.path, component: guarded(route) }));
  if (!rooms.some((room) => room.routes.some(({ path }) => path === "/"))) {
    routes.push(createRoute({ getParentRoute: () => root, path: "/", component: () => <ToFirstRoom rooms={rooms} /> }));
  }
  return createRouter({
    routeTree: root.addChildren(routes),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: "intent",
    defaultPendingComponent: Splash,
    defaultErrorComponent: BrokenPage, // within the frame: one page that failed leaves the others in reach
    scrollRestoration: true,
    scrollToTopSelectors: [".frame-scroll"],
    ...(history ? { history } : {}),
  });
}

function InFrame({ rooms }: { readonly rooms: readonly Room[] }) {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) throw new Error("the console's frame stands outside a session");
  return <Frame {...signedIn} rooms={rooms}><Outlet /></Frame>;
}

/** A page without the right to it looks like a page that does not exist. */
function guarded({ load, permission }: RoomRoute) {
  const Screen = later(load, Splash);
  return function Guarded() {
    return mayEnter(useAccount(), permission) ? <Screen /> : <NoSuchPage />;
  };
}

function ToFirstRoom({ rooms }: { readonly rooms: readonly Room[] }) {
  const account = useAccount();
  const first = rooms.flatMap((room) => room.navigation).find((entry) => isShownTo(entry, account));
  return first ? <Navigate to={first.path} replace /> : <NoSuchPage />;
}

function NoSuchPage() {
  const words = useWords(frameWords);
  const go = useGo();
  return <Notice title={words.notFoundTitle} next={words.notFoundNext} actions={<Button onClick={() => go("/")}>{words.toStart}</Button>} />;
}
