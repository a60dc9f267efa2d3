import { expect, test } from "vitest";
import { daysLeft, linkOfSubject } from "./due.ts";

test("a deadline at the last instant of today in Shanghai leaves no days, also late in the evening", () => {
  expect(daysLeft("2026-11-23T15:59:59.999Z", Date.parse("2026-11-23T15:00:00Z"))).toBe(0);
  expect(daysLeft("2026-11-23T15:59:59.999Z", Date.parse("2026-11-23T16:00:00Z"))).toBe(-1);
  expect(daysLeft("2027-01-01T15:59:59.999Z", Date.parse("2026-12-30T02:00:00Z"))).toBe(2);
});

test("a duty leads to what it is about, and a trade to the book of its owner", () => {
  const owner = { unitCode: "500102", department: "enterprise", accountId: null, enterprise: "91500102MA0000001X" } as const;
  expect(linkOfSubject({ subject: { kind: "permit", key: "purchase/A 1" }, owner })).toBe("/precursor/permits?open=purchase%2FA%201");
  expect(linkOfSubject({ subject: { kind: "shipment", key: "x/y" }, owner })).toBe("/precursor/enterprises/91500102MA0000001X");
});
