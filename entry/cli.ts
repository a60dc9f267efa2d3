import { Refusal } from "#kernel/refusal.ts";
import { HELP, UsageError } from "./cli/usage.ts";

type Command = (args: readonly string[]) => Promise<number>;

/** Each command loads what it needs: `help` answers at once. */
const PRECURSOR: { readonly [verb: string]: Command } = {
  import: async (args) => (await import("./cli/precursor-import.ts")).importCommand(args),
  findings: async (args) => (await import("./cli/precursor-findings.ts")).findingsCommand(args),
  balance: async (args) => (await import("./cli/precursor-balance.ts")).balanceCommand(args),
  trace: async (args) => (await import("./cli/precursor-trace.ts")).traceCommand(args),
  template: async (args) => (await import("./cli/precursor-template.ts")).templateCommand(args),
};
const RECORD: { readonly [verb: string]: Command } = {
  verify: async (args) => (await import("./cli/record-verify.ts")).verifyRecordCommand(args),
  export: async (args) => (await import("./cli/record-witness.ts")).exportCommand(args),
  cosignatures: async (args) => (await import("./cli/record-witness.ts")).cosignaturesCommand(args),
  witness: async (args) => (await import("./cli/record-witness.ts")).witnessCommand(args),
  keys: async (args) => (await import("./cli/record-keys.ts")).keysCommand(args),
};
const COMMANDS: { readonly [name: string]: Command } = {
  help: async () => tell(HELP),
  start: async () => tell("启动系统 to start the system: npm start\n"),
  bench: async (args) => (await import("./cli/bench.ts")).benchCommand(args),
  precursor: async ([verb = "", ...rest]) => pick(PRECURSOR, verb)(rest),
  record: async ([verb = "", ...rest]) => pick(RECORD, verb)(rest),
};

/** `bin/qingyu`. Exit status 0 success, 1 refused, 2 wrong usage; a bug shows its stack and exits 70 (sysexits: internal error). */
async function main([name = "help", ...rest]: readonly string[]): Promise<number> {
  try {
    if (name === "--help" || name === "-h" || rest.includes("--help")) return tell(HELP);
    return await pick(COMMANDS, name)(rest);
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n用法见 see: qingyu help`, 2);
    if (error instanceof Refusal) return complain((await import("./refusal-text.ts")).refusalText(error), 1);
    return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), 70);
  }
}

function pick(commands: { readonly [name: string]: Command }, name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(name === "" ? "缺少命令 a command is missing" : `没有这个命令 no such command: ${name}`);
  return command;
}

function tell(text: string): number {
  process.stdout.write(text);
  return 0;
}

function complain(text: string, status: number): number {
  process.stderr.write(`${text}\n`);
  return status;
}

const status = await main(process.argv.slice(2));
await new Promise<void>((written) => process.stdout.write("", () => written()));
process.exit(status); // whatever a failed command left open must not keep the terminal waiting
