import { describe, expect, it } from "vitest";
import { Refusal } from "#kernel/refusal.ts";
import { GroupQueue } from "./group-queue.ts";

const tick = () => new Promise((done) => setImmediate(done));
const open = () => {
  let end = () => {};
  const ended = new Promise<void>((done) => (end = done));
  return { ended, end };
};

/** A queue whose batches are noted, and go on when they are told to. */
function watched() {
  const queue = new GroupQueue(10, 100);
  const batches: { names: readonly string[]; sent: () => void; commit: () => void }[] = [];
  const add = (id: string, name = id) =>
    queue.add("lane", id, name, async (names: readonly string[], onSent) => {
      const { ended, end } = open();
      batches.push({ names, sent: onSent, commit: end });
      await ended;
      if (names.length > 1 && names.includes("broken")) throw new Error("the whole batch");
      return names.map((each) => (each === "no" ? new Refusal("test.no") : `done ${each}`));
    });
  return { add, batches };
}

describe("commands that wait together", () => {
  it("begin when the batch before them has sent what it writes, not when it is committed", async () => {
    const { add, batches } = watched();
    const first = add("a");
    await tick();
    const others = [add("b"), add("c")];
    await tick();
    expect(batches.map(({ names }) => names)).toEqual([["a"]]);
    batches[0]?.sent();
    await tick();
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b", "c"]]);
    for (const batch of batches) batch.commit();
    expect(await Promise.all([first, ...others])).toEqual(["done a", "done b", "done c"]);
  });

  it("are two batches under way at most", async () => {
    const { add, batches } = watched();
    const answers = [];
    for (const id of ["a", "b", "c"]) {
      answers.push(add(id));
      await tick();
      batches.at(-1)?.sent();
      await tick();
    }
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b"]]);
    batches[0]?.commit();
    await tick();
    await tick();
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b"], ["c"]]);
    for (const batch of batches) batch.commit();
    await Promise.all(answers);
  });

  it("wait for another of the same id, so that it is found done and not done twice", async () => {
    const { add, batches } = watched();
    const answers = [add("a", "first")];
    await tick();
    batches[0]?.sent();
    answers.push(add("a", "again"), add("b"));
    await tick();
    expect(batches.map(({ names }) => names)).toEqual([["first"], ["b"]]);
    batches[0]?.commit();
    batches[1]?.sent();
    await tick();
    await tick();
    expect(batches.map(({ names }) => names)).toEqual([["first"], ["b"], ["again"]]);
    for (const batch of batches) batch.commit();
    expect(await Promise.all(answers)).toEqual(["done first", "done again", "done b"]);
  });

  it("are refused each for itself, and tried one by one when their batch fails as a whole", async () => {
    const { add, batches } = watched();
    const settled = Promise.allSettled([add("a"), add("no"), add("broken")]);
    for (let i = 0; i < 6; i++) {
      await tick();
      for (const batch of batches) batch.commit();
    }
    expect((await settled).map((each) => (each.status === "fulfilled" ? each.value : String((each.reason as Refusal).code)))).toEqual(["done a", "test.no", "done broken"]);
    expect(batches.length).toBe(4);
  });
});
