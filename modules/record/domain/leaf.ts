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
};
