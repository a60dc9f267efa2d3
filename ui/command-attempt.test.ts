import { expect, test } from "vitest";
import { CallRefused, CallUnanswered } from "./call.ts";
import { attemptFor, isOutcomeKnown } from "./command-attempt.ts";

test("the same input retried keeps its command id; another input gets a new one", () => {
  let made = 0;
  const newId = () => `id-${++made}`;
  const first = attemptFor(null, { massMg: 1 }, newId);
  expect(attemptFor(first, { massMg: 1 }, newId).commandId).toBe("id-1");
  expect(attemptFor(first, { massMg: 2 }, newId).commandId).toBe("id-2");
  expect(attemptFor(null, { massMg: 1 }, newId).commandId).toBe("id-3");
});

test("only an answered refusal settles a command", () => {
  expect(isOutcomeKnown(new CallRefused(409, {}))).toBe(true);
  expect(isOutcomeKnown(new CallRefused(503, {}))).toBe(false);
  expect(isOutcomeKnown(new CallUnanswered("offline"))).toBe(false);
});
