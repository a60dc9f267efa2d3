import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import { dayOf, isWorkingDay, weekdayOf } from "#kernel/calendar.ts";
import { addPeriod } from "#kernel/period.ts";
import { dueSoonAt, dutyActions, dutyState, mayOpenFor, mayWorkOn, permitCompletion, permitWaiver } from "./duty.ts";
import { HOLIDAYS, shippedCalendar } from "./holidays.ts";

const official = (parts: Partial<Actor> = {}): Actor => ({ kind: "official", accountId: "a", name: "演示账号", unitCode: "500102", scope: "unit", department: "drug-control", roles: [], permissions: new Set(["duty.work"]), ...parts });
const USCC = "91500102MA00000000";
const enterprise = official({ kind: "enterprise", department: "enterprise", enterpriseUscc: USCC });
const owner = { unitCode: "500102", department: "enterprise" as const, accountId: null, enterprise: USCC };

describe("the state of a duty", () => {
  const clock = { dueSoonAt: 100, dueAt: 200, outcome: null };
  test("is upcoming, then due soon, then overdue, by the clock alone", () => {
    expect([99, 100, 200, 201].map((now) => dutyState(clock, now))).toEqual(["upcoming", "due-soon", "due-soon", "overdue"]);
  });
  test("stays what a person decided, however late it is", () => {
    expect(dutyState({ ...clock, outcome: "waived" }, 10_000)).toBe("waived");
    expect(dutyState({ ...clock, outcome: "done" }, 10_000)).toBe("done");
  });
  test("never turns back as time passes", () => {
    const order = ["upcoming", "due-soon", "overdue"];
    fc.assert(fc.property(fc.nat(1000), fc.nat(1000), fc.nat(3000), fc.nat(3000), (soon, length, a, b) => {
      const of = (now: number) => order.indexOf(dutyState({ dueSoonAt: soon, dueAt: soon + length, outcome: null }, now));
      expect(of(Math.min(a, b))).toBeLessThanOrEqual(of(Math.max(a, b)));
    }));
  });
});

test("a duty presses from its first reminder, or a week before when it has none, and never after its deadline", () => {
  const week = 7 * 86_400_000;
  expect(dueSoonAt({ reminders: [300, 100], dueAt: 500 })).toBe(100);
  expect(dueSoonAt({ reminders: [900], dueAt: 500 })).toBe(500);
  expect(dueSoonAt({ reminders: [], dueAt: week })).toBe(0);
});

describe("who may work on a duty", () => {
  test("is the unit it lies in, the city, and the enterprise that owes it; nobody without the permission", () => {
    expect(mayWorkOn(official(), owner)).toBe(true);
    expect(mayWorkOn(official({ unitCode: "500109" }), owner)).toBe(false);
    expect(mayWorkOn(official({ unitCode: "500000", scope: "city" }), owner)).toBe(true);
    expect(mayWorkOn(enterprise, owner)).toBe(true);
    expect(mayWorkOn({ ...enterprise, enterpriseUscc: "91500102MA00000001" }, owner)).toBe(false);
    expect(mayWorkOn(enterprise, { ...owner, enterprise: null })).toBe(false);
    expect(mayWorkOn(official({ permissions: new Set() }), owner)).toBe(false);
    expect(mayOpenFor(enterprise, "500102")).toBe(false);
  });
  test("an enterprise may complete its duty but not waive it, and a closed duty offers nothing", () => {
    expect(dutyActions(enterprise, owner, "overdue")).toEqual(["complete"]);
    expect(dutyActions(official(), owner, "upcoming")).toEqual(["complete", "waive"]);
    expect(dutyActions(official(), owner, "done")).toEqual([]);
  });
});

describe("closing", () => {
  const open = { outcomeAt: null };
  const closed = { outcomeAt: new Date(0) };
  const code = (act: () => void) => {
    try {
      act();
      return "done";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  test("needs evidence, and happens once", () => {
    expect(code(() => permitCompletion(open, 1))).toBe("done");
    expect(code(() => permitCompletion(open, 0))).toBe("duty.evidence.missing");
    expect(code(() => permitCompletion(closed, 1))).toBe("duty.duty.closed");
  });
  test("by waiver needs an official and a reason", () => {
    expect(code(() => permitWaiver(official(), open, "企业已依法注销"))).toBe("done");
    expect(code(() => permitWaiver(official(), open, "不用"))).toBe("duty.reason.missing");
    expect(code(() => permitWaiver(enterprise, open, "企业已依法注销"))).toBe("duty.waive.officials-only");
    expect(code(() => permitWaiver(official(), closed, "企业已依法注销"))).toBe("duty.duty.closed");
  });
});

describe("the holiday arrangements of 2024 to 2026", () => {
  test("have 28, 28 and 33 days off as the three notices count them, and a source for each day", () => {
    const off = (year: string) => HOLIDAYS.filter((day) => day.kind === "holiday" && day.date.startsWith(year)).length;
    expect(["2024", "2025", "2026"].map(off)).toEqual([28, 28, 33]);
    expect(HOLIDAYS.every((day) => day.verified && day.source !== "")).toBe(true);
  });
  test("make up only on weekends, and name no day twice", () => {
    for (const day of HOLIDAYS) if (day.kind === "make-up-workday") expect(weekdayOf(day.date), day.date).toBeGreaterThan(5);
    expect(new Set(HOLIDAYS.map((day) => day.date)).size).toBe(HOLIDAYS.length);
  });
  test("move ten working days from 13 February 2026 over the Spring Festival and its two make-up Saturdays", () => {
    expect(addPeriod("2026-02-13", { days: 10, mode: "working" }, shippedCalendar)).toBe("2026-03-05");
    expect(isWorkingDay("2026-02-14", shippedCalendar)).toBe(true);
    expect(dayOf(Date.parse("2026-02-14T00:00:00+08:00"))).toBe("2026-02-14");
  });
});
