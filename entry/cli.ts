import { Refusal, wordsOf } from "#kernel/refusal.ts";
import { benchCommand } from "./cli/bench.ts";
import { balanceCommand } from "./cli/precursor-balance.ts";
import { findingsCommand } from "./cli/precursor-findings.ts";
import { importCommand } from "./cli/precursor-import.ts";
import { templateCommand } from "./cli/precursor-template.ts";
import { traceCommand } from "./cli/precursor-trace.ts";
import { HELP, UsageError } from "./cli/usage.ts";
import { refusals } from "./house.ts";

type Command = (args: readonly string[]) => Promise<number>;

const PRECURSOR: { readonly [verb: string]: Command } = { import: importCommand, findings: findingsCommand, balance: balanceCommand, trace: traceCommand, template: templateCommand };
const COMMANDS: { readonly [name: string]: Command } = {
  help: async () => tell(HELP),
  start: async () => tell("启动系统 to start the system: npm start\n"),
  bench: benchCommand,
  precursor: ([verb = "", ...rest]) => pick(PRECURSOR, verb)(rest),
};

/** `bin/qingyu`. Exit status 0 success, 1 refused, 2 wrong usage; a bug shows its stack and exits 70 (sysexits: internal error). */
async function main([name = "help", ...rest]: readonly string[]): Promise<number> {
  try {
    if (name === "--help" || name === "-h" || rest.includes("--help")) return tell(HELP);
    return await pick(COMMANDS, name)(rest);
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n用法见 see: qingyu help`, 2);
    if (error instanceof Refusal) return complain(refusalText(error), 1);
    return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), 70);
  }
}

function pick(commands: { readonly [name: string]: Command }, name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(name === "" ? "缺少命令 a command is missing" : `没有这个命令 no such command: ${name}`);
  return command;
}

function refusalText(refusal: Refusal): string {
  const words = refusals[refusal.code];
  return words ? `${wordsOf(words, "zh", refusal.data)} ${wordsOf(words, "en", refusal.data)} [${refusal.code}]` : refusal.code;
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
