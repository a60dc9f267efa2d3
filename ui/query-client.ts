import { QueryClient } from "@tanstack/react-query";
import { isOutcomeKnown } from "./command-attempt.ts";

const FRESH_MS = 15_000;
const READ_RETRIES = 2;

/** Reads are retried when unanswered; refusals are final; commands are retried by a person, with the same command id. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, refetchOnWindowFocus: true, networkMode: "always", retry: (failures, problem) => !isOutcomeKnown(problem) && failures < READ_RETRIES, retryDelay: (attempt) => 500 * 2 ** attempt },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
