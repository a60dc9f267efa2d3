import { LIMITS } from "./config.ts";
import type { Sql, Tx } from "./db.ts";

type Chain = { readonly tx: Tx; readonly end: () => void; readonly abort: (error: unknown) => void; /** What the transaction failed with, when it is over. */ readonly ended: Promise<unknown>; isOver: boolean; timer?: NodeJS.Timeout };

/**
 * Transactions one behind another on a connection that is not given back in between: each ends with `commit and chain`, so
 * the next needs neither a `begin` of its own nor the wait for it. A chain nobody goes on with ends after a moment.
 */
export class ChainedTransactions {
  private readonly app: Sql;
  private readonly idle: Chain[] = [];

  constructor(app: Sql) {
    this.app = app;
  }

  /** @param work ends its transaction with `commit and chain`, and asks nothing of a lost connection; when it fails, what it did is rolled back */
  async run<T>(work: (tx: Tx, isLost: () => boolean) => Promise<T>, mode: "" | "read only" = ""): Promise<T> {
    const chain = (mode === "" ? this.take() : undefined) ?? (await this.open(mode));
    try {
      const result = await work(chain.tx, () => chain.isOver);
      if (mode === "") this.keep(chain);
      else chain.end();
      return result;
    } catch (error) {
      // A lost connection fails the statement first and is known as lost a moment later; the driver must not be asked to roll back on it.
      await new Promise((done) => setImmediate(done));
      if (!chain.isOver) chain.abort(error);
      throw (await chain.ended) ?? error;
    }
  }

  private take(): Chain | undefined {
    const chain = this.idle.pop();
    clearTimeout(chain?.timer);
    return chain;
  }

  private keep(chain: Chain): void {
    if (chain.isOver) return;
    if (this.idle.length >= LIMITS.idleTransactions) return chain.end();
    this.idle.push(chain);
    chain.timer = setTimeout(() => {
      this.forget(chain);
      chain.end();
    }, LIMITS.idleTransactionMs);
  }

  private forget(chain: Chain): void {
    const place = this.idle.indexOf(chain);
    if (place >= 0) this.idle.splice(place, 1);
    clearTimeout(chain.timer);
  }

  private open(mode: string): Promise<Chain> {
    return new Promise((opened, failed) => {
      let chain: Chain | undefined;
      const ended: Promise<unknown> = this.app
        .begin(mode, (tx) => new Promise<void>((end, abort) => opened((chain = { tx, end, abort, ended, isOver: false }))))
        .then(() => undefined, (error: unknown) => error)
        .then((error) => {
          if (!chain) failed(error);
          else {
            chain.isOver = true;
            this.forget(chain);
          }
          return error;
        });
    });
  }
}
