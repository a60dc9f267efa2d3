import type { Tx } from "#platform/db.ts";
import { dayText } from "../domain/shanghai-day.ts";
import type { City } from "./builders.ts";

/** Puts a built city's registers where posting looks them up. */
export async function registerForTest(tx: Tx, city: Pick<City, "enterprises" | "permits">): Promise<void> {
  const sourceId = "00000000-0000-7000-8000-00000000000a";
  for (const each of city.enterprises) {
    await tx`insert into precursor.enterprise_registry (uscc, unit_code) values (${each.uscc}, ${each.unitCode})`;
    await tx`
      insert into precursor.enterprise (unit_code, uscc, name, district, town, address, lon, lat, crs, activities, since, status, scale_kg_per_year, source_id, registered_at)
      values (${each.unitCode}, ${each.uscc}, ${each.name}, ${each.district}, ${each.town}, ${each.address}, ${each.lon}, ${each.lat}, ${each.crs}, ${each.activities}, ${dayText(each.since)}, ${each.status}, ${each.scaleKgPerYear}, ${sourceId}, now())`;
  }
  for (const each of city.permits) {
    await tx`insert into precursor.permit_registry (number, kind, unit_code) values (${each.number}, ${each.kind}, ${each.unitCode})`;
    await tx`
      insert into precursor.permit (unit_code, number, kind, form, holder, counterparty, substance_id, quantity_mg, quantity_text, unit, valid_from, valid_to, uses, origin, destination, issuer, source_id, registered_at)
      values (${each.unitCode}, ${each.number}, ${each.kind}, ${each.form}, ${each.holder}, ${each.counterparty}, ${each.substanceId}, ${each.quantityMg}, ${each.quantityText}, ${each.unit}, ${dayText(each.validFrom)}, ${dayText(each.validTo)}, ${each.uses}, ${each.origin}, ${each.destination}, ${each.issuer}, ${sourceId}, now())`;
  }
}
