import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holidayCalendar } from "#kernel/calendar.ts";
import { PERMISSIONS, PROPOSAL_KINDS, ROLES, type Role } from "../contract/index.ts";
import { charge, giveBack, LOCKOUT, type Attempts } from "./attempts.ts";
import { breakGlass } from "./break-glass.ts";
import { maskIdentity, maskName, maskPhone } from "./mask.ts";
import { checkPassword } from "./password.ts";
import { checkMayDecide, checkMayPropose, TWO_PERSONS } from "./proposal.ts";
import { ADMINISTRATORS, BUSINESS_PERMISSIONS, checkAccountShape, checkRoleFits, isAdministrator, permissionsOf, ROLE_TABLE } from "./roles.ts";
import { isSessionAlive } from "./session-life.ts";

const codeOf = (work: () => unknown) => {
  try {
    work();
    return "";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("the three administrators", () => {
  test("none of them has a permission over business data; the record is read and witnessed by the auditor only", () => {
    for (const role of ADMINISTRATORS) {
      const business = BUSINESS_PERMISSIONS.filter((name) => permissionsOf([role]).has(name));
      expect(business).toEqual(role === "audit-admin" ? ["record.read", "record.witness.manage", "record.audit.read"] : []);
    }
  });

  test("one account holds one of the three and nothing beside it, in whatever order roles are granted", () => {
    const official = { kind: "official", department: "system" } as const;
    fc.assert(fc.property(fc.shuffledSubarray([...ROLES], { minLength: 2 }), (wanted) => {
      const held: Role[] = [];
      for (const role of wanted) if (codeOf(() => checkRoleFits(official, held, role)) === "") held.push(role);
      expect(held.length).toBeLessThanOrEqual(1);
    }));
    expect(codeOf(() => checkRoleFits(official, ["system-admin"], "audit-admin"))).toBe("access.role.disjoint");
  });

  test("every change is proposed by one kind and decided by another", () => {
    for (const kind of PROPOSAL_KINDS) {
      expect(TWO_PERSONS[kind].proposes).not.toBe(TWO_PERSONS[kind].decides);
      expect(permissionsOf([TWO_PERSONS[kind].proposes]).has("access.grant.propose")).toBe(true);
      expect(permissionsOf([TWO_PERSONS[kind].decides]).has("access.grant.approve")).toBe(true);
    }
  });

  test("nobody proposes for themselves, approves their own proposal or a change of their own account, or approves late", () => {
    const now = new Date("2026-11-23T00:00:00Z");
    const proposal = { kind: "grant-role", accountId: "c", proposedBy: "a", state: "pending", expiresAt: new Date("2026-11-30T00:00:00Z") } as const;
    const auditor = { accountId: "b", roles: ["audit-admin"] };
    expect(codeOf(() => checkMayPropose({ accountId: "a", roles: ["security-admin"] }, "grant-role", "a"))).toBe("access.proposal.same-person");
    expect(codeOf(() => checkMayPropose({ accountId: "a", roles: ["system-admin"] }, "grant-role", "c"))).toBe("access.proposal.not-yours");
    expect(codeOf(() => checkMayDecide(auditor, proposal, "approve", now))).toBe("");
    expect(codeOf(() => checkMayDecide({ accountId: "a", roles: ["audit-admin"] }, proposal, "approve", now))).toBe("access.proposal.same-person");
    expect(codeOf(() => checkMayDecide({ ...auditor, accountId: "c" }, proposal, "refuse", now))).toBe("access.proposal.same-person");
    expect(codeOf(() => checkMayDecide({ accountId: "b", roles: ["system-admin"] }, proposal, "approve", now))).toBe("access.proposal.not-yours");
    expect(codeOf(() => checkMayDecide(auditor, { ...proposal, state: "refused" }, "approve", now))).toBe("access.proposal.decided");
    expect(codeOf(() => checkMayDecide(auditor, proposal, "approve", proposal.expiresAt))).toBe("access.proposal.expired");
    expect(codeOf(() => checkMayDecide(auditor, proposal, "refuse", proposal.expiresAt))).toBe("");
  });
});

test("every permission is granted by some role, and no role grants anything that is not a permission", () => {
  const granted = new Set<string>(ROLES.flatMap((role) => ROLE_TABLE[role].permissions));
  expect([...PERMISSIONS].filter((name) => !granted.has(name))).toEqual([]);
  expect([...granted].filter((name) => !(PERMISSIONS as readonly string[]).includes(name))).toEqual([]);
});

test("enterprise staff have no permission to read other enterprises' books", () => {
  for (const role of ["enterprise-clerk", "enterprise-viewer"] as const) expect(permissionsOf([role]).has("precursor.read")).toBe(false);
  expect(codeOf(() => checkRoleFits({ kind: "enterprise", department: "enterprise" }, [], "district-officer"))).toBe("access.role.unsuitable");
});

test("an enterprise account names its enterprise, and an official names none", () => {
  expect(codeOf(() => checkAccountShape({ kind: "enterprise", department: "enterprise" }))).toBe("access.account.shape");
  expect(codeOf(() => checkAccountShape({ kind: "official", department: "drug-control", enterpriseUscc: "x" }))).toBe("access.account.shape");
  expect(codeOf(() => checkAccountShape({ kind: "enterprise", department: "enterprise", enterpriseUscc: "x" }))).toBe("");
});

describe("five wrong tries in fifteen minutes", () => {
  const start = Date.parse("2026-11-23T00:00:00Z");
  const fail = (times: readonly number[]) => times.reduce<Attempts>((state, at) => charge(state, LOCKOUT.account, new Date(start + at)).after, { chargedAt: [], lockedUntil: null });

  test("lock for thirty minutes, then let in again with a clean sheet", () => {
    const locked = fail([0, 1, 2, 3, 4]);
    expect(charge(locked, LOCKOUT.account, new Date(start + 5)).lockedUntil?.getTime()).toBe(start + 4 + 30 * 60_000);
    const later = charge(locked, LOCKOUT.account, new Date(start + 4 + 30 * 60_000));
    expect(later.lockedUntil).toBeUndefined();
    expect(later.after.chargedAt).toHaveLength(1);
  });

  test("never more than five looks at the password in any fifteen minutes, whatever the pace", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 80 }), (gaps) => {
      let at = start;
      let state: Attempts = { chargedAt: [], lockedUntil: null };
      const looked: number[] = [];
      for (const gap of gaps) {
        at += gap;
        const { after, lockedUntil } = charge(state, LOCKOUT.account, new Date(at));
        if (!lockedUntil) looked.push(at);
        state = after;
      }
      for (const first of looked) expect(looked.filter((look) => look >= first && look < first + 15 * 60_000).length).toBeLessThanOrEqual(5);
    }));
  });

  test("do not add up when the try was right", () => {
    expect(giveBack(fail([0, 1, 2, 3, 4]), LOCKOUT.account)).toEqual({ chargedAt: [0, 1, 2, 3].map((at) => new Date(start + at)), lockedUntil: null });
  });
});

describe("a password", () => {
  test.each([
    ["short1A!", "too-short"], ["abcdefghijk", "too-short"], ["Rk7hd-Wm2x", ""], ["Abcdefgh1k", "too-plain"], ["correct horse battery", ""], ["P@ssw0rd2026", "common"], ["Password123!!", "common"],
    ["1qaz2wsx3edc", "common"], ["qwertyqwerty", "common"], ["Chongqing2026!", "common"], ["aaaaaaaaaaaaaaa", "too-plain"], ["123456789012345", "too-plain"], ["Fuling-Jdb01x!", "has-login"], ["三更灯火五更鸡正是男儿读书时", ""],
  ])("%s is judged %s", (password, reason) => {
    expect(codeOf(() => checkPassword(password, "fuling-jdb01"))).toBe(reason && `access.password.${reason}`);
  });

  test("of fewer than ten characters is never accepted", () => {
    fc.assert(fc.property(fc.string({ maxLength: 9 }), (text) => {
      expect(codeOf(() => checkPassword(text, "x"))).toBe("access.password.too-short");
    }));
  });
});

test("a session ends after thirty idle minutes, and after twelve hours however busy", () => {
  const openedAt = new Date("2026-11-23T00:00:00Z");
  const at = (minutes: number) => new Date(openedAt.getTime() + minutes * 60_000);
  expect(isSessionAlive({ openedAt, lastSeenAt: openedAt, endedAt: null }, at(29.99))).toBe(true);
  expect(isSessionAlive({ openedAt, lastSeenAt: openedAt, endedAt: null }, at(30))).toBe(false);
  expect(isSessionAlive({ openedAt, lastSeenAt: at(719), endedAt: null }, at(720))).toBe(false);
  expect(isSessionAlive({ openedAt, lastSeenAt: at(10), endedAt: at(11) }, at(12))).toBe(false);
});

test("personal fields are masked so that the middle is gone", () => {
  expect([maskName("张三"), maskName("欧阳小明"), maskName("王")]).toEqual(["张*", "欧**", "王*"]);
  expect([maskPhone("13812341234"), maskPhone("110")]).toEqual(["138****1234", "****"]);
  expect(maskIdentity("500112199001011234")).toBe("5001**********1234");
});

describe("breaking the glass", () => {
  const calendar = holidayCalendar([{ date: "2026-10-01", kind: "holiday" }, { date: "2026-10-02", kind: "holiday" }]);
  const now = new Date("2026-09-30T10:00:00+08:00");
  test("opens for sixty minutes and is to be reviewed within three working days, holidays not counted", () => {
    const { endsAt, reviewDueAt } = breakGlass([], now, calendar);
    expect(endsAt.getTime() - now.getTime()).toBe(3_600_000);
    expect(reviewDueAt.toISOString()).toBe("2026-10-07T15:59:59.999Z");
  });
  test("says so when the review is counted into a year whose holidays are not known", () => {
    const known = (opened: string) => breakGlass([], new Date(opened), calendar).reviewCalendarKnown;
    expect([known("2026-12-28T10:00:00+08:00"), known("2026-12-29T10:00:00+08:00")]).toEqual([true, false]);
  });
  test("is refused while one is open, while one is overdue for review, and beyond three in thirty days", () => {
    const past = (hoursAgo: number, reviewed: boolean) => ({ openedAt: new Date(now.getTime() - hoursAgo * 3_600_000), endsAt: new Date(now.getTime() - (hoursAgo - 1) * 3_600_000), reviewDueAt: new Date(now.getTime() - (hoursAgo - 72) * 3_600_000), reviewedAt: reviewed ? now : null });
    expect(codeOf(() => breakGlass([past(0.5, false)], now, calendar))).toBe("access.break-glass.open-already");
    expect(codeOf(() => breakGlass([past(100, false)], now, calendar))).toBe("access.break-glass.unreviewed");
    expect(codeOf(() => breakGlass([past(2, true), past(4, true), past(6, true)], now, calendar))).toBe("access.break-glass.quota");
    expect(codeOf(() => breakGlass([past(2, false), past(4, true)], now, calendar))).toBe("");
  });
});

test("an administrator is one of the three", () => expect(ROLES.filter(isAdministrator)).toEqual([...ADMINISTRATORS]));
