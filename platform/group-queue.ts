import { Refusal } from "#kernel/refusal.ts";

type Waiting = { readonly id: string; readonly command: unknown; readonly done: (answer: unknown) => void; readonly fail: (error: unknown) => void };
/** @param onSent to be called when the batch has sent all it writes: from then on the next one may begin. */
type RunBatch<C> = (batch: readonly C[], onSent: () => void) => Promise<unknown[]>;
type Lane = { waiting: Waiting[]; readonly underWay: Set<string>; batches: number; /** A batch is being gathered, or has not sent its writes yet. */ isTaken: boolean };

/** One batch is being committed while the next is read and judged; a third would only split the others. */
const BATCHES_ABREAST = 2;

/**
 * Group commit: while one batch is under way the next one gathers, so a busy moment costs one transaction for many commands
 * and a quiet one costs no delay. A batch begins when the one before it has sent its writes, and a command waits while
 * another with its id is under way, so that it finds that one's answer.
 */
export class GroupQueue {
  private readonly lanes = new Map<string, Lane>();
  private readonly batchMax: number;
  private readonly waitingMax: number;

  constructor(batchMax: number, waitingMax: number) {
    this.batchMax = batchMax;
    this.waitingMax = waitingMax;
  }

  /** @param id commands of the same id are never under way together */
  add<C>(key: string, id: string, command: C, runBatch: RunBatch<C>): Promise<unknown> {
    const lane = this.lanes.get(key) ?? { waiting: [], underWay: new Set(), batches: 0, isTaken: false };
    this.lanes.set(key, lane);
    if (lane.waiting.length >= this.waitingMax) throw new Refusal("gate.busy");
    return new Promise((done, fail) => {
      lane.waiting.push({ id, command, done, fail });
      // The key names endpoint and fence, so every command of a lane has the type of `runBatch`.
      this.begin(key, lane, runBatch as RunBatch<unknown>);
    });
  }

  private begin(key: string, lane: Lane, runBatch: RunBatch<unknown>): void {
    if (lane.isTaken || lane.batches >= BATCHES_ABREAST || lane.waiting.length === 0) return;
    lane.isTaken = true;
    setImmediate(() => void this.run(key, lane, runBatch));
  }

  private async run(key: string, lane: Lane, runBatch: RunBatch<unknown>): Promise<void> {
    const batch = takeBatch(lane, this.batchMax);
    let isSent = false;
    const onSent = () => {
      if (isSent) return;
      isSent = true;
      lane.isTaken = false;
      this.begin(key, lane, runBatch);
    };
    // Whoever waits only for a command under way is looked at again when that one ends.
    if (batch.length === 0) return void (lane.isTaken = false);
    lane.batches += 1;
    await answer(batch, runBatch, onSent);
    lane.batches -= 1;
    for (const { id } of batch) lane.underWay.delete(id);
    onSent();
    this.begin(key, lane, runBatch);
    if (lane.batches === 0 && lane.waiting.length === 0) this.lanes.delete(key);
  }
}

function takeBatch(lane: Lane, most: number): Waiting[] {
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  for (const item of lane.waiting) (batch.length < most && !lane.underWay.has(item.id) ? batch : left).push(item);
  for (const { id } of batch) lane.underWay.add(id);
  lane.waiting = left;
  return batch;
}

async function answer(batch: readonly Waiting[], runBatch: RunBatch<unknown>, onSent: () => void): Promise<void> {
  try {
    const answers = await runBatch(batch.map((item) => item.command), onSent);
    batch.forEach((item, i) => (answers[i] instanceof Refusal ? item.fail(answers[i]) : item.done(answers[i])));
  } catch (error) {
    await oneByOne(batch, runBatch, error);
  }
}

/** A batch that fails as a whole is tried one by one, so one bad command cannot fail its neighbours. */
async function oneByOne(batch: readonly Waiting[], runBatch: RunBatch<unknown>, error: unknown): Promise<void> {
  if (batch.length === 1) return batch[0]?.fail(error);
  for (const item of batch) {
    try {
      const [own] = await runBatch([item.command], () => undefined);
      if (own instanceof Refusal) item.fail(own);
      else item.done(own);
    } catch (own) {
      item.fail(own);
    }
  }
}
