import type { z } from "zod";
import type { Actor } from "#kernel/actor.ts";
import type { Endpoint, OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { Refusal, RefusalCatalogue } from "#kernel/refusal.ts";
import type { Tx } from "./db.ts";
import type { Look } from "./protected-read.ts";

/** What a use case is given; there is no other way to the database, the clock or chance. */
export type UseCaseContext = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: () => string;
  readonly commandId: string;
  /** A write nobody waits for: it was sent, and is awaited together with the commit, which fails when it fails. Not for COPY. */
  readonly send: (write: Promise<unknown>) => void;
  /** Adds a job inside this transaction; it runs after the commit, at least once. */
  readonly addJob: AddJob;
  /** Widens the second fence to the whole city for derived bookkeeping, and only inside `work`. */
  readonly withinCity: <T>(work: () => Promise<T>) => Promise<T>;
  /** Says whose protected records this act shows, why, and which fields. The gate writes it on the act's line and answers only after that commit. */
  readonly readOf: (look: Look) => void;
  /** Names a unit, beside the actor's own, whose screens show something else after this command. */
  readonly touches: (unitCode: string) => void;
};

export type AddJob = (task: string, payload: object, options?: { runAt?: Date; jobKey?: string }) => Promise<void>;

/** Load, decide, write. */
export type UseCase<Input, Output> = (context: UseCaseContext, input: Input) => Promise<Output>;

export type GroupedItem<Input> = { readonly actor: Actor; readonly commandId: string; readonly input: Input };

/** Many commands of one kind in one transaction (group commit); each gets its own answer or refusal. */
export type GroupedUseCase<Input, Output, Ahead = undefined> = (context: UseCaseContext, items: readonly GroupedItem<Input>[], ahead: Ahead) => Promise<(Output | Refusal)[]>;
/** What a grouped use case reads in one go with the search for answers already given: of all items, whichever are new. */
export type ReadAhead<Input, Ahead> = (context: UseCaseContext, items: readonly GroupedItem<Input>[]) => Promise<Ahead>;

export type Handler =
  | { readonly endpoint: Endpoint; readonly run: UseCase<unknown, unknown>; readonly runGrouped?: undefined; readonly readAhead?: undefined }
  | { readonly endpoint: Endpoint; readonly run?: undefined; readonly runGrouped: GroupedUseCase<unknown, unknown, unknown>; readonly readAhead?: ReadAhead<unknown, unknown> | undefined };

/** Ties a use case to its contract; a wrong shape on either side does not compile. */
export function handle<I extends z.ZodType, O extends z.ZodType>(endpoint: Endpoint<I, O>, useCase: UseCase<ParsedInputOf<Endpoint<I, O>>, OutputOf<Endpoint<I, O>>>): Handler {
  return { endpoint, run: useCase as UseCase<unknown, unknown> }; // the gate parses input before and output after: the shapes hold
}

export function handleGrouped<I extends z.ZodType, O extends z.ZodType, Ahead = undefined>(
  endpoint: Endpoint<I, O>,
  useCase: GroupedUseCase<ParsedInputOf<Endpoint<I, O>>, OutputOf<Endpoint<I, O>>, Ahead>,
  readAhead?: ReadAhead<ParsedInputOf<Endpoint<I, O>>, Ahead>,
): Handler {
  return { endpoint, runGrouped: useCase as GroupedUseCase<unknown, unknown, unknown>, readAhead: readAhead as ReadAhead<unknown, unknown> | undefined }; // as above
}

/** Served at its own address, outside `/api`, to everybody. */
export type OpenPage = {
  /** May end in `/*`; what stands there is given to `answer`. */
  readonly path: string;
  readonly answer: (rest: string) => Promise<{ readonly mediaType: string; readonly body: Uint8Array; readonly isForever: boolean; /** Instead of the house's own content security policy. */ readonly policy?: string } | undefined>;
};

/** A job's payload is parsed like any input from outside; it runs as the system, inside the gate. */
export type Job = { readonly task: string; readonly run: (payload: unknown, tools: JobTools) => Promise<void> };
export type JobTools = { readonly gate: JobGate; /** Of `LIMITS.jobAttempts`: when this one fails too, the queue gives up. */ readonly isLastAttempt: boolean };
export type JobGate = { act<T>(actor: Actor, name: string, work: (context: UseCaseContext) => Promise<T>, input?: unknown, refreshes?: readonly string[]): Promise<T> };

export type Module = {
  readonly name: string;
  readonly handlers: readonly Handler[];
  readonly refusals: RefusalCatalogue;
  readonly jobs?: readonly Job[];
  /** Words of what the program does by itself (`gate.act`), by name, for the record. */
  readonly acts?: { readonly [name: string]: { readonly zh: string; readonly en: string } };
  /** Loads what all units share (territories, catalogue) from the repository's data; runs as the owner at every start, idempotently. */
  readonly loadReference?: (tx: Tx, city: string) => Promise<void>;
};
