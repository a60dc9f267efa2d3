import { Refusal } from "#kernel/refusal.ts";

type Waiting = { readonly command: unknown; readonly done: (answer: unknown) => void; readonly fail: (error: unknown) => void };
type Lane = { waiting: Waiting[]; running: boolean };

/**
 * Group commit: while one batch is being committed the next one gathers, so a busy moment costs one transaction for many
 * commands and a quiet one costs no delay. Batches of one key run one after another.
 */
export class GroupQueue {
  private readonly lanes = new Map<string, Lane>();
  private readonly batchMax: number;
  private readonly waitingMax: number;

  constructor(batchMax: number, waitingMax: number) {
    this.batchMax = batchMax;
    this.waitingMax = waitingMax;
  }

  add<C>(key: string, command: C, runBatch: (batch: readonly C[]) => Promise<unknown[]>): Promise<unknown> {
    const lane = this.lanes.get(key) ?? { waiting: [], running: false };
    this.lanes.set(key, lane);
    if (lane.waiting.length >= this.waitingMax) throw new Refusal("gate.busy");
    return new Promise((done, fail) => {
      lane.waiting.push({ command, done, fail });
      // The key names endpoint and fence, so every command of a lane has the type of `runBatch`.
      if (!lane.running) void this.drain(key, lane, runBatch as (batch: readonly unknown[]) => Promise<unknown[]>);
    });
  }

  private async drain(key: string, lane: Lane, runBatch: (batch: readonly unknown[]) => Promise<unknown[]>): Promise<void> {
    lane.running = true;
    await new Promise((tick) => setImmediate(tick));
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, this.batchMax);
      try {
        const answers = await runBatch(batch.map((item) => item.command));
        batch.forEach((item, i) => (answers[i] instanceof Refusal ? item.fail(answers[i]) : item.done(answers[i])));
      } catch (error) {
        await this.oneByOne(batch, runBatch, error);
      }
    }
    lane.running = false;
    this.lanes.delete(key);
  }

  /** A batch that fails as a whole is tried one by one, so one bad command cannot fail its neighbours. */
  private async oneByOne(batch: readonly Waiting[], runBatch: (batch: readonly unknown[]) => Promise<unknown[]>, error: unknown): Promise<void> {
    if (batch.length === 1) return batch[0]?.fail(error);
    for (const item of batch) {
      try {
        const [answer] = await runBatch([item.command]);
        if (answer instanceof Refusal) item.fail(answer);
        else item.done(answer);
      } catch (own) {
        item.fail(own);
      }
    }
  }
}
