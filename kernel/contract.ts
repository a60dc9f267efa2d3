import { z } from "zod";

/**
 * One definition of one door. From this value come the route and its parse, the browser's typed call, the row in the
 * permission matrix, OpenAPI, the name on the record and the views to refresh.
 */
export type Endpoint<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** `module.thing.verb`, unique; stands on the record and as OpenAPI operationId. */
  readonly name: string;
  readonly method: "GET" | "POST";
  /** Below `/api`, with `:name` for parts taken from the path. */
  readonly path: string;
  /** What the actor's roles must grant. `public`: nobody signed in; `signed-in`: any account. */
  readonly permission: string;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly input: Input;
  readonly output: Output;
  readonly refusals: readonly string[];
  /** Names of views (GET endpoints) whose answers change when this command succeeds. */
  readonly refreshes: readonly string[];
  /** The answer is a file, not JSON: the use case returns a `FileAnswer` or a `StoredFileAnswer`. */
  readonly download: boolean;
  /** `protected`: the view shows a person's closed record; it answers only after the look stands on the record (`readOf`). */
  readonly reads: "open" | "protected";
};

type EndpointParts<I extends z.ZodType, O extends z.ZodType> = {
  name: string;
  method: "GET" | "POST";
  path: string;
  permission: string;
  summary: { zh: string; en: string };
  input: I;
  output: O;
  refusals?: readonly string[];
  refreshes?: readonly string[];
  download?: boolean;
  reads?: "open" | "protected";
};

export function endpoint<I extends z.ZodType, O extends z.ZodType>(parts: EndpointParts<I, O>): Endpoint<I, O> {
  return { refusals: [], refreshes: [], download: false, reads: "open", ...parts };
}

export type InputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.input<I> : never;
export type ParsedInputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.output<I> : never;
export type OutputOf<E> = E extends Endpoint<z.ZodType, infer O> ? z.output<O> : never;

/** What a `download` endpoint answers. */
export const FileAnswer = z.object({ fileName: z.string(), mediaType: z.string(), body: z.instanceof(Uint8Array) });
export type FileAnswer = z.infer<typeof FileAnswer>;

/** The same where the bytes lie in the store already: they go out as a stream, whatever their size. */
export const StoredFileAnswer = FileAnswer.omit({ body: true }).extend({ stored: z.object({ sha256: z.string(), sizeBytes: z.number().int() }) });
export type StoredFileAnswer = z.infer<typeof StoredFileAnswer>;

/** Query strings carry text; these read it. */
export const pageInput = { after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(500).default(50) };
/**
 * ISO 8601 also writes the year 0000, where neither the database nor a Date of the day before can follow. The moment is
 * judged, not its text: what is accepted with any offset may be told again in UTC. Every `isoDay` begins and ends within.
 */
export const isOfOurTime = (ms: number): boolean => ms >= Date.UTC(1900, 0, 1) && ms < Date.UTC(3000, 0, 1);
export const isoInstant = z.iso.datetime({ offset: true }).refine((text) => isOfOurTime(Date.parse(text)));
export const isoDay = z.iso.date().refine((text) => text >= "1900-01-02" && text < "3000");
export const unitCode = z.string().regex(/^\d{6}$/);
export const massMg = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** A page of a keyset-paged list; `next` goes back in as `after`. */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });
