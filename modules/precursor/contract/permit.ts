import { z } from "zod";
import { massMg, unitCode } from "#kernel/contract.ts";
import { MassUnit } from "./declaration.ts";

export const PermitKind = z.enum(["production", "operation", "purchase", "transport", "import", "export"]);
export type PermitKind = z.infer<typeof PermitKind>;

/** A permit (许可证) or a filing certificate (备案证明); the key is `number` together with `kind`. */
export const Permit = z.object({
  unitCode,
  number: z.string(),
  kind: PermitKind,
  form: z.enum(["permit", "filing"]),
  holder: z.string(),
  counterparty: z.string().nullable(),
  substanceId: z.string(),
  quantityMg: massMg,
  quantityText: z.string(),
  unit: MassUnit,
  /** First and last valid day, both inclusive, as epoch ms of 00:00 in Asia/Shanghai. */
  validFrom: z.number().int(),
  validTo: z.number().int(),
  uses: z.enum(["single", "multi"]),
  /** District codes, or ISO country, where they apply. */
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  issuer: z.string().nullable(),
});
export type Permit = z.infer<typeof Permit>;

/** A document's name in one text, `purchase/GM-1`: in a duty's subject and in an address. A number may itself hold a slash. */
export const permitKey = ({ kind, number }: Pick<Permit, "kind" | "number">): string => `${kind}/${number}`;

/** The kind is missing when the text is no such name. */
export function splitPermitKey(key: string): { readonly kind: PermitKind | undefined; readonly number: string } {
  const slash = key.indexOf("/");
  return { kind: PermitKind.options.find((kind) => kind === key.slice(0, slash)), number: key.slice(slash + 1) };
}

/** What is left of a permit, and what drew on it. */
export const PermitBalance = z.object({
  quantityMg: massMg,
  drawnMg: massMg,
  /** Negative when overdrawn. */
  leftMg: massMg,
  shipments: z.number().int(),
});
export type PermitBalance = z.infer<typeof PermitBalance>;
