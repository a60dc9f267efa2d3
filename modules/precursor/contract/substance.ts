import { z } from "zod";

export const SubstanceClass = z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable();
/** Class of the annex to the Regulation; null = listed, class not verified (未核实). */
export type SubstanceClass = z.infer<typeof SubstanceClass>;

/** One effective-dated entry of the catalogue; an event is judged by the version in force on its own date. */
export const SubstanceVersion = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  cas: z.array(z.string()),
  class: SubstanceClass,
  drugType: z.boolean(),
  /** First day in force (epoch ms of 00:00 in Asia/Shanghai); null = date not verified, taken as always in force. */
  validFrom: z.number().int().nullable(),
  verified: z.object({ listing: z.boolean(), nameZh: z.boolean(), class: z.boolean(), cas: z.boolean(), added: z.boolean() }),
});
export type SubstanceVersion = z.infer<typeof SubstanceVersion>;
