import { DEFAULT_SIGMA_PPM, type Declaration, type DeclarationKind } from "../contract/declaration.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit } from "../contract/permit.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { DAY_MS } from "../domain/shanghai-day.ts";

/** 演示数据: everything built here is invented. */
export const DAY_ZERO = Date.parse("2026-01-01T00:00:00+08:00");
/** 10:00 on the n-th day of the built time. */
export const onDay = (day: number, hour = 10): number => DAY_ZERO + day * DAY_MS + hour * 3_600_000;
export const KG = 1_000_000;
export const T = 1_000 * KG;

/** Seeded chance (mulberry32), numbers in [0, 1). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** A credit code with a right check character (GB 32100-2015); the organisation part is the number, so no real firm is meant. */
export function aUscc(number: number, district = "500102"): string {
  const body = `91${district}${String(number).padStart(9, "0")}`;
  let sum = 0;
  CODE_WEIGHTS.forEach((weight, index) => {
    sum += weight * CODE_CHARACTERS.indexOf(body.charAt(index));
  });
  return body + CODE_CHARACTERS.charAt((31 - (sum % 31)) % 31);
}

export const anEnterprise = (number: number, part: Partial<Enterprise> = {}): Enterprise => ({
  unitCode: "500102",
  uscc: aUscc(number, part.district),
  name: `演示企业${number}`,
  district: "500102",
  town: null,
  address: null,
  lon: null,
  lat: null,
  crs: null,
  activities: ["production", "operation", "use", "import", "export"],
  since: DAY_ZERO - 1000 * DAY_MS,
  status: "active",
  scaleKgPerYear: null,
  ...part,
});

export const aSubstance = (part: Partial<SubstanceVersion> = {}): SubstanceVersion => ({
  id: "toluene",
  nameZh: "甲苯",
  nameEn: "Toluene",
  cas: ["108-88-3"],
  class: 3,
  drugType: false,
  validFrom: null,
  verified: { listing: true, nameZh: true, class: true, cas: true, added: true },
  ...part,
});

export const SUBSTANCES: readonly SubstanceVersion[] = [
  aSubstance(),
  aSubstance({ id: "acetone", nameZh: "丙酮", nameEn: "Acetone", cas: ["67-64-1"] }),
  aSubstance({ id: "acetic-anhydride", nameZh: "醋酸酐", nameEn: "Acetic anhydride", cas: ["108-24-7"], class: 2 }),
  aSubstance({ id: "piperonal", nameZh: "胡椒醛", nameEn: "Piperonal", cas: ["120-57-0"], class: 1 }),
];

export const aPermit = (holder: string, part: Partial<Permit> = {}): Permit => ({
  unitCode: "500102",
  number: "GM-1",
  kind: "purchase",
  form: "filing",
  holder,
  counterparty: null,
  substanceId: "toluene",
  quantityMg: 100 * T,
  quantityText: "100",
  unit: "t",
  validFrom: DAY_ZERO,
  validTo: DAY_ZERO + 364 * DAY_MS,
  uses: "multi",
  origin: null,
  destination: null,
  issuer: null,
  ...part,
});

/** Filed at once unless `reportedAt` says otherwise. */
export const aDeclaration = (declarant: string, declarationId: string, kind: DeclarationKind, part: Partial<Declaration> = {}): Declaration => {
  const occurredAt = part.occurredAt ?? onDay(10);
  const massMg = part.massMg ?? 1_000 * KG;
  const unit = part.unit ?? "kg";
  return {
    unitCode: "500102",
    declarant,
    declarationId,
    kind,
    substanceId: kind === "void" ? "" : "toluene",
    lot: null,
    massMg,
    grossMg: massMg,
    quantityText: String(massMg / KG),
    unit,
    contentPpm: 1_000_000,
    sigmaPpm: DEFAULT_SIGMA_PPM[unit],
    occurredAt,
    reportedAt: occurredAt,
    counterparty: null,
    shipment: null,
    permit: null,
    transportPermit: null,
    customsNo: null,
    inputs: [],
    process: null,
    outputMg: null,
    ref: null,
    note: "演示数据",
    ...part,
  };
};

export type City = {
  readonly enterprises: Enterprise[];
  readonly permits: Permit[];
  readonly catalogue: readonly SubstanceVersion[];
  readonly declarations: Declaration[];
};

/**
 * A small trading city, the same for the same seed: openings, production, sales with weighing noise, use, counts, and now and
 * then a trouble (missing receipt, wrong waybill, wrong lot, unknown document, late filing, void).
 */
export function aCity(seed: number, size: { readonly enterprises: number; readonly days: number; readonly rows: number }): City {
  const random = chance(seed);
  const pick = <V>(list: readonly V[], fallback: V): V => list[Math.floor(random() * list.length)] ?? fallback;
  const enterprises = Array.from({ length: size.enterprises }, (_, index) =>
    anEnterprise(index + 1, { status: random() < 0.05 ? "suspended" : "active", activities: random() < 0.1 ? ["use"] : ["production", "operation", "use", "import", "export"] }),
  );
  const names = enterprises.map((enterprise) => enterprise.uscc);
  const permits = names.flatMap((holder, index) =>
    SUBSTANCES.map((substance, kind) => aPermit(holder, { number: `GM-${index}-${kind}`, substanceId: substance.id, quantityMg: (1 + Math.floor(random() * 20)) * T, uses: random() < 0.2 ? "single" : "multi" })),
  );
  const declarations: Declaration[] = [];
  const file = (declarant: string, kind: DeclarationKind, part: Partial<Declaration>): Declaration => {
    const occurredAt = part.occurredAt ?? onDay(0);
    const late = random() < 0.1 ? Math.floor(random() * 45) * DAY_MS : 3_600_000;
    const row = aDeclaration(declarant, `D${declarations.length}`, kind, { reportedAt: occurredAt + late, ...part });
    declarations.push(row);
    return row;
  };
  while (declarations.length < size.rows) {
    const seller = pick(names, "");
    const buyer = pick(names, "");
    const substance = Math.floor(random() * SUBSTANCES.length);
    const base = { substanceId: SUBSTANCES[substance]?.id ?? "toluene", occurredAt: onDay(Math.floor(random() * size.days), Math.floor(random() * 24)), massMg: Math.floor(random() * 2_000 * KG), lot: `L${Math.floor(random() * 6)}` };
    const turn = random();
    if (turn < 0.15) file(seller, pick(["opening", "produce"], "opening"), { ...base, massMg: base.massMg * 5 });
    else if (turn < 0.25) file(seller, pick(["consume", "destroy", "loss"], "consume"), base);
    else if (turn < 0.3) file(seller, "stocktake", base);
    else if (turn < 0.35) file(seller, "transform", { ...base, lot: `P${declarations.length}`, inputs: [{ lot: "L1", massMg: base.massMg }, { lot: "L2", massMg: Math.floor(base.massMg / 2) }] });
    else if (turn < 0.4 && declarations.length > 0) {
      const target = pick(declarations, undefined);
      if (target !== undefined && target.kind !== "void") file(target.declarant, "void", { substanceId: "", ref: target.declarationId, massMg: 0, occurredAt: target.occurredAt + DAY_MS });
    } else if (seller !== buyer) {
      const shipment = random() < 0.1 ? null : `S${declarations.length}`;
      const sold = file(seller, "dispatch", { ...base, counterparty: buyer, shipment });
      if (random() < 0.9) {
        const noise = Math.round(sold.massMg * (1 + (random() - 0.5) * (random() < 0.1 ? 0.2 : 0.001)));
        file(buyer, "receive", {
          ...base,
          massMg: noise,
          counterparty: seller,
          occurredAt: base.occurredAt + Math.floor(random() * 4 * DAY_MS),
          shipment: random() < 0.05 ? `X${declarations.length}` : shipment,
          lot: random() < 0.05 ? "LX" : base.lot,
          permit: random() < 0.05 ? null : `GM-${names.indexOf(buyer)}-${substance}`,
        });
      }
    }
  }
  return { enterprises, permits, catalogue: SUBSTANCES, declarations };
}
