import { Refusal, type RefusalCatalogue, type RefusalData } from "#kernel/refusal.ts";
import { problemOf } from "#platform/problem.ts";

/** What came of the inputs thrown at one target. */
export type Tally = { readonly target: string; inputs: number; slowestMs: number; /** Answers later than `HANG_MS` that came in time when asked for again. */ slowOnce: number; readonly outcomes: Map<string, number> };
export type Fault = { readonly target: string; readonly what: string; readonly input: string };

export const HANG_MS = 1_000;
const SHOWN_CHARS = 600;

export class FuzzRun {
  readonly tallies: Tally[] = [];
  readonly faults: Fault[] = [];
  private readonly known = new Set<string>();
  private readonly onFault: (fault: Fault) => void;

  constructor(onFault: (fault: Fault) => void = () => undefined) {
    this.onFault = onFault;
  }

  tally(target: string): Tally {
    const tally = { target, inputs: 0, slowestMs: 0, slowOnce: 0, outcomes: new Map<string, number>() };
    this.tallies.push(tally);
    return tally;
  }

  note(tally: Tally, outcome: string, ms: number): void {
    tally.inputs += 1;
    tally.slowestMs = Math.max(tally.slowestMs, ms);
    tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
  }

  /** Each kind of fault of a target is told once, with the input that showed it first. */
  fault(tally: Tally, what: string, input: unknown): void {
    const key = `${tally.target} ${what.slice(0, 60)}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    const fault = { target: tally.target, what, input: shown(input) };
    this.faults.push(fault);
    this.onFault(fault);
  }

  /** Runs a parser on an input: it may answer, or refuse in words; anything else is a fault. */
  async try(tally: Tally, catalogue: RefusalCatalogue, input: unknown, parse: () => unknown): Promise<void> {
    const started = performance.now();
    let outcome = "taken";
    try {
      await parse();
    } catch (error) {
      if (error instanceof Refusal) {
        outcome = error.code;
        const missing = wordless(catalogue, error.code, error.data);
        if (missing !== null) this.fault(tally, missing, input);
      } else {
        outcome = "threw";
        this.fault(tally, `threw ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" | ") : String(error)}`, input);
      }
    }
    const ms = performance.now() - started;
    this.note(tally, outcome, ms);
    if (ms > HANG_MS) this.fault(tally, `took ${Math.round(ms)} ms`, input);
  }
}

/** Every refusal says its reason in both languages, with nothing left to fill in. */
export function wordless(catalogue: RefusalCatalogue, code: string, data: RefusalData): string | null {
  const problem = problemOf(new Refusal(code, data), catalogue);
  if (!problem) return `refusal ${code} has no words`;
  return wordsFault(problem.code, problem.words, catalogue, data);
}

function wordsFault(code: string, words: { readonly zh: string; readonly en: string }, catalogue: RefusalCatalogue, data: RefusalData): string | null {
  const named = [...(catalogue[code]?.zh.matchAll(/\{(\w+)\}/g) ?? []), ...(catalogue[code]?.en.matchAll(/\{(\w+)\}/g) ?? [])].map((match) => match[1] ?? "");
  const unfilled = named.filter((name) => !(name in data) || data[name] === undefined);
  if (unfilled.length > 0) return `refusal ${code} lacks ${unfilled.join(", ")}`;
  return words.zh.trim() === "" || words.en.trim() === "" ? `refusal ${code} has no words` : null;
}

function shown(input: unknown): string {
  const text = input instanceof Uint8Array ? `base64:${Buffer.from(input).toString("base64")}` : (JSON.stringify(input) ?? String(input));
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}… (${text.length} characters)` : text;
}
