import { Socket } from "node:net";
import { LIMITS } from "./config.ts";

type Asked = { readonly host: readonly string[]; readonly port: readonly number[] };

/**
 * Connections to the database for many statements under way at once: those of one tick leave in one packet (each packet
 * wakes the other side, which costs more than most statements), none waits for the answer to an earlier one, and a batch
 * of rows does not make the driver send one statement at a time. Hosts named beside the first are tried in turn.
 */
export function statementSockets(): (asked: Asked) => Socket {
  let tries = 0;
  return ({ host, port }) => {
    const place = tries++ % host.length;
    return new StatementSocket({ writableHighWaterMark: LIMITS.unsentStatementBytes }).setNoDelay(true).connect(port[place] ?? 5432, host[place] ?? "127.0.0.1");
  };
}

class StatementSocket extends Socket {
  private isGathering = false;

  constructor(options: { writableHighWaterMark: number }) {
    super(options as object); // the stream's option, which the socket's type does not name
  }

  override write(...given: unknown[]): boolean {
    if (!this.isGathering) {
      this.isGathering = true;
      this.cork();
      process.nextTick(() => {
        this.isGathering = false;
        this.uncork();
      });
    }
    return super.write(...(given as Parameters<Socket["write"]>)); // handed on as they came
  }
}
