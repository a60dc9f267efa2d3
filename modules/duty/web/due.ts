import { dayOf, daysBetween } from "#kernel/calendar.ts";
import type { DutyView } from "../contract/index.ts";

/** Whole days from today to the deadline; negative when past. */
export const daysLeft = (dueAt: string, now: number): number => daysBetween(dayOf(now), dayOf(Date.parse(dueAt)));

/** What people call it by: of a shipment its number, of a document its number; keys hold who and what besides. */
export function subjectNameOf({ kind, key }: DutyView["subject"]): string {
  return kind === "shipment" || kind === "permit" ? (key.split("/").at(-1) ?? key) : key;
}

/** Where the thing a duty is about can be seen. */
export function linkOfSubject({ subject, owner }: Pick<DutyView, "subject" | "owner">): string | undefined {
  if (subject.kind === "enterprise") return `/precursor/enterprises/${subject.key}`;
  if (subject.kind === "permit") return `/precursor/permits?open=${encodeURIComponent(subject.key)}`;
  if (subject.kind === "finding") return `/precursor/findings?open=${encodeURIComponent(subject.key)}`;
  return owner.enterprise ? `/precursor/enterprises/${owner.enterprise}` : undefined;
}
