import type { Declaration } from "../contract/declaration.ts";
import { declarationKey } from "../contract/declaration.ts";

const NEEDS_ESCAPE = /[%|]/;
const escapePart = (part: string): string => (NEEDS_ESCAPE.test(part) ? part.replace(/%/g, "%25").replace(/\|/g, "%7C") : part);

/** Parts joined by `|`, escaped so that different parts never give the same key; null is the empty part. */
export function keyOf(...parts: readonly (string | number | null)[]): string {
  let key = "";
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? "";
    if (i > 0) key += "|";
    key += typeof part === "number" ? String(part) : escapePart(part);
  }
  return key;
}

/** A movement without a waybill number stands for itself: `#uscc/id`. */
export const shipmentKeyOf = (declaration: Declaration): string => declaration.shipment ?? `#${declarationKey(declaration)}`;

/** The same for a group: the row that stands for itself is its only leg. */
export const shipmentKeyFromGroup = (group: {
  readonly shipment: string | null;
  readonly dispatches: readonly { readonly key: string }[];
  readonly receipts: readonly { readonly key: string }[];
}): string => group.shipment ?? `#${group.dispatches[0]?.key ?? group.receipts[0]?.key ?? ""}`;

export type Lane = { readonly sender: string; readonly receiver: string; readonly substanceId: string };

/** Sender and receiver of a `dispatch` or `receive`; a missing counterparty is the empty name. */
export const senderOf = (declaration: Declaration): string =>
  declaration.kind === "dispatch" ? declaration.declarant : (declaration.counterparty ?? "");
export const receiverOf = (declaration: Declaration): string =>
  declaration.kind === "dispatch" ? (declaration.counterparty ?? "") : declaration.declarant;

export const laneKeyOf = (lane: Lane): string => keyOf(lane.sender, lane.receiver, lane.substanceId);

/** Order everything is judged in: time of the event, then the declaration's name. */
export const byTimeThenKey = (a: { readonly at: number; readonly key: string }, b: { readonly at: number; readonly key: string }): number =>
  a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
