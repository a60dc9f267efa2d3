import { dayOf } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import { isKnownDistrict, isOfCity, successorsOf, unitOn } from "#territory";
import { resolveSubstance } from "../../domain/catalogue.ts";
import type { RowLookup } from "../../domain/parse/row-lookup.ts";
import { listUnitsOfEnterprises } from "./registers.sql.ts";

/** A file names few substances many times; what it spells beyond this many ways is looked up each time. */
const REMEMBERED_TEXTS = 10_000;

/** Everything the rows of a large file may ask for, loaded once. */
export async function loadRowLookup(tx: Tx, now: Date): Promise<RowLookup> {
  const units = new Map<string, string>();
  for (const row of await listUnitsOfEnterprises(tx)) units.set(row.uscc, row.unitCode);
  return rowLookupFrom((uscc) => units.get(uscc) ?? null, now);
}

/** @param unitOfEnterprise county-level unit of a registered enterprise */
export function rowLookupFrom(unitOfEnterprise: (uscc: string) => string | null, now: Date): RowLookup {
  const substances = new Map<string, string | null>();
  return {
    unitOfEnterprise,
    resolveSubstance: (text, atMs) => {
      const known = substances.get(text);
      if (known !== undefined) return known;
      const hit = resolveSubstance(text, atMs); // which substance a text means does not change with time, only its version does
      const id = hit.found ? hit.id : null;
      if (substances.size < REMEMBERED_TEXTS) substances.set(ownText(text), id);
      return id;
    },
    unitOfDistrict: (code, atMs) => {
      if (!isKnownDistrict(code, dayOf(atMs))) return null;
      return isOfCity(code) ? unitNow(code, now) : code; // a place elsewhere is its own unit: its books are not kept here
    },
  };
}

/** The unit that keeps the register today; of several successors the one that took the whole, else the first named. */
function unitNow(code: string, now: Date): string | null {
  const today = dayOf(now);
  let current = code;
  for (let step = 0; step < 10; step++) {
    if (unitOn(current, today)) return current;
    const links = successorsOf(current);
    const next = links.find((link) => link.kind === "whole") ?? links[0];
    if (!next) return null;
    current = next.successor;
  }
  return null;
}

/** A copy of its own: a piece of a large text keeps the whole of it in memory. */
export const ownText = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
