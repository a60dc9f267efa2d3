import { expect, test } from "vitest";
import type { NavigationEntry, Room } from "./room.ts";
import { answersPast, entryUnder } from "./rooms-context.ts";

const entry = (path: `/${string}`): NavigationEntry => ({ path, label: { zh: path, en: path }, icon: () => null, group: "precursor", permission: "signed-in", order: 1 });
const rooms: Room[] = [{ key: "a", navigation: [entry("/"), entry("/precursor"), entry("/precursor/enterprises")], routes: [] }];

test("a page below a navigation entry keeps that entry marked, the nearest one above it", () => {
  expect(entryUnder(rooms, "/precursor/enterprises/91500102")?.path).toBe("/precursor/enterprises");
  expect(entryUnder(rooms, "/precursor/findings")?.path).toBe("/precursor");
  expect(entryUnder(rooms, "/precursors")).toBeUndefined();
  expect(entryUnder(rooms, "/")?.path).toBe("/");
});

test("a screen shows the past only where its room says so; an unknown address does not", () => {
  const route = { permission: "signed-in", label: { zh: "", en: "" }, load: () => Promise.resolve({ default: () => null }) };
  const some: Room[] = [{ key: "a", navigation: [], routes: [{ ...route, path: "/findings", answersPast: true }, { ...route, path: "/duties" }, { ...route, path: "/enterprises/$uscc", answersPast: true }] }];
  expect(answersPast(some, "/findings")).toBe(true);
  expect(answersPast(some, "/enterprises/$uscc")).toBe(true);
  expect(answersPast(some, "/duties")).toBe(false);
  expect(answersPast(some, "/nowhere")).toBe(false);
});
