import { isForeignParty, type Declaration } from "../../contract/declaration.ts";
import type { Permit, PermitKind } from "../../contract/permit.ts";
import { keyOf, receiverOf, senderOf, shipmentKeyOf } from "../key.ts";
import type { Register } from "../register.ts";
import { PARAMETERS } from "./parameters.ts";

/** Which document a kind of movement draws on (its quantity is used up by it); null = none. */
export function drawnDocument(row: Declaration): PermitKind | null {
  switch (row.kind) {
    case "receive":
      return "purchase";
    case "dispatch":
      return "transport";
    case "import":
      return "import";
    case "export":
      return "export";
    case "produce":
      return "production";
    default:
      return null;
  }
}

/** The number cited for the document the movement draws on. */
export const drawnNumber = (row: Declaration): string | null => (row.kind === "dispatch" ? row.transportPermit : row.permit);

/** One movement, whichever side tells of it: seller's and buyer's rows of one shipment have the same key. */
export const movementKeyOf = (row: Declaration): string => {
  if (row.kind === "dispatch" || row.kind === "receive") return keyOf(senderOf(row), receiverOf(row), row.substanceId, shipmentKeyOf(row));
  return keyOf(row.declarant, row.counterparty, row.substanceId, shipmentKeyOf(row));
};

/**
 * Does a dispatch leave the area within which no transport document is needed? A direct municipality's outer border counts,
 * not its districts' (Art. 20). Null when a party's place is not on the register.
 */
export function crossesBorder(row: Declaration, register: Register): boolean | null {
  if (row.counterparty === null || isForeignParty(row.counterparty)) return null;
  const from = register.enterprise(row.declarant)?.district;
  const to = register.enterprise(row.counterparty)?.district;
  if (from === undefined || to === undefined) return null;
  const digits = PARAMETERS.border.sameDigits;
  return from.slice(0, digits) !== to.slice(0, digits);
}

/** Calls back for every document the row relies on and the register knows: the drawn one, and a purchase document a seller cites. */
export function eachKnownDocument(row: Declaration, register: Register, visit: (permit: Permit, kind: PermitKind) => void): void {
  const kind = drawnDocument(row);
  if (kind === null) return;
  const number = drawnNumber(row);
  if (number !== null) visitKnown(kind, number, register, visit);
  if (row.kind === "dispatch" && row.permit !== null) visitKnown("purchase", row.permit, register, visit);
}

function visitKnown(kind: PermitKind, number: string, register: Register, visit: (permit: Permit, kind: PermitKind) => void): void {
  const permit = register.permit(kind, number) ?? register.permitOfOtherKind(kind, number);
  if (permit !== undefined) visit(permit, kind);
}

/** `500102` lies in `500102`, `500100`, `500000`: trailing pairs of zeros stand for the whole area. */
export const liesIn = (district: string, area: string): boolean => district.startsWith(area.replace(/(00)+$/, ""));

const COUNTRY = /^[A-Z]{2}$/;
export const isCountry = (place: string): boolean => COUNTRY.test(place);
