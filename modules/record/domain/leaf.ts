import type { ReadPurpose } from "#kernel/read-purpose.ts";

/** What one leaf says. No personal data: actors by id, input and output by hash. */
export type LeafBody = {
  readonly version: 1;
  readonly id: string;
  readonly at: string;
  readonly unit: string;
  readonly name: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly command: string;
  readonly input: string;
  readonly output: string;
  /** Whose protected records were shown, why, and which fields: names of fields, never what stood in them. */
  readonly read?: { readonly purpose: ReadPurpose; readonly subjects: readonly { readonly kind: string; readonly id: string; /** Unit of the record. */ readonly unit: string }[]; readonly fields: readonly string[] } | undefined;
  /** Id of the leaf that this act sealed. */
  readonly seals?: string | undefined;
};
