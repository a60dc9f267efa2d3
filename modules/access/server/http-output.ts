import { SESSION } from "../domain/session-life.ts";
import { onceOnly } from "./once-only.ts";

type Answer = { readonly onceId?: unknown };

/** For the HTTP door: sets the session cookie after a sign-in, clears it after signing out. A replayed sign-in sets nothing. */
export function cookieAfter(endpointName: string, output: unknown): { set: string; maxAgeSeconds: number } | "clear" | undefined {
  if (endpointName === "access.session.close") return "clear";
  if (endpointName !== "access.session.open" && endpointName !== "access.oidc.finish") return undefined;
  const token = onceOnly.take(String((output as Answer).onceId)); // the output of these two endpoints has it, by contract
  return typeof token === "string" ? { set: token, maxAgeSeconds: SESSION.absoluteMs / 1000 } : undefined;
}

/** For the HTTP door and the command line: puts in what may be said once. Everything else goes out as the gate gave it. */
export function publicOutput(_endpointName: string, output: unknown): unknown {
  if (typeof output !== "object" || output === null || !("onceOnly" in output) || !("onceId" in output) || typeof output.onceId !== "string") return output;
  return { ...output, onceOnly: onceOnly.take(output.onceId) ?? null };
}
