import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Endpoint } from "#kernel/contract.ts";
import type { Words } from "./call.ts";

/** A command that was accepted, as the server read it. */
export type SentCommand = { readonly commandId: string; readonly endpoint: string; readonly title: Words; readonly input: unknown };

const SENT = "sent-command";

/** Keeps what was sent for its receipt: in memory only, with the session's answers, and gone with them. */
export function keepSent(client: QueryClient, endpoint: Endpoint, commandId: string, input: unknown): void {
  const read = endpoint.input.safeParse(input);
  const sent: SentCommand = { commandId, endpoint: endpoint.name, title: endpoint.summary, input: read.success ? read.data : input };
  client.setQueryDefaults([SENT], { gcTime: Infinity });
  client.setQueryData([SENT, commandId], sent);
}

/** What this page sent under that id since it was loaded. */
export function useSent(commandId: string): SentCommand | undefined {
  return useQueryClient().getQueryData<SentCommand>([SENT, commandId]);
}

/** The latest accepted command of that endpoint with this id in its input: an import's commit by the import. */
export function useSentFor(endpoint: Endpoint, id: string): SentCommand | undefined {
  const all = useQueryClient().getQueriesData<SentCommand>({ queryKey: [SENT] });
  return all.flatMap(([, sent]) => (sent && sent.endpoint === endpoint.name && isOf(sent.input, id) ? [sent] : [])).at(-1);
}

const isOf = (input: unknown, id: string): boolean => typeof input === "object" && input !== null && "id" in input && input.id === id;
