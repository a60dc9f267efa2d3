import { CallRefused } from "./call.ts";

export type Attempt = { readonly commandId: string; readonly inputText: string };

/**
 * The attempt to send: the same id as before while the same input is retried with its outcome unknown, else a new one.
 * The server replays a known id harmlessly, so a retry can never act twice.
 */
export function attemptFor(open: Attempt | null, input: unknown, newId: () => string): Attempt {
  const inputText = JSON.stringify(input) ?? "";
  return open && open.inputText === inputText ? open : { commandId: newId(), inputText };
}

/** A refusal below 500 is a final answer; no answer and server failures leave it open whether the command took effect. */
export function isOutcomeKnown(problem: unknown): boolean {
  return problem instanceof CallRefused && problem.status < 500;
}
