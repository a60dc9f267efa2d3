import type { Period } from "#kernel/period.ts";
import { isForeignParty, type Declaration } from "../contract/declaration.ts";
import type { Activity, Enterprise } from "../contract/enterprise.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { userTransferRule } from "./deadlines.ts";
import { receiverOf, senderOf } from "./key.ts";
import type { Register } from "./register.ts";
import { dayText } from "./shanghai-day.ts";

/** Whoever is registered for one of these sells; nothing says of what they send that it is not a sale. */
const SELLING: readonly Activity[] = ["production", "operation", "import"];

/**
 * Days within which the giver files what one firm that uses precursors passed on to another; null where it is no such
 * transfer. Such firms may transfer, give or lend what is listed, drugs excepted, when production changes, stops or urgently
 * needs it (Chongqing Drug Control Regulation art. 22, read in full); article 50 punishes the same act outside of these
 * reasons. A declaration does not tell the reason: whoever takes the filing asks for it.
 */
export function userTransferPeriod(giver: Enterprise | undefined, receiver: Enterprise | undefined, version: SubstanceVersion | null | undefined, atMs: number): Period | null {
  if (!giver || !receiver || !version || version.drugType) return null;
  if (!giver.activities.includes("use") || !receiver.activities.includes("use") || giver.activities.some((activity) => SELLING.includes(activity))) return null;
  return userTransferRule([giver.district, receiver.district], dayText(atMs))?.period ?? null;
}

/** The same of a row of either's book. */
export function transferPeriodOf(row: Declaration, register: Register): Period | null {
  if ((row.kind !== "dispatch" && row.kind !== "receive") || row.counterparty === null || isForeignParty(row.counterparty)) return null;
  return userTransferPeriod(register.enterprise(senderOf(row)), register.enterprise(receiverOf(row)), register.substance(row.substanceId, row.occurredAt), row.occurredAt);
}
