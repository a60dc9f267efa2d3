import { createHash, createHmac } from "node:crypto";
import type { Actor } from "#kernel/actor.ts";
import type { Endpoint } from "#kernel/contract.ts";
import { uuidV7 } from "#kernel/id.ts";
import { Refusal } from "#kernel/refusal.ts";
import { canonicalJson } from "./canonical-json.ts";
import { chance } from "./chance.ts";
import { commit, findAnswer, insertAnswers, isCommitted, setFence, type GivenAnswer } from "./command.sql.ts";
import { LIMITS } from "./config.ts";
import { isRetryable, type Sql, type Tx } from "./db.ts";
import { GroupQueue } from "./group-queue.ts";
import { addJobTo } from "./jobs.sql.ts";
import type { Handler, UseCaseContext } from "./module.ts";
import { parseInput } from "./parse-input.ts";
import { refuse } from "./refusals.ts";

/** One line on the record; appended in the transaction it tells of. */
export type RecordEntry = {
  readonly id: string;
  readonly unitCode: string;
  readonly at: Date;
  readonly name: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly inputHash: string;
  readonly outputHash: string;
};

export type GateParts = {
  readonly app: Sql;
  readonly appendLeaves: (tx: Tx, entries: readonly RecordEntry[]) => Promise<void>;
  readonly afterCommit: (refreshes: readonly string[], unitCode: string) => void;
  /** Keys the hashes of inputs and outputs: without it a short input (a name, a phone) could be found again by trying. */
  readonly hashKey: Buffer;
  readonly clock?: () => Date;
};

export type Request = { readonly actor: Actor; readonly input: unknown; readonly commandId?: string | undefined };

/**
 * The only way in, for HTTP, jobs and the command line. In reading order: permission and territory → parse → begin →
 * replay by command id → run → record leaf → commit → answer. (Identifying the actor comes before, at the door used.)
 */
export class Gate {
  private readonly parts: GateParts;
  private readonly groups: GroupQueue;

  constructor(parts: GateParts) {
    this.parts = parts;
    this.groups = new GroupQueue(LIMITS.groupedCommands, LIMITS.queuedCommands);
  }

  async run(handler: Handler, request: Request): Promise<unknown> {
    const { endpoint } = handler;
    requirePermission(request.actor, endpoint);
    const input = parseInput(endpoint.input, request.input);
    if (endpoint.method === "GET") return this.view(handler, request.actor, input);
    const commandId = request.commandId ?? refuse("gate.command-id.missing");
    const inputHash = this.hash(input);
    const command: Command = { actor: request.actor, commandId, input, inputHash };
    if (!handler.runGrouped) return this.command(handler, command);
    return this.groups.add(`${endpoint.name} ${request.actor.scope} ${request.actor.unitCode}`, commandId, command, (batch, onSent) => this.commandGroup(handler, batch, onSent));
  }

  /** Work of the program itself (jobs, command line): same transaction, same record, named instead of contracted. */
  async act<T>(actor: Actor, name: string, work: (context: UseCaseContext) => Promise<T>): Promise<T> {
    const commandId = this.newId();
    return this.transaction(actor, commandId, async (context) => {
      const output = await work(context);
      context.send(this.parts.appendLeaves(context.tx, [this.entry(name, { actor, commandId, input: null, inputHash: createHash("sha256").update("null").digest("hex") }, output, context.now)]));
      return output;
    });
  }

  readonly newId = (): string => uuidV7(this.now().getTime(), chance(10));
  now(): Date {
    return this.parts.clock?.() ?? new Date();
  }

  private async view(handler: Handler, actor: Actor, input: unknown): Promise<unknown> {
    const { endpoint, run } = handler;
    if (!run) throw new Error(`${endpoint.name}: a view cannot be grouped`);
    const output = await this.transaction(actor, "", (context) => run(context, input), { mode: "read only" });
    return endpoint.download ? output : endpoint.output.parse(output);
  }

  private async command(handler: Handler, command: Command): Promise<unknown> {
    const { endpoint, run } = handler;
    if (!run) throw new Error(`${endpoint.name}: not a single use case`);
    const answer = await this.transaction(command.actor, command.commandId, async (context) => {
      const given = await findAnswer(context.tx, command.actor, [command.commandId]);
      const replay = given.get(command.commandId);
      if (replay) return replayed(replay, command, endpoint);
      const output = endpoint.output.parse(await run(context, command.input));
      this.keep(context, endpoint, [{ command, output }]);
      return output;
    });
    this.parts.afterCommit(endpoint.refreshes, command.actor.unitCode);
    return answer;
  }

  private async commandGroup(handler: Handler, batch: readonly Command[], onSent: () => void): Promise<(unknown | Refusal)[]> {
    const { endpoint, runGrouped } = handler;
    const first = batch[0];
    if (!first || !runGrouped) throw new Error(`${endpoint.name}: not a grouped use case`);
    const answers = await this.transaction(first.actor, first.commandId, async (context) => {
      const given = await findAnswer(context.tx, first.actor, batch.map((command) => command.commandId));
      const fresh = batch.filter((command, i) => !given.has(command.commandId) && batch.findIndex((other) => other.commandId === command.commandId) === i);
      const outputs = fresh.length > 0 ? await runGrouped(context, fresh) : [];
      const done = fresh.flatMap((command, i) => (outputs[i] instanceof Refusal ? [] : [{ command, output: endpoint.output.parse(outputs[i]) }]));
      if (done.length > 0) this.keep(context, endpoint, done);
      const byId = new Map<string, unknown>(fresh.map((command, i) => [command.commandId, outputs[i] instanceof Refusal ? outputs[i] : undefined]));
      for (const { command, output } of done) byId.set(command.commandId, output);
      return batch.map((command) => answerOf(command, given.get(command.commandId), fresh, byId, endpoint));
    }, { onSent });
    this.parts.afterCommit(endpoint.refreshes, first.actor.unitCode);
    return answers;
  }

  private keep(context: UseCaseContext, endpoint: Endpoint, done: readonly { command: Command; output: unknown }[]): void {
    context.send(insertAnswers(context.tx, done.map(({ command, output }) => ({ unitCode: command.actor.unitCode, accountId: command.actor.accountId, commandId: command.commandId, name: endpoint.name, inputHash: command.inputHash, output: JSON.stringify(output ?? null) })), context.now).execute());
    context.send(this.parts.appendLeaves(context.tx, done.map(({ command, output }) => this.entry(endpoint.name, command, output, context.now))));
  }

  private entry(name: string, command: Command, output: unknown, at: Date): RecordEntry {
    return { id: this.newId(), unitCode: command.actor.unitCode, at, name, actor: command.actor, commandId: command.commandId, inputHash: command.inputHash, outputHash: this.hash(output) };
  }

  private hash(value: unknown): string {
    return createHmac("sha256", this.parts.hashKey).update(canonicalJson(value)).digest("hex");
  }

  private async transaction<T>(actor: Actor, commandId: string, work: (context: UseCaseContext) => Promise<T>, { mode = "", onSent }: { mode?: string; onSent?: () => void } = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.parts.app.begin(mode, (tx) => this.committed(tx, actor, commandId, work, onSent))) as T; // the driver unwraps promises in arrays; ours are none
      } catch (error) {
        if (!isRetryable(error) || attempt >= LIMITS.transactionRetries) throw error;
        await new Promise((done) => setTimeout(done, 5 * 2 ** attempt));
      }
    }
  }

  /** The commit travels right behind the last writes, so locks are held no longer than the database needs. */
  private async committed<T>(given: Tx, actor: Actor, commandId: string, work: (context: UseCaseContext) => Promise<T>, onSent?: () => void): Promise<T> {
    let isOver = false;
    const tx = openUntil(given, () => isOver);
    const sent: Promise<unknown>[] = [setFence(tx, actor.scope, actor.unitCode, actor.enterpriseUscc ?? "").execute()];
    const send = (write: Promise<unknown>): void => {
      write.catch(() => undefined); // awaited below; when something else fails first, this must not count as unhandled
      sent.push(write);
    };
    const result = await work(this.context(tx, actor, commandId, send));
    await allSent();
    const ending = commit(tx);
    isOver = true;
    onSent?.();
    const [end] = await Promise.all([ending, ...sent]);
    // PostgreSQL answers the commit of a failed transaction by rolling it back, without an error.
    if (!isCommitted(end)) throw new Error("the transaction was rolled back");
    return result;
  }

  private context(tx: Tx, actor: Actor, commandId: string, send: UseCaseContext["send"]): UseCaseContext {
    return {
      tx,
      actor,
      commandId,
      now: this.now(),
      newId: this.newId,
      send,
      addJob: (task, payload, options) => addJobTo(tx, task, payload, options),
      withinCity: async (work) => {
        // Statements of one transaction run in the order they are sent, so nobody needs to wait for the fence's own answer.
        const widened = setFence(tx, "city", actor.unitCode, "").execute();
        widened.catch(() => undefined); // awaited with the commit; when the work fails first, this must not count as unhandled
        const result = await work();
        await allSent();
        send(widened);
        send(setFence(tx, actor.scope, actor.unitCode, actor.enterpriseUscc ?? "").execute());
        return result;
      },
    };
  }
}

/** Every statement asked for until now is on its way, in the order it was asked for: whoever waits, waits for an answer. */
const allSent = () => new Promise<void>((done) => process.nextTick(done));

/** A statement behind the commit would be lost; whoever asks for one is stopped instead. */
function openUntil(tx: Tx, isOver: () => boolean): Tx {
  const check = () => {
    if (isOver()) throw new Error("a statement was asked for behind the commit of its transaction");
  };
  return new Proxy(tx, {
    apply: (target, self, given) => (check(), Reflect.apply(target, self, given)),
    get: (target, name) => (check(), Reflect.get(target, name)),
  });
}

type Command = { readonly actor: Actor; readonly commandId: string; readonly input: unknown; readonly inputHash: string };

/** Closed unless granted. */
export function requirePermission(actor: Actor, endpoint: Endpoint): void {
  if (endpoint.permission === "public") return;
  if (actor.kind === "anonymous") refuse("gate.signed-out");
  if (endpoint.permission === "signed-in") return;
  if (!actor.permissions.has(endpoint.permission)) refuse("gate.not-permitted");
}

function replayed(given: GivenAnswer, command: Command, endpoint: Endpoint): unknown {
  if (given.name !== endpoint.name || given.inputHash !== command.inputHash || given.accountId !== command.actor.accountId) refuse("gate.command-id.reused");
  return JSON.parse(given.output);
}

function answerOf(command: Command, given: GivenAnswer | undefined, fresh: readonly Command[], byId: ReadonlyMap<string, unknown>, endpoint: Endpoint): unknown {
  try {
    if (given) return replayed(given, command, endpoint);
    const run = fresh.find((other) => other.commandId === command.commandId);
    if (run && (run.inputHash !== command.inputHash || run.actor.accountId !== command.actor.accountId)) refuse("gate.command-id.reused");
    return byId.get(command.commandId);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
