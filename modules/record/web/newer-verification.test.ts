import { expect, test } from "vitest";
import type { Verification } from "../contract/index.ts";
import { newerVerification } from "./newer-verification.ts";

const begun: Verification = { id: "0193a0c2-7b1e-7c4d-9a55-0f6e2d8c1b37", startedAt: "2026-11-23T02:00:00.000Z", startedBy: "shenji", state: "running", progress: 0, endedAt: null, verdict: null };
const ended: Verification = { ...begun, state: "done", progress: 1, endedAt: "2026-11-23T02:00:09.000Z" };
const later: Verification = { ...begun, id: "0193a0c2-7b1e-7c4d-9a55-0f6e2d8c1b38", startedAt: "2026-11-23T03:00:00.000Z" };

test("a verification that has ended is over, whatever was answered when it began", () => {
  expect(newerVerification(begun, ended)).toBe(ended);
  expect(newerVerification(ended, begun)).toBe(ended);
});

test("the one begun later is shown, also while it runs", () => {
  expect(newerVerification(later, ended)).toBe(later);
  expect(newerVerification(ended, later)).toBe(later);
  expect(newerVerification(null, ended)).toBe(ended);
  expect(newerVerification(null, null)).toBeNull();
});
