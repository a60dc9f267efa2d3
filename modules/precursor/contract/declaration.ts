import { z } from "zod";

/** What an enterprise can say about its own book. */
export const DeclarationKind = z.enum([
  "opening",
  "produce",
  "dispatch",
  "receive",
  "consume",
  "transform",
  "import",
  "export",
  "destroy",
  "loss",
  "stocktake",
  "void",
]);
export type DeclarationKind = z.infer<typeof DeclarationKind>;

export const MassUnit = z.enum(["kg", "g", "mg", "t", "L"]);
export type MassUnit = z.infer<typeof MassUnit>;

/** One lot consumed by a `transform`; the mass is the controlled mass of the lot's own substance. */
export type TransformInput = { readonly lot: string; readonly massMg: number };

/**
 * One event in one enterprise's book, normalised. A plain type and not a schema: a million of these pass through an import,
 * and the parser that makes them is the check.
 */
export type Declaration = {
  readonly unitCode: string;
  /** Unified social credit code of the enterprise whose book this is. */
  readonly declarant: string;
  /** The declarant's own id, unique together with `declarant`. */
  readonly declarationId: string;
  readonly kind: DeclarationKind;
  /** Empty for `void`. */
  readonly substanceId: string;
  readonly lot: string | null;
  /** Controlled mass = quantity × content, whole milligrams, never negative. */
  readonly massMg: number;
  readonly grossMg: number;
  /** The quantity as it was written, for showing. */
  readonly quantityText: string;
  readonly unit: MassUnit;
  /** Mass fraction of the controlled substance, parts per million. */
  readonly contentPpm: number;
  /** Relative standard uncertainty (1 σ) of this quantity, parts per million; 0 means counted goods. */
  readonly sigmaPpm: number;
  /** When it happened, epoch ms. */
  readonly occurredAt: number;
  /** When it was filed, epoch ms. */
  readonly reportedAt: number;
  /** Credit code, or `ISO2:name` abroad. */
  readonly counterparty: string | null;
  /** Waybill or delivery number, the same on both sides. */
  readonly shipment: string | null;
  readonly permit: string | null;
  readonly transportPermit: string | null;
  readonly customsNo: string | null;
  readonly inputs: readonly TransformInput[];
  readonly process: string | null;
  /** Product made, for `consume`, milligrams. */
  readonly outputMg: number | null;
  /** For `void`: the declaration id (of the same declarant) it cancels. */
  readonly ref: string | null;
  readonly note: string | null;
};

/** `uscc/declaration_id`: how a declaration is named outside its own book. */
export const declarationKey = (declaration: Pick<Declaration, "declarant" | "declarationId">): string =>
  `${declaration.declarant}/${declaration.declarationId}`;

/** `ISO2:name`. A credit code has 18 characters and no colon. */
export const isForeignParty = (party: string): boolean => party.charCodeAt(2) === 58;

/** Default 1 σ by measuring kind (weighbridge, platform scale, balance, flow meter), parts per million. */
export const DEFAULT_SIGMA_PPM: Readonly<Record<MassUnit, number>> = { t: 2000, kg: 1000, g: 500, mg: 500, L: 5000 };
