import { Socket, type SocketConstructorOpts } from "node:net";
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
    const options: SocketConstructorOpts & { writableHighWaterMark: number } = { writableHighWaterMark: LIMITS.unsentStatementBytes };
    return gathering(new Socket(options).setNoDelay(true).connect(port[place] ?? 5432, host[place] ?? "127.0.0.1"));
  };
}

/**
 * What is written within one tick is handed to the system at its end, with what was written by whoever waited for that end: a
 * commit behind the last writes leaves with them.
 */
function gathering(socket: Socket): Socket {
  const write = socket.write.bind(socket);
  let isGathering = false;
  socket.write = (...given: unknown[]) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      const send = () => {
        isGathering = false;
        socket.uncork();
      };
      process.nextTick(() => process.nextTick(send));
    }
    return write(...(given as Parameters<typeof write>)); // handed on as they came
  };
  return socket;
}
