import { describe, expect, it } from "vitest";
import { MS_PER_DAY } from "#kernel/calendar.ts";
import type { ShownDeclaration, Window } from "./declaration-view.sql.ts";
import { newestFirst } from "./newest-first.ts";

const now = new Date("2026-11-23T02:00:00Z");
/** One row every six hours for 200 days, the newest first; the latest is of tomorrow. */
const rows = Array.from({ length: 800 }, (_, i) => ({ declarationId: String(i), occurredAt: new Date(now.getTime() + MS_PER_DAY - (i * MS_PER_DAY) / 4) }) as ShownDeclaration); // what else a row says is not asked
const PAGE = 30;

function page(after: Date | null, asked: Window = { from: null, to: null }) {
  const windows: Window[] = [];
  const select = async (window: Window, limit: number) => {
    windows.push(window);
    return rows.filter(({ occurredAt }) => (window.from === null || occurredAt >= window.from) && (window.to === null || occurredAt < window.to) && (after === null || occurredAt < after)).slice(0, limit);
  };
  return newestFirst(select, asked, after, now, PAGE).then((found) => ({ found, windows }));
}

describe("pages of a unit's declarations, the newest first", () => {
  it("hold every row once, from the latest to the first", async () => {
    const seen: ShownDeclaration[] = [];
    for (let after: Date | null = null; ; after = seen.at(-1)?.occurredAt ?? null) {
      const { found } = await page(after);
      seen.push(...found);
      if (found.length < PAGE) break;
    }
    expect(seen).toEqual(rows);
  });

  it("look for nothing that is newer than where the page before ended", async () => {
    const after = rows[500]?.occurredAt ?? now;
    const { windows } = await page(after);
    expect(windows.map(({ to }) => to !== null && to.getTime() <= after.getTime() + 1)).toEqual(windows.map(() => true));
    const asked = { from: null, to: new Date(after.getTime() - 5 * MS_PER_DAY) };
    expect((await page(after, asked)).windows[0]?.to).toEqual(asked.to);
    expect((await page(null)).windows[0]?.to).toBeNull();
  });
});
