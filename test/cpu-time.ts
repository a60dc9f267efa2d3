/** Milliseconds of work this process has done: unlike a clock it stands still while a busy machine does something else. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
