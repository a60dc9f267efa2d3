import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findingId } from "./finding-id.ts";

describe("the id of a finding", () => {
  it("is the same for the same trouble, another for another, and a well-formed uuid", () => {
    expect(findingId("no-permit|a|b")).toBe(findingId("no-permit|a|b"));
    const ids = Array.from({ length: 500 }, (_, i) => findingId(`no-permit|${i}`));
    expect(new Set(ids).size).toBe(500);
    for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true);
  });
});
