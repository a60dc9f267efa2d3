import type { Actor } from "#kernel/actor.ts";
import type { Endpoint } from "#kernel/contract.ts";
import { uuidV7 } from "#kernel/id.ts";
import { Refusal } from "#kernel/refusal.ts";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { ChainedTransactions } from "./chained-transactions.ts";
import { chance } from "./chance.ts";
import { commit, findAnswer, insertAnswers, isCommitted, setFence, type GivenAnswer } from "./command.sql.ts";
import { LIMITS } from "./config.ts";
import { isRetryable, isTaken, type Sql, type Statement, type Tx } from "./db.ts";
import { GroupQueue } from "./group-queue.ts";
import { commitInput, inputKeyOf } from "./input-commitment.ts";
import { addJobTo } from "./jobs.sql.ts";
import type { KeyedHash } from "./keyed-hash.ts";
import type { Handler, UseCaseContext } from "./module.ts";
import { parseInput } from "./parse-input.ts";
import { Looks, showsNothing, type Look } from "./protected-read.ts";
import { refuse } from "./refusals.ts";

/** One line on the record; appended in the transaction it tells of. */
export type RecordEntry = {
  /** Made of the moment `at`, so that lines lie in the order of their ids. */
  readonly id: string;
  readonly unitCode: string;
  readonly at: Date;
  readonly name: string;
  readonly actor: Actor;
  readonly commandId: string;
  /** Commitment to what was sent, under a key of this line alone (`inputKeyOf`). */
  readonly inputHash: string;
  readonly outputHash: string;
  /** Whose protected records were shown. */
  readonly read?: Look | undefined;
  /** Id of the leaf whose salt this act destroyed. */
  readonly seals?: string | undefined;
};

export type GateParts = {
  readonly app: Sql;
  /** @param beside a write to be done in the same statement as the lines */
  readonly appendLeaves: (tx: Tx, entries: readonly RecordEntry[], beside?: Statement) => Promise<void>;
  /** @param unitCodes the actor's own and those the use case touched */
  readonly afterCommit: (refreshes: readonly string[], unitCodes: readonly string[]) => void;
  /** Keys the hashes of inputs and outputs: without it a short input (a name, a phone) could be found again by trying. */
  readonly hashKey: KeyedHash;
  /** Under `installationKey(dataDir, "record-input")`: from it comes the key of each line's input. */
  readonly inputKeys: KeyedHash;
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
  private readonly transactions: ChainedTransactions;

  constructor(parts: GateParts) {
    this.parts = parts;
    this.transactions = new ChainedTransactions(parts.app);
    this.groups = new GroupQueue(LIMITS.groupedCommands, LIMITS.queuedCommands);
  }

  async run(handler: Handler, request: Request): Promise<unknown> {
    const { endpoint } = handler;
    requirePermission(request.actor, endpoint);
    const input = parseInput(endpoint.input, request.input);
    if (endpoint.method === "GET") return this.view(handler, request.actor, input);
    const commandId = request.commandId ?? refuse("gate.command-id.missing");
    const command = this.commandOf(request.actor, commandId, input);
    if (!handler.runGrouped) return this.command(handler, command);
    return this.groups.add(`${endpoint.name} ${request.actor.scope} ${request.actor.unitCode}`, commandId, command, (batch, onSent) => this.commandGroup(handler, batch, onSent));
  }

  /**
   * Work of the program itself (jobs, command line): same transaction, same record, named instead of contracted.
   * @param input what the line commits to
   * @param refreshes views that screens of the units it touched fetch anew
   */
  async act<T>(actor: Actor, name: string, work: (context: UseCaseContext) => Promise<T>, input: unknown = null, refreshes: readonly string[] = []): Promise<T> {
    const command = this.commandOf(actor, this.newId(), input);
    let touched: ReadonlySet<string> = new Set();
    const answer = await this.transaction(actor, command.commandId, async (context) => {
      touched = context.touched;
      const output = await work(context);
      await this.append(context, [{ name, command, output }]);
      return output;
    });
    if (refreshes.length > 0 && touched.size > 0) this.parts.afterCommit(refreshes, [...touched]);
    return answer;
  }

  readonly newId = (): string => idAt(this.now());
  now(): Date {
    return this.parts.clock?.() ?? new Date();
  }

  private async view(handler: Handler, actor: Actor, input: unknown): Promise<unknown> {
    const { endpoint, run } = handler;
    if (!run) throw new Error(`${endpoint.name}: a view cannot be grouped`);
    const show = (output: unknown) => (endpoint.download ? output : endpoint.output.parse(output));
    if (endpoint.reads === "open") return show(await this.transaction(actor, "", (context) => run(context, input), { mode: "read only" }));
    const command = this.commandOf(actor, this.newId(), input);
    return this.transaction(actor, command.commandId, async (context) => {
      const output = show(await run(context, input));
      if (context.looks.all) await this.append(context, [{ name: endpoint.name, command, output }]);
      else if (!showsNothing(output)) throw new Error(`${endpoint.name}: shows a protected record without saying whose`);
      return output;
    });
  }

  private async command(handler: Handler, command: Command): Promise<unknown> {
    const { endpoint, run } = handler;
    if (!run) throw new Error(`${endpoint.name}: not a single use case`);
    let touched: Iterable<string> = [];
    const answer = await this.transaction(command.actor, command.commandId, async (context) => {
      touched = context.touched;
      const given = await findGiven(context, command);
      if (given) return replayed(given, command, endpoint);
      const output = endpoint.output.parse(await run(context, command.input));
      await this.keep(context, endpoint, [{ command, output }]);
      return output;
    }).catch((error: unknown) => this.givenMeanwhile(endpoint, command, error));
    this.parts.afterCommit(endpoint.refreshes, [...new Set([command.actor.unitCode, ...touched])]);
    return answer;
  }

  /** Sent again while the first was still under way, a command fails on what the first has done by now: it gets the first's answer. */
  private async givenMeanwhile(endpoint: Endpoint, command: Command, error: unknown): Promise<unknown> {
    if (!(error instanceof Refusal) && !isTaken(error)) throw error;
    const given = await this.transaction(command.actor, "", (context) => findGiven(context, command), { mode: "read only" });
    if (!given) throw error;
    return replayed(given, command, endpoint);
  }

  private async commandGroup(handler: Handler, batch: readonly Command[], onSent: () => void): Promise<(unknown | Refusal)[]> {
    const { endpoint, runGrouped, readAhead } = handler;
    const first = batch[0];
    if (!first || !runGrouped) throw new Error(`${endpoint.name}: not a grouped use case`);
    let touched: Iterable<string> = [];
    const answers = await this.transaction(first.actor, first.commandId, async (context) => {
      touched = context.touched;
      const [given, ahead] = await Promise.all([findAnswer(context.tx, first.actor, batch.map((command) => command.commandId)), readAhead?.(context, batch)]);
      const fresh = batch.filter((command, i) => !given.has(command.commandId) && batch.findIndex((other) => other.commandId === command.commandId) === i);
      const outputs = fresh.length > 0 ? await runGrouped(context, fresh, ahead) : [];
      if (context.looks.all) throw new Error(`${endpoint.name}: a look cannot be told apart in a group`);
      const done = fresh.flatMap((command, i) => (outputs[i] instanceof Refusal ? [] : [{ command, output: endpoint.output.parse(outputs[i]) }]));
      if (done.length > 0) await this.keep(context, endpoint, done);
      const byId = new Map<string, unknown>(fresh.map((command, i) => [command.commandId, outputs[i] instanceof Refusal ? outputs[i] : undefined]));
      for (const { command, output } of done) byId.set(command.commandId, output);
      return batch.map((command) => answerOf(command, given.get(command.commandId), fresh, byId, endpoint));
    }, { onSent });
    this.parts.afterCommit(endpoint.refreshes, [...new Set([first.actor.unitCode, ...touched])]);
    return answers;
  }

  private async keep(context: GateContext, endpoint: Endpoint, done: readonly { command: Command; output: unknown }[]): Promise<void> {
    const answers = done.map(({ command, output }) => ({ accountId: command.actor.accountId, commandId: command.commandId, inputHash: command.inputHash, output: JSON.stringify(output ?? null) }));
    const answered = insertAnswers(context.tx, context.actor.unitCode, endpoint.name, answers, context.now);
    await this.append(context, done.map(({ command, output }) => ({ name: endpoint.name, command, output })), answered);
  }

  /** The last thing in a transaction. A record of another unit is told of there, so the fence is opened for that line. */
  private async append(context: GateContext, done: readonly Done[], beside?: Statement): Promise<void> {
    const read = context.looks.all;
    const entries = done.map(({ name, command, output }): RecordEntry => {
      const id = idAt(context.now);
      const inputHash = commitInput(inputKeyOf(this.parts.inputKeys, id), command.canonical);
      return { id, unitCode: command.actor.unitCode, at: context.now, name, actor: command.actor, commandId: command.commandId, inputHash, outputHash: this.parts.hashKey.hex(canonicalJson(output)), read };
    });
    context.looks.isToBeWritten = true;
    const write = () => this.parts.appendLeaves(context.tx, entries, beside);
    if (read?.subjects.some(({ unitCode }) => unitCode !== context.actor.unitCode)) await context.withinCity(write);
    else context.send(write());
  }

  private commandOf(actor: Actor, commandId: string, input: unknown): Command {
    const canonical = canonicalJson(input);
    return { actor, commandId, input, canonical, inputHash: this.parts.hashKey.hex(canonical) };
  }

  private async transaction<T>(actor: Actor, commandId: string, work: (context: GateContext) => Promise<T>, { mode = "", onSent }: { mode?: "" | "read only"; onSent?: () => void } = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const looks = new Looks();
      try {
        return await this.transactions.run((tx, isLost) => this.committed({ tx, isLost }, actor, commandId, looks, work, onSent), mode);
      } catch (error) {
        if (!isRetryable(error) || attempt >= LIMITS.transactionRetries) throw looks.failure(error);
        await new Promise((done) => setTimeout(done, 5 * 2 ** attempt));
      }
    }
  }

  /** The commit travels right behind the last writes, so locks are held no longer than the database needs. */
  private async committed<T>(given: { readonly tx: Tx; readonly isLost: () => boolean }, actor: Actor, commandId: string, looks: Looks, work: (context: GateContext) => Promise<T>, onSent?: () => void): Promise<T> {
    let isOver = false;
    const tx = guarded(given.tx, () => (isOver ? "a statement was asked for behind the commit of its transaction" : given.isLost() ? "the connection to the database was lost" : undefined));
    const sent: Promise<unknown>[] = [setFence(tx, actor.scope, actor.unitCode, actor.enterpriseUscc ?? "").execute()];
    const send = (write: Promise<unknown>): void => {
      write.catch(() => undefined); // awaited below; when something else fails first, this must not count as unhandled
      sent.push(write);
    };
    const result = await work(this.context(tx, actor, commandId, looks, send));
    await allSent();
    const ending = commit(tx);
    isOver = true;
    onSent?.();
    const [end] = await Promise.all([ending, ...sent]);
    // PostgreSQL answers the commit of a failed transaction by rolling it back, without an error.
    if (!isCommitted(end)) throw new Error("the transaction was rolled back");
    return result;
  }

  private context(tx: Tx, actor: Actor, commandId: string, looks: Looks, send: UseCaseContext["send"]): GateContext {
    const touched = new Set<string>();
    return {
      tx,
      actor,
      commandId,
      now: this.now(),
      newId: this.newId,
      send,
      looks,
      readOf: looks.add,
      touched,
      touches: (unitCode) => void touched.add(unitCode),
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

/** A statement behind the commit would be lost, and the driver ends the program over one on a closed connection: whoever asks is stopped instead. */
function guarded(tx: Tx, objection: () => string | undefined): Tx {
  const check = () => {
    const says = objection();
    if (says !== undefined) throw new Error(says);
  };
  return new Proxy(tx, {
    apply: (target, self, given) => (check(), Reflect.apply(target, self, given)),
    get: (target, name) => (check(), Reflect.get(target, name)),
  });
}

const idAt = (moment: Date): string => uuidV7(moment.getTime(), chance(10));

type GateContext = UseCaseContext & { readonly looks: Looks; readonly touched: ReadonlySet<string> };
type Command = { readonly actor: Actor; readonly commandId: string; readonly input: unknown; /** `canonicalJson` of the input, written once. */ readonly canonical: string; /** Keyed hash that a replay is compared by. */ readonly inputHash: string };
type Done = { readonly name: string; readonly command: Command; readonly output: unknown };

/** Closed unless granted. */
export function requirePermission(actor: Actor, endpoint: Endpoint): void {
  if (endpoint.permission === "public") return;
  if (actor.kind === "anonymous") refuse("gate.signed-out");
  if (endpoint.permission === "signed-in") return;
  if (!actor.permissions.has(endpoint.permission)) refuse("gate.not-permitted");
}

const findGiven = async ({ tx }: UseCaseContext, command: Command): Promise<GivenAnswer | undefined> => (await findAnswer(tx, command.actor, [command.commandId])).get(command.commandId);

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
