import type { Declaration } from "../../modules/precursor/contract/declaration.ts";
import type { Enterprise } from "../../modules/precursor/contract/enterprise.ts";
import type { Permit } from "../../modules/precursor/contract/permit.ts";
import { aDeclaration, anEnterprise, aPermit, chance, KG, T } from "../../modules/precursor/testing/builders.ts";

const DAY_MS = 86_400_000;
const SUBSTANCES = ["toluene", "acetone", "sulfuric-acid", "hydrochloric-acid", "potassium-permanganate", "methyl-ethyl-ketone", "acetic-anhydride", "diethyl-ether"] as const;

export type Trade = { readonly enterprises: Enterprise[]; readonly permits: Permit[]; readonly rows: Generator<Declaration> };

/**
 * Believable trade of a district over three years, in the order of events: producers open and produce, sell to traders and
 * users under purchase documents, users consume; one shipment in a thousand is in some trouble.
 * @param from number of the first firm, so that two trades of one house share no book
 */
export function aTrade(seed: number, rowCount: number, firms = 1_000, from = 0): Trade {
  const enterprises = Array.from({ length: firms }, (_, i) => anEnterprise(from + i + 1, { activities: i < 40 ? ["production", "operation"] : ["operation", "use"], since: Date.parse("2020-01-01T00:00:00+08:00") }));
  const permits = enterprises.flatMap((enterprise, i) => SUBSTANCES.map((substanceId, k) => aPermit(enterprise.uscc, { number: `GM${from + i}-${k}`, substanceId, quantityMg: 5_000_000 * T, validFrom: Date.parse("2023-01-01T00:00:00+08:00"), validTo: Date.parse("2027-12-31T00:00:00+08:00"), uses: "multi" })));
  return { enterprises, permits, rows: rowsOf(seed, rowCount, enterprises, from) };
}

/** Clerks file the next morning at nine. */
const nextMorning = (ms: number): number => (Math.floor((ms + 8 * 3_600_000) / DAY_MS) + 1) * DAY_MS + 3_600_000;

function* rowsOf(seed: number, rowCount: number, enterprises: readonly Enterprise[], from: number): Generator<Declaration> {
  const random = chance(seed);
  const first = Date.parse("2023-07-01T08:00:00+08:00");
  const step = (1_095 * DAY_MS) / rowCount;
  const name = (i: number) => enterprises[i]?.uscc ?? "";
  let n = 0;
  const at = () => Math.floor(first + n * step);
  const row = (declarant: string, kind: Declaration["kind"], part: Partial<Declaration>): Declaration => {
    const occurredAt = part.occurredAt ?? at();
    return aDeclaration(declarant, `D${n++}`, kind, { reportedAt: nextMorning(occurredAt), ...part, occurredAt });
  };
  for (let i = 0; i < enterprises.length && n < rowCount; i++) for (let k = 0; k < 3 && n < rowCount; k++) yield row(name(i), "opening", { substanceId: SUBSTANCES[(i + k) % 8] ?? "toluene", massMg: 900 * T, lot: `O${i}-${k}` });
  while (n < rowCount) {
    const seller = Math.floor(random() * 40);
    const buyer = 40 + Math.floor(random() * (enterprises.length - 40));
    const k = Math.floor(random() * 8);
    const substanceId = SUBSTANCES[k] ?? "toluene";
    const lot = `L${n}`;
    const massMg = Math.floor((1 + random() * 20) * 1_000 * KG);
    yield row(name(seller), "produce", { substanceId, massMg, lot });
    const shipment = random() < 0.0005 ? `W${n}x` : `W${n}`;
    const sentAt = at();
    yield row(name(seller), "dispatch", { substanceId, massMg, lot, counterparty: name(buyer), shipment });
    if (random() >= 0.001) yield row(name(buyer), "receive", { substanceId, massMg: Math.round(massMg * (1 + (random() - 0.5) * 0.0004)), lot, counterparty: name(seller), shipment: shipment.replace("x", ""), permit: `GM${from + buyer}-${k}`, occurredAt: sentAt + Math.floor(random() * 2 * DAY_MS) });
    yield row(name(buyer), "consume", { substanceId, massMg: Math.floor(massMg * 0.98), lot, occurredAt: sentAt + 2 * DAY_MS + Math.floor(random() * DAY_MS) });
  }
}
