import { parseArgs } from "node:util";
import { addDays, dayOf, endOfDay, startOfDay, type Day } from "#kernel/calendar.ts";
import { isDayOnly, parseInstant } from "#precursor";
import { UsageError } from "./usage.ts";

export type Options<Name extends string> = { readonly json: boolean; readonly positionals: readonly string[]; all(name: Name): readonly string[]; one(name: Name): string | undefined; need(name: Name): string };

/** Options that take a value, each may be repeated; `--json` goes with every command. @throws UsageError */
export function readOptions<const Name extends string>(args: readonly string[], names: readonly Name[], positionals = 0): Options<Name> {
  const parsed = parse(args, names);
  if (parsed.positionals.length > positionals) throw new UsageError(`多余的参数 unexpected argument: ${parsed.positionals[positionals]}`);
  const all = (name: Name): readonly string[] => {
    const value = (parsed.values as { readonly [option: string]: unknown })[name]; // names are only known here
    return Array.isArray(value) ? value.map(String) : [];
  };
  const one = (name: Name) => {
    const [value, ...more] = all(name);
    if (more.length > 0) throw new UsageError(`--${name} 只能给一次 only once`);
    return value;
  };
  const need = (name: Name) => one(name) ?? missing(name);
  return { json: parsed.values["json"] === true, positionals: parsed.positionals, all, one, need };
}

function parse(args: readonly string[], names: readonly string[]) {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const, multiple: true as const }]));
  try {
    return parseArgs({ args: [...args], options: { ...options, json: { type: "boolean" } }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const missing = (name: string): never => {
  throw new UsageError(`缺少 missing --${name}`);
};

function instantOf(text: string, name: string): number {
  const ms = parseInstant(text);
  if (Number.isNaN(ms)) throw new UsageError(`--${name} 不是日期或时间 is not a day or an instant: ${text}`);
  return ms;
}

/** A day means its end: what had been reported by then. */
export function momentOption(text: string | undefined, name: string): Date | undefined {
  if (text === undefined) return undefined;
  const ms = instantOf(text, name);
  return new Date(isDayOnly(text) ? endOfDay(dayOf(ms)) : ms);
}

export const firstDayOption = (text: string, name: string): Day => dayOf(instantOf(text, name));

/** The last day of a period; an instant at 00:00 ends it with the day before. */
export function lastDayOption(text: string, name: string): Day {
  const ms = instantOf(text, name);
  const day = dayOf(ms);
  return !isDayOnly(text) && ms === startOfDay(day) ? addDays(day, -1) : day;
}

const MINUTE_MS = 60_000;

/** Neither 00:00 nor the last minute of a day, Asia/Shanghai; only asked of what the two above accepted. */
export function isWithinDay(text: string): boolean {
  const ms = parseInstant(text);
  const day = dayOf(ms);
  return ms !== startOfDay(day) && ms < startOfDay(addDays(day, 1)) - MINUTE_MS;
}

export function unitOption(text: string | undefined): string | undefined {
  if (text !== undefined && !/^\d{6}$/.test(text)) throw new UsageError(`--unit 应为 6 位区划代码 must be a 6-digit code: ${text}`);
  return text;
}
