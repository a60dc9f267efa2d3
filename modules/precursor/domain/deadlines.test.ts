import { describe, expect, test } from "vitest";
import { dayOf, endOfDay, holidayCalendar, startOfDay } from "#kernel/calendar.ts";
import type { Permit } from "../contract/permit.ts";
import { annualReportDeadline, permitDeadline, saleReportDeadline, saleReportDueAt, userTransferDeadline, userTransferRule, type Sale } from "./deadlines.ts";
import { DEADLINE_RULES } from "./shipped-deadlines.ts";

const SELLER = "91500102MA00000000";
const BUYER = "91500102MA00000001";
const at = (text: string) => Date.parse(`${text}+08:00`);
/** 1 to 7 October is a holiday, so that an end that moved over it would show. */
const calendar = holidayCalendar(["01", "02", "03", "04", "05", "06", "07"].map((day) => ({ date: `2026-10-${day}`, kind: "holiday" as const })));
const sale: Sale = { seller: SELLER, buyer: BUYER, substanceId: "toluene", substanceClass: 3, shipment: "W1", occurredAt: at("2026-09-28T23:59:00") };
const permit = (kind: Permit["kind"], lastDay = "2027-02-28") => ({ number: "演示-1", kind, holder: SELLER, validTo: startOfDay(lastDay) });

describe("a seller's filing of a sale (Regulation art. 19)", () => {
  test("is due on the fifth day for class 1 and on the thirtieth for classes 2, 3 and unverified, to the last millisecond", () => {
    const due = (substanceClass: 1 | 2 | 3 | null) => saleReportDueAt(substanceClass, sale.occurredAt, calendar);
    expect([due(1), due(2), due(3), due(null)]).toEqual([endOfDay("2026-10-03"), endOfDay("2026-10-28"), endOfDay("2026-10-28"), endOfDay("2026-10-28")]);
  });

  test("does not roll over a holiday: that is not verified, and the shorter reading is kept", () => {
    const due = saleReportDueAt(1, at("2026-09-28T10:00:00"), calendar);
    expect(calendar.holidays.has(dayOf(due))).toBe(true);
    expect(saleReportDueAt(3, at("2026-09-05T10:00:00"), calendar)).toBe(endOfDay("2026-10-05"));
  });

  test("counts the day of Shanghai, not that of Greenwich", () => {
    expect(saleReportDueAt(1, at("2026-11-01T00:30:00"), calendar)).toBe(endOfDay("2026-11-06"));
    expect(saleReportDueAt(1, at("2026-10-31T23:30:00"), calendar)).toBe(endOfDay("2026-11-05"));
  });

  test("has one key for one shipment, whoever it is learned from, and names the law with its grade", () => {
    const deadline = saleReportDeadline(sale, calendar);
    expect(deadline).toMatchObject({ ruleId: "sale-report-class-2-3", subjectKind: "shipment", subjectKey: `${SELLER}/${BUYER}/toluene/W1`, clockMode: "calendar", startsAt: sale.occurredAt, legalBasis: { zh: "《易制毒化学品管理条例》第十九条", grade: "L", verified: true } });
    expect(deadline.key).toBe(`sale-report-class-2-3/${SELLER}/${BUYER}/toluene/W1`);
    expect(saleReportDeadline({ ...sale, occurredAt: sale.occurredAt + 3_600_000 }, calendar).key).toBe(deadline.key);
    const others = [{ shipment: "W2" }, { shipment: null }, { shipment: null, occurredAt: sale.occurredAt + 1 }, { buyer: SELLER }, { substanceId: "acetone" }].map((parts) => saleReportDeadline({ ...sale, ...parts }, calendar).key);
    expect(new Set([deadline.key, ...others]).size).toBe(6);
  });

  test("is announced at 09:00 in Shanghai seven days and one day before, for class 1 two days before and on the day", () => {
    expect(saleReportDeadline(sale, calendar).reminders).toEqual([at("2026-10-21T09:00:00"), at("2026-10-27T09:00:00")]);
    expect(saleReportDeadline({ ...sale, substanceClass: 1 }, calendar).reminders).toEqual([at("2026-10-01T09:00:00"), at("2026-10-03T09:00:00")]);
  });
});

describe("the other deadlines", () => {
  test("the report on a year is due at the end of 31 March of the next and somebody's work from 1 January", () => {
    expect(annualReportDeadline(SELLER, 2025)).toMatchObject({ key: `annual-report/${SELLER}/2025`, subjectKey: SELLER, startsAt: startOfDay("2026-01-01"), dueAt: endOfDay("2026-03-31"), legalBasis: { zh: "《易制毒化学品管理条例》第三十六条" } });
    expect(annualReportDeadline(SELLER, 2026).key).not.toBe(annualReportDeadline(SELLER, 2025).key);
  });

  test("a transfer between user firms is filed within three days in Chongqing, and elsewhere there is no such rule", () => {
    const transfer = { giver: SELLER, receiver: BUYER, substanceId: "toluene", shipment: "W1", deliveredAt: at("2026-10-30T15:00:00") };
    expect(userTransferDeadline(transfer, calendar)).toMatchObject({ key: `user-transfer-filing/${SELLER}/${BUYER}/toluene/W1`, subjectKey: `${SELLER}/${BUYER}/toluene/W1`, dueAt: endOfDay("2026-11-02"), legalBasis: { zh: "《重庆市禁毒条例》第二十二条" } });
    expect([["500102", "500109"], ["500102", "510104"], ["510104"]].map((districts) => userTransferRule(districts, "2026-10-30")?.id)).toEqual(["user-transfer-filing", undefined, undefined]);
    expect(userTransferRule(["500102"], "2013-02-28")).toBeUndefined();
  });

  test("production and operation documents are renewed within three months before their last day, which is not verified", () => {
    for (const kind of ["production", "operation"] as const) {
      expect(permitDeadline(permit(kind)), kind).toMatchObject({ ruleId: "production-operation-renewal", startsAt: startOfDay("2026-11-28"), dueAt: endOfDay("2027-02-28"), legalBasis: { verified: false } });
    }
    expect(permitDeadline(permit("production", "2027-05-31")).startsAt).toBe(startOfDay("2027-02-28"));
  });

  test("other documents are only announced to expire, from thirty days before; a document that runs longer is another duty", () => {
    for (const kind of ["purchase", "transport", "import", "export"] as const) {
      expect(permitDeadline(permit(kind)), kind).toMatchObject({ ruleId: "permit-expiry", key: `permit-expiry/${kind}/演示-1/2027-02-28`, subjectKey: `${kind}/演示-1`, startsAt: startOfDay("2027-01-29"), dueAt: endOfDay("2027-02-28") });
    }
    expect(permitDeadline(permit("purchase", "2028-02-29")).key).not.toBe(permitDeadline(permit("purchase")).key);
  });

  test("every rule says where it stands, and nothing graded as remembered is called verified", () => {
    expect(DEADLINE_RULES.map((rule) => rule.kind).sort()).toEqual(["annual-report", "expiry", "renewal", "sale-report", "sale-report", "user-transfer"]);
    expect(DEADLINE_RULES.filter((rule) => rule.citation.zh === "" || rule.source === "" || (rule.verified && rule.grade !== "L"))).toEqual([]);
  });
});
