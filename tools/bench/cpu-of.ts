import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds this process and the database's backends have used; on a shared machine they tell more than the clock. */
export function cpuSeconds(postmasterPid: number | undefined): { client: number; server: number } {
  const own = process.cpuUsage();
  return { client: (own.user + own.system) / 1e6, server: postmasterPid === undefined ? NaN : serverSeconds(postmasterPid) };
}

/** CPU seconds of one process. */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function serverSeconds(postmasterPid: number): number {
  let ticks = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      if (Number(fields[1]) === postmasterPid || Number(name) === postmasterPid) ticks += Number(fields[11]) + Number(fields[12]) + (Number(name) === postmasterPid ? Number(fields[13]) + Number(fields[14]) : 0);
    } catch {
      continue; // ended meanwhile: its time is with the postmaster's children then
    }
  }
  return ticks / 100;
}
