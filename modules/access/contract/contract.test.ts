import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Endpoint } from "#kernel/contract.ts";
import { canonicalJson } from "#kernel/canonical-json.ts";
import * as contract from "./index.ts";

const isEndpoint = (value: unknown): value is Endpoint => typeof value === "object" && value !== null && "permission" in value && "output" in value;
const exported: readonly unknown[] = Object.values(contract);
const endpoints = exported.filter(isEndpoint);
const { codes, words } = contract.accessRefusals;
const named = new Set(endpoints.flatMap((endpoint) => endpoint.refusals));
const source = ["../server/", "../domain/"]
  .map((folder) => new URL(folder, import.meta.url))
  .flatMap((folder) => readdirSync(folder).filter((name) => !name.endsWith(".test.ts")).map((name) => readFileSync(new URL(name, folder), "utf8")))
  .join("\n");

/** Said at the start of the program, where no endpoint is asked. */
const SAID_AT_START = ["access.house.real", "access.house.demonstration"];

describe("every refusal of access", () => {
  test.each(codes)("%s is announced by an endpoint, said by the code and worded in both languages", (code) => {
    expect([...named, ...SAID_AT_START]).toContain(code);
    expect(source).toContain(`"${code}"`);
    expect(words[code]?.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(words[code]?.en).not.toBe("");
  });
});

test("endpoints announce no refusal that has no words, and ask for no permission that no role grants", () => {
  expect([...named].filter((code) => !(codes as readonly string[]).includes(code))).toEqual([]);
  const known = new Set<string>(["public", "signed-in", ...contract.PERMISSIONS]);
  expect(endpoints.filter(({ permission }) => !known.has(permission))).toEqual([]);
});

test("views that a command refreshes exist", () => {
  const views = new Set(endpoints.filter(({ method }) => method === "GET").map(({ name }) => name));
  expect(endpoints.flatMap(({ refreshes }) => refreshes).filter((name) => !views.has(name))).toEqual([]);
});

test("a secret leaves no trace in JSON, in the canonical form that is hashed, or in an error's text", () => {
  const { password } = contract.openSession.input.parse({ account: "a", password: "hunter2-hunter2" });
  for (const text of [JSON.stringify({ password }), canonicalJson({ password }), String(password), Object.entries(password).join()]) expect(text).not.toContain("hunter2");
  expect(password.reveal()).toBe("hunter2-hunter2");
});
