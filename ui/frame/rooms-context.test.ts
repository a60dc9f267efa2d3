import { expect, test } from "vitest";
import type { NavigationEntry, Room } from "./room.ts";
import { entryUnder } from "./rooms-context.ts";

const entry = (path: `/${string}`): NavigationEntry => ({ path, label: { zh: path, en: path }, icon: () => null, group: "precursor", permission: "signed-in", order: 1 });
const rooms: Room[] = [{ key: "a", navigation: [entry("/"), entry("/precursor"), entry("/precursor/enterprises")], routes: [] }];

test("a page below a navigation entry keeps that entry marked, the nearest one above it", () => {
  expect(entryUnder(rooms, "/precursor/enterprises/91500102")?.path).toBe("/precursor/enterprises");
  expect(entryUnder(rooms, "/precursor/findings")?.path).toBe("/precursor");
  expect(entryUnder(rooms, "/precursors")).toBeUndefined();
  expect(entryUnder(rooms, "/")?.path).toBe("/");
});
