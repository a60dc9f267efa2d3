import { expect, test } from "vitest";
import { CallUnanswered } from "#ui/call.ts";
import type { AskedList } from "#ui/use-view.ts";
import { oneAfterTheOther } from "./troubled-first.ts";

const nothing = () => undefined;
const list = (rows: readonly string[], parts: Partial<AskedList<string>> = {}): AskedList<string> => ({ rows, isLoading: false, isLoadingMore: false, hasMore: false, problem: null, loadMore: nothing, retry: nothing, isAnswered: true, ...parts });

test("enterprises without findings follow when those with findings are all there", () => {
  expect(oneAfterTheOther(list(["甲"]), list(["乙"])).rows).toEqual(["甲", "乙"]);
  expect(oneAfterTheOther(list(["甲"], { hasMore: true }), list(["乙"]))).toMatchObject({ rows: ["甲"], hasMore: true });
});

test("asking again in vain takes no enterprise off the list, and is said", () => {
  const problem = new CallUnanswered("演示");
  expect(oneAfterTheOther(list(["甲"], { problem }), list(["乙"]))).toMatchObject({ rows: ["甲", "乙"], problem });
});

test("a first question in vain shows nothing of an older one", () => {
  const problem = new CallUnanswered("演示");
  expect(oneAfterTheOther(list([], { problem, isAnswered: false }), list(["乙"])).rows).toEqual([]);
});
