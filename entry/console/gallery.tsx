import "./old-browsers.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { answerCallsWith } from "#ui/call.ts";
import type { Account } from "#ui/frame/account.ts";
import type { Room } from "#ui/frame/room.ts";
import { respond, type Gallery, type GalleryState } from "#ui/gallery.tsx";
import { newQueryClient } from "#ui/query-client.ts";
import { Theme } from "#ui/theme/Theme.tsx";
import { languagePreference } from "#ui/words/language.ts";
import { makeRouter, SignedInContext } from "./router.tsx";
import { rooms } from "./rooms.ts";

/**
 * Every state of every component, for review and photographs. `gallery.html` lists them as links with `data-state`;
 * `gallery.html?state=ui/table/data-table/many&language=en` shows one as it would stand in the console.
 */
const files = import.meta.glob<{ gallery: Gallery }>(["/../../ui/**/*.gallery.tsx", "/../../modules/*/web/**/*.gallery.tsx", "/*.gallery.tsx"], { eager: true });
const states = new Map(Object.entries(files).flatMap(([file, { gallery }]) => Object.entries(gallery.states).map(([name, state]) => [`${file.replace(/^[./]*/, "").replace(".gallery.tsx", "")}/${name}`, state] as const)));

const account: Account = { id: "gallery", name: "演示账号甲", unitCode: "500000", unitName: "重庆市（演示）", department: "drug-control", roles: ["city-officer"], permissions: rooms.flatMap((room) => room.navigation.map(({ permission }) => permission)), scope: "city", demo: true };
const units = [{ code: "500102", name: { zh: "涪陵区", en: "Fuling" } }, { code: "500109", name: { zh: "北碚区", en: "Beibei" } }, { code: "500113", name: { zh: "巴南区", en: "Banan" } }];

const query = new URLSearchParams(location.search);
const chosen = [...states].find(([id]) => id === query.get("state"))?.[1];
const place = document.getElementById("console");
if (!place) throw new Error("gallery.html has lost its #console");
if (query.get("language") === "en") languagePreference.set("en");
if (query.get("language") === "zh") languagePreference.set("zh");
document.documentElement.dataset["state"] = query.get("state") ?? "index";
createRoot(place).render(<Theme>{chosen ? <Shown state={chosen} /> : <Index />}</Theme>);

function Shown({ state }: { readonly state: GalleryState }) {
  answerCallsWith((_, endpoint) => respond(state.answers?.find((prepared) => prepared.endpoint.name === endpoint.name)?.answer));
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  if (state.frame === "bare") return <QueryClientProvider client={client}>{state.render()}</QueryClientProvider>;

  const at = state.at ?? "/gallery";
  const path: `/${string}` = `/${(at.split("?")[0] ?? at).slice(1)}`;
  const stage: Room = { key: "gallery", navigation: [], routes: [{ path, permission: "public", label: { zh: "", en: "" }, load: async () => ({ default: () => <>{state.render()}</> }) }] };
  const others = rooms.map((room) => ({ ...room, routes: room.routes.filter((route) => route.path !== path) }));
  return (
    <QueryClientProvider client={client}>
      <SignedInContext value={{ account, units, onSignOut: () => undefined }}>
        <GalleryRouter rooms={[...others, stage]} at={at} />
      </SignedInContext>
    </QueryClientProvider>
  );
}

function GalleryRouter({ rooms: shown, at }: { readonly rooms: readonly Room[]; readonly at: string }) {
  return <RouterProvider router={makeRouter(shown, createMemoryHistory({ initialEntries: [at] }))} />;
}

function Index() {
  return (
    <main style={{ padding: 24 }}>
      <h1>{states.size}</h1>
      <ul>{[...states.keys()].map((id) => <li key={id}><a data-state={id} href={`?state=${encodeURIComponent(id)}`}>{id}</a></li>)}</ul>
    </main>
  );
}
